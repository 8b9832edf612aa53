"""Files are read in by a command, which says by its exit code whether all agrees."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.builders import SmallCity, done
from tests.wiring.test_books_written import city
from tests.wiring.test_statement_read_in import bank_file
from yeshi.cli.commands import app
from yeshi.flow.payments import reconciling
from yeshi.flow.payments.reconciliation_desk import ReconciliationDesk, reconciliation_desk
from yeshi.ledger.accounts import BANK

__all__ = ["city"]


def test_it_ends_with_one_until_nothing_is_left(
    city: SmallCity, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file in a line, and what is open by account."""
    monkeypatch.setenv("YESHI_DATABASE_URL", database)
    monkeypatch.setenv("YESHI_HOME", str(tmp_path / "home"))
    file = bank_file(tmp_path)
    ran = CliRunner().invoke(app, ["reconcile", str(file)])
    assert ran.exit_code == 1
    assert "bank_csv, 1 rows: 0 agree, 0 are fees or passed on, 1 do not agree." in ran.stdout
    assert f"{BANK}: 1 open." in ran.output
    seen = reconciliation_desk(city.engine, BANK)
    assert isinstance(seen, ReconciliationDesk)
    done(reconciling.explain(city.engine, city.key(), seen.open[0].one.id, "interest"))
    assert CliRunner().invoke(app, ["reconcile", str(file)]).exit_code == 0
