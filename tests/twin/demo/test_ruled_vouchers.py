"""A newcomer of the demo finds a voucher for a first order, and a code that works."""

from __future__ import annotations

from tests.builders import SmallCity, done
from yeshi.flow.vouchers import coding
from yeshi.flow.vouchers.spendable import spendable_by
from yeshi.twin.demo.ruled_vouchers import BY_CODE, FIRST, WORD, launch_ruled


def test_both_are_there_once() -> None:
    """However often the stage is set."""
    city = SmallCity().settle_in()
    for _ in range(2):
        launch_ruled(city.engine)
    mine = [one.campaign for one in spendable_by(city.engine, "c")]
    assert FIRST in mine
    assert BY_CODE not in mine
    done(coding.enter_code(city.engine, city.key(), "c", WORD.lower()))
    assert BY_CODE in [one.campaign for one in spendable_by(city.engine, "c")]
    assert city.balance(f"campaign:{FIRST}") == 100_000
