"""Tries are counted before they are checked, by all who try at once."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import EVENING, SmallCity
from tests.flow.test_races import at_once
from yeshi.base.errors import OutOfTime
from yeshi.base.refused import Refused
from yeshi.flow.people import trying
from yeshi.flow.ports import Store
from yeshi.people.tries import OF_ACCOUNT, OF_ADDRESS, TriedBy

AT_ONCE = 120
ACCOUNT, ADDRESS = TriedBy("account", OF_ACCOUNT), TriedBy("address", OF_ADDRESS)


def test_of_120_at_once_no_more_get_through_than_allowed(store: Store) -> None:
    """Whichever store; those beyond are told to wait, or that it took too long."""
    city = SmallCity(store)

    def attempt() -> str:
        try:
            refused = trying.count(city.engine, [ADDRESS, ACCOUNT], EVENING)
        except OutOfTime:
            return "late"
        return refused.reason.code() if isinstance(refused, Refused) else "through"

    found = at_once([attempt] * AT_ONCE)
    assert found.count("through") == OF_ACCOUNT
    assert set(found) <= {"through", "too_many_tries", "late"}
    # Those that had to wait count nothing: the next may come as soon as the first of them.
    assert trying.count(city.engine, [ACCOUNT], EVENING + timedelta(seconds=2)) is None


def test_a_right_one_gives_its_own_back(store: Store) -> None:
    """However often it is right, nobody waits."""
    city = SmallCity(store)
    for _ in range(2 * OF_ADDRESS):
        assert trying.count(city.engine, [ADDRESS, ACCOUNT], EVENING) is None
        trying.right(city.engine, [ADDRESS, ACCOUNT], EVENING)
