"""The demo's people act as those whom the record can tell apart."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.builders import DOOR, SmallCity
from yeshi.people.person import Role
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.actors.demand import Customers, Intent
from yeshi.twin.actors.kitchens import Cooks, Kitchens
from yeshi.twin.actors.riders import Riders
from yeshi.twin.actors.simulator import Simulator
from yeshi.twin.demo import masks


class Prompt:
    """Kitchens that answer at once."""

    def cook(self, order: str, merchant: str, placed_at: datetime) -> Cooks | None:
        """Ready in five minutes."""
        return Cooks(placed_at, placed_at + timedelta(minutes=5))


def test_the_record_tells_who_did_each_step_of_a_demo_order() -> None:
    """The visitor ordered, the stallholder cooked, the courier brought it; dispatch is the clock."""
    city, agenda = SmallCity().settle_in(), Agenda()
    engine = city.engine
    customers = Customers(engine=engine, agenda=agenda, played=masks.guests(engine))
    kitchens = Kitchens(engine, agenda, Prompt(), masks.played_by(engine, Role.STALLHOLDER))
    riders = Riders(engine, agenda, masks.played_by(engine, Role.COURIER))
    simulator = Simulator(engine, city.clock, agenda)
    simulator.cast(kitchens, riders)
    now = city.clock.now()
    simulator.tick_between(now, now + timedelta(hours=1))
    customers.expect(
        Intent(key="w", at=now, customer="guest-007", wanted={"a1": 1}, destination=DOOR)
    )
    simulator.run()
    with city.store.begin() as work:
        by = {one.event.kind: one.by for one in work.events.of_subject(customers.placed["w"])}
    assert by["order.placed"] == "visitor:guest-007"
    assert by["ticket.accepted"] == by["order.ready"] == "person:demo-a"
    assert by["order.delivered"].startswith("person:demo-")
    assert by["order.delivered"] != "person:demo-a"
