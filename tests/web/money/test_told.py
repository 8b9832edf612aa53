"""Programs are told of runs and payouts, of an account's number its end."""

from __future__ import annotations

from dataclasses import asdict

from tests.flow.payments.paying import TREASURER, approved, owing
from yeshi.flow.payments.coming import paid_out
from yeshi.flow.payments.desk import RunSeen, run_seen
from yeshi.web.money.told import told, told_coming


def test_no_whole_number_is_in_it() -> None:
    """Whoever reads it."""
    city = owing()
    seen = run_seen(city.by(TREASURER), approved(city))
    assert isinstance(seen, RunSeen)
    for one in (told(seen), told_coming(paid_out(city.engine, "merchant:a"))):
        assert "12345678" not in repr(asdict(one))
        assert "•••• 5678" in repr(asdict(one))
