"""Facts that were handed out stay as they were, while the day goes on."""

from __future__ import annotations

from dataclasses import fields

from tests.builders import CALENDAR, EVENING, SmallCity
from yeshi.flow.city.observing import facts_of
from yeshi.observatory.facts import Facts


def test_copied_facts_are_the_same_and_stay() -> None:
    """Every count, list and set of them."""
    city = SmallCity().settle_in()
    city.fill()
    facts = Facts(calendar=CALENDAR, day=CALENDAR.business_day(EVENING))

    def go_on() -> None:
        order = city.place({"a1": 1})
        city.cook(order)
        city.bring(order)
        with city.store.begin() as work:
            facts_of(work, facts)

    go_on()
    copied = facts.copied()
    assert copied == facts
    told = repr(copied)
    go_on()
    assert copied != facts
    assert repr(copied) == told
    for one in fields(Facts):
        held = getattr(copied, one.name)
        assert not isinstance(held, list | set | dict) or held is not getattr(facts, one.name)
