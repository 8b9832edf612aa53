"""What the clock brings: one page, which the live city and the twin both drive."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

from tests.builders import EVENING, SmallCity, done
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.events.accords import MilestoneNoticed, TargetMeasured
from yeshi.events.fleet import ShiftEnded
from yeshi.events.ledger import VouchersDrawn
from yeshi.events.orders import OrderCancelled
from yeshi.events.record import Event
from yeshi.flow.accords import coordinating
from yeshi.flow.due import DUE
from yeshi.flow.people import entering
from yeshi.flow.vouchers import claiming, launching
from yeshi.people.person import Grant, Person, Role
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.actors.simulator import Simulator
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Lot

ROOT = Path(__file__).parents[2] / "yeshi"
ACCORD = "cooperation-2015"
SECRETARY = Person("s", "s", (Grant(Role.SECRETARY, ACCORD),), None)


def happened(city: SmallCity, kind: type[Event]) -> list[Event]:
    """The events of that kind."""
    with city.store.begin() as work:
        return [one.event for one in work.events.after(0, 10_000) if type(one.event) is kind]


def expecting(city: SmallCity) -> SmallCity:
    """The city with a lot to be drawn, a milestone due in three days, and an order nobody cooks."""
    lot = Campaign(
        id="lot",
        name=Name("签", "lot"),
        threshold=Money(1000, "CNY"),
        off=Money(1000, "CNY"),
        begins_at=EVENING,
        ends_at=EVENING + timedelta(days=7),
        lot=Lot(1, EVENING + timedelta(hours=1)),
    )
    engine = city.engine
    done(launching.launch_campaign(engine, city.key(), lot))
    done(claiming.claim(engine, city.key(), "c", "lot"))
    done(entering.enter_person(engine, city.key(), SECRETARY))
    commitment = done(
        coordinating.commit(city.by(SECRETARY), city.key(), ACCORD, "cloud", "alibaba", "do it")
    )["commitment"]
    due_on = EVENING.date() + timedelta(days=3)
    done(coordinating.plan(city.by(SECRETARY), city.key(), commitment, "step", "owner", due_on))
    city.fill()
    city.place({"a1": 1})
    return city


def test_a_night_of_the_twin_has_all_that_the_clock_brings() -> None:
    """A ticket lapses, shifts end, a lot is drawn, a reminder told and each target measured."""
    city = expecting(SmallCity().settle_in())
    simulator = Simulator(city.engine, city.clock, Agenda())
    simulator.tick_between(EVENING, EVENING + timedelta(hours=12))
    simulator.run()
    assert len(happened(city, OrderCancelled)) == 1
    assert len(happened(city, ShiftEnded)) == 2
    assert happened(city, VouchersDrawn) == [VouchersDrawn("lot", 1, 1, _seed(city))]
    assert len(happened(city, MilestoneNoticed)) == 1
    with city.store.begin() as work:
        accord = work.accords.get(ACCORD)
    assert accord is not None
    # The night begins on one business day and ends on the next: both days before are measured.
    assert len(happened(city, TargetMeasured)) == 2 * len(accord.targets) > 0


def _seed(city: SmallCity) -> str:
    """The seed of the lot, which is told with it."""
    (drawn,) = happened(city, VouchersDrawn)
    assert isinstance(drawn, VouchersDrawn)
    return drawn.seed


def test_each_duty_has_its_own_name() -> None:
    """By which it is shown what was set aside."""
    assert len({one.name for one in DUE}) == len(DUE)


def test_nobody_else_carries_out_what_the_page_does() -> None:
    """The live city and the twin drive the page, and no other page calls its acts by hand."""
    acts = {(one.act.__module__, one.act.__name__) for one in DUE}
    found = {
        (str(path.relative_to(ROOT)), f"{node.value.id}.{node.attr}")
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        for module, name in acts
        if node.attr == name and module.endswith(f".{node.value.id}")
    }
    assert {file for file, _ in found} == {"flow/due.py"}
    assert len(found) == len(acts)
    drivers = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if "Clockwork(" in path.read_text(encoding="utf-8") and path.name != "due.py"
    ]
    assert sorted(one.split("/")[0] for one in drivers) == ["twin", "wiring"]
