"""Kitchens answer and cook as they mean to, also when they are taken up again."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.builders import SmallCity
from tests.flow.orders.later import TONIGHT, place_for
from yeshi.flow.due import BEGIN, carry_out
from yeshi.orders.lifecycle import TicketState
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.actors.kitchens import Cooks, Kitchens


class Quick:
    """Kitchens that answer at once and need three minutes, whatever they said."""

    def cook(self, order: str, merchant: str, placed_at: datetime) -> Cooks | None:
        """Said to be ready in five."""
        return Cooks(placed_at, placed_at + timedelta(minutes=5), takes_s=180)


def test_what_is_for_later_is_made_for_its_time_also_after_a_restart() -> None:
    """It is taken on at once, and is not ready before it is wanted."""
    city, agenda = SmallCity().settle_in(), Agenda()
    city.fill()
    order = place_for(city, TONIGHT)
    kitchens = Kitchens(city.engine, agenda, Quick())
    kitchens.resume([city.order(order)])
    with city.store.begin() as work:
        known = len(work.events.after(0, 10_000))
    while len(agenda):
        at, action = agenda.take()
        city.clock.put(max(at, city.clock.now()))
        carry_out(city.engine, BEGIN)
        action()
        with city.store.begin() as work:
            told = work.events.after(0, 10_000)
        for one in told[known:]:
            kitchens.hear(one)
        known = len(told)
    (ticket,) = city.order(order).tickets
    plan = city.order(order).wished
    assert plan is not None
    assert ticket.state is TicketState.READY
    assert city.clock.now() == plan.ready_at


def apart_s(hands_of: dict[str, int]) -> float:
    """How long after the first the second of two orders is made that came at once."""
    city, agenda = SmallCity().settle_in(), Agenda()
    city.fill()
    orders = [city.place({"a1": 1}) for _ in range(2)]
    kitchens = Kitchens(city.engine, agenda, Quick(), hands_of=hands_of)
    city.engine.listen(lambda _, told: [kitchens.hear(one) for one in told] and None)
    kitchens.resume([city.order(one) for one in orders])
    while len(agenda):
        at, action = agenda.take()
        city.clock.put(max(at, city.clock.now()))
        action()
    first, second = (city.order(one).tickets[0].made_at for one in orders)
    assert first is not None
    assert second is not None
    return (second - first).total_seconds()


def test_a_stall_may_have_hands_of_its_own() -> None:
    """With one it makes the second order after the first; others as many as come."""
    assert apart_s({"a": 1}) == 180
    assert apart_s({"a": 2}) == apart_s({"b": 1}) == apart_s({}) == 0
