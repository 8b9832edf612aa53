"""A stall with a record of its own, for a night of the usual city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.files.scenario.reading import read_scenario
from yeshi.files.scenario.scenario import Scenario
from yeshi.flow.engine import Engine
from yeshi.flow.table import TABLE
from yeshi.geo.point import METRES_PER_DEGREE, Point
from yeshi.market.catalogue import Item
from yeshi.market.deal import Deal
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.twin.rehearsal import night
from yeshi.twin.rehearsal.night import Played
from yeshi.twin.rehearsal.stall_guests import StallGuests
from yeshi.twin.rehearsal.stall_night import StallBeside
from yeshi.twin.rehearsal.stall_record import Cooked, StallRecord, StallVisit

USUAL = Path(__file__).parents[3] / "examples" / "scenarios" / "usual.toml"
OWN = "own-stall"


def an_hour() -> Scenario:
    """The first hour and a half of the usual night, with few who order elsewhere."""
    return replace(read_scenario(USUAL), hours=1.5, demand=0.5)


def record(scenario: Scenario, a_half_hour: int = 8) -> StallRecord:
    """A stall to which so many come in each half-hour of the night, some to collect."""
    near = scenario.city.quarters[0].market.collection
    door = Point(near.x + 300 / METRES_PER_DEGREE, near.y)
    first = scenario.begins.hour * 2 + scenario.begins.minute // 30
    wishes = ({"own.a": 1}, {"own.a": 2, "own.b": 1}, {"own.b": 1}, {"own.a": 3})
    visits = [
        StallVisit(slot, wishes[number % 4], None if number % 5 == 4 else door)
        for slot in range(first, first + 3)
        for number in range(a_half_hour)
    ]
    stall = Merchant(
        id=OWN, name=Name("本摊", "own"), market=None, place=near, hours=Hours(time(17), time(3)),
        cook_s=600,
    )  # fmt: skip
    menu = tuple(
        Item(
            id=f"own.{one}", merchant=OWN, name=Name(one, one), price=Money(fen, "CNY"),
            packing=Money(100, "CNY"),
        )
        for one, fen in (("a", 1500), ("b", 2200))
    )  # fmt: skip
    return StallRecord(
        merchant=stall, menu=menu, market=None, visits=tuple(visits), days=1,
        cooked=(Cooked(600, 500), Cooked(600, 800)) * 3, hands=2,
    )  # fmt: skip


def at_any_time(_: datetime) -> bool:
    """A deal that runs all night."""
    return True


def played(
    scenario: Scenario, of: StallRecord, asked: Deal | None = None, more: float = 0.0,
    seed: int = 1, beside: Sequence[Deal] = (),
) -> tuple[Played, StallBeside]:  # fmt: skip
    """The night with that stall, its deals and so many more guests."""
    guests = StallGuests(
        record=of, seed=seed, calendar=scenario.city.calendar, more=more, lured=at_any_time
    )
    stall = StallBeside(of, guests, beside, asked)
    clock, weather = SimulatedClock(night.begins_at(scenario)), night.weather_of()
    terms = night.terms_of(scenario)
    engine = Engine(MemoryStore(terms.currency), clock, weather, TrialWallet(), terms, TABLE)
    return night.play(scenario, seed, engine, clock, weather, beside=stall), stall
