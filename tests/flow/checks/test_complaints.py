"""What was given back and not told, or told and not kept, is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.complaints import agree, asked, delivered, found, with_people
from yeshi.adapters.memory.store import MemoryStore
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.complaints import ComplaintsCheck
from yeshi.ledger.transfers import Movement, Transfer


def answered() -> tuple[SmallCity, str]:
    """A city in which a complaint was agreed to."""
    city = with_people(MemoryStore("CNY"))
    one = asked(city, delivered(city))
    done(agree(city, one))
    return city, one


def broken(city: SmallCity) -> set[str]:
    """The rules that do not hold."""
    with city.store.begin() as work:
        return {one.rule for one in breaches_of(work, [ComplaintsCheck()])}


@pytest.mark.parametrize("what", ["granted", "from_stall"])
def test_a_complaint_that_says_otherwise_than_the_record_is_found(what: str) -> None:
    """A fen less granted, or borne by the stall."""
    city, one = answered()
    assert broken(city) == set()
    kept = found(city, one)
    with city.store.begin() as work:
        work.complaints.put(replace(kept, **{what: getattr(kept, what) - city.money(1)}))
    assert broken(city) == {f"complaints.{what}"}


def test_cash_at_the_office_that_nobody_told_of_is_found() -> None:
    """A fen of it."""
    city, _ = answered()
    moved = Movement("platform:care", "platform:office", city.money(1), "x")
    with city.store.begin() as work:
        work.ledger.move([Transfer("tr-x", city.clock.now(), None, moved)])
    assert broken(city) == {"complaints.at_office"}
