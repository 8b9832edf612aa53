"""A night of a scenario: the same seed brings the same wishes, kitchens and couriers to all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Protocol

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.dispatch.snapshot import Service
from yeshi.files.city import City, somewhere_near
from yeshi.files.scenario.scenario import Rain, Scenario
from yeshi.fleet.courier import Vehicle
from yeshi.flow.engine import Engine
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders import stranding
from yeshi.flow.stalls import listing, markets
from yeshi.flow.terms import Terms
from yeshi.flow.vouchers import launching
from yeshi.geo.travel import EBIKE_M_MIN, StraightLine
from yeshi.orders.sharing import Commission
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.actors.collectors import Collectors
from yeshi.twin.actors.demand import Customers, Intent
from yeshi.twin.actors.diners import Diners
from yeshi.twin.actors.kitchens import Habits, Kitchens
from yeshi.twin.actors.riders import Riders
from yeshi.twin.actors.simulator import SettableClock, Simulator
from yeshi.twin.demo.crowd import Crowd
from yeshi.twin.demo.furnishing import furnish
from yeshi.twin.demo.habits import StallHabits
from yeshi.twin.rehearsal.tastes import PriceTastes, layers
from yeshi.twin.rehearsal.weather import Weather
from yeshi.vouchers.campaign import Campaign

# A rehearsed night has a seed and no date; it is put to this one.
DAY = date(2026, 1, 16)
# What was ordered by the night's end is still brought in this time.
AFTER = timedelta(hours=3)
VOUCHER = "rehearsed-voucher"
GUESTS_PER_ORDER_A_MINUTE = 1000


@dataclass(frozen=True, slots=True)
class Played:
    """A night that was played; for `declined` who wanted something it was too dear."""

    scenario: Scenario
    engine: Engine
    declined: int


class NightStall(Protocol):
    """A stall that takes part in a night beside those of the scenario's city."""

    @property
    def hands(self) -> Mapping[str, int]:
        """How many orders it makes at a time, by its id."""
        ...

    def habits(self, others: Habits) -> Habits:
        """How it cooks, and all others do."""
        ...

    def register(self, engine: Engine) -> None:
        """List it."""
        ...

    def wishes(self, minute: datetime) -> list[Intent]:
        """Who will order of it within that minute."""
        ...


def begins_at(scenario: Scenario) -> datetime:
    """The moment at which the scenario's night begins."""
    return moment(scenario, scenario.begins)


def moment(scenario: Scenario, at: time) -> datetime:
    """The moment of a local time in the scenario's night, which may go past midnight."""
    return scenario.city.calendar.at(DAY + timedelta(days=at < scenario.begins), at)


def terms_of(scenario: Scenario) -> Terms:
    """The terms on which the scenario's night is traded."""
    return Terms(
        calendar=scenario.city.calendar,
        zones=scenario.city.zones,
        fees=scenario.fees,
        commission=Commission(scenario.commission),
        service=Service(120.0, 120.0),
        policy=scenario.policy,
        pay_per_order=scenario.fleet.pay_per_order,
        pay_per_hour=scenario.fleet.pay_per_hour,
        kitchen_cv=scenario.kitchens.spread,
        promise_kept=scenario.promise_kept,
    )


def weather_of() -> Weather:
    """Dry, until a scenario's rain begins."""
    return Weather(StraightLine(EBIKE_M_MIN))


def play(
    scenario: Scenario, seed: int, engine: Engine, clock: SettableClock, weather: Weather,
    progress: Callable[[datetime], None] | None = None, beside: NightStall | None = None,
) -> Played:  # fmt: skip
    """Play the night on an empty store whose clock stands at its beginning.

    `beside` changes no chance of all that the scenario has itself.
    """
    agenda = Agenda()
    simulator = Simulator(engine, clock, agenda)
    tastes = PriceTastes(engine, scenario.response, scenario.demand)
    customers = Customers(engine=engine, agenda=agenda, tastes=tastes)
    habits: Habits = StallHabits(scenario.city, seed, scenario.kitchens)
    _register(scenario, seed, engine)
    if beside is not None:
        habits = beside.habits(habits)
        beside.register(engine)
    diners = Diners(engine, agenda, seed)
    simulator.cast(
        Kitchens(
            engine, agenda, habits, hands=scenario.kitchens.hands,
            hands_of=beside.hands if beside else None,
        ),
        Riders(engine, agenda), Collectors(engine, agenda, seed), diners,
    )  # fmt: skip
    begins = begins_at(scenario)
    ends = begins + timedelta(hours=scenario.hours)

    def expect(intent: Intent) -> None:
        if not intent.sits:
            customers.expect(intent)
        elif intent.eager < tastes.wanted:
            # No way is paid for, so that no price of one keeps them at home.
            diners.expect(intent)

    _expect(scenario, seed, agenda, expect, begins, ends)
    if beside is not None:
        _each_minute(agenda, beside.wishes, expect, begins, ends)
    if scenario.rain is not None:
        _let_it_rain(scenario.rain, scenario, engine, agenda, weather, tastes)
    simulator.tick_between(begins, ends + AFTER)
    simulator.run(progress)
    stranding.strand_all(engine)
    return Played(scenario, engine, tastes.put_off)


def _expect(
    scenario: Scenario, seed: int, agenda: Agenda, expect: Callable[[Intent], None],
    begins: datetime, ends: datetime,
) -> None:  # fmt: skip
    """Let the customers of each minute come in it."""
    # As many people as the city has, however much they want: or other ones would come.
    guests = max(900, int(max(scenario.city.rhythm) * GUESTS_PER_ORDER_A_MINUTE))
    crowd = Crowd(
        city=scenario.city, seed=seed, most=layers(scenario), guests=guests,
        collect=scenario.collect, sit=scenario.sit,
    )  # fmt: skip

    _each_minute(agenda, crowd.wishes, expect, begins, ends)


def _each_minute(
    agenda: Agenda, wishes: Callable[[datetime], list[Intent]], expect: Callable[[Intent], None],
    begins: datetime, ends: datetime,
) -> None:  # fmt: skip
    def minute(at: datetime) -> None:
        for intent in wishes(at):
            expect(intent)
        following = at + timedelta(minutes=1)
        if following < ends:
            agenda.enter(following, Rank.CUSTOMER, lambda: minute(following))

    agenda.enter(begins, Rank.CUSTOMER, lambda: minute(begins))


def _let_it_rain(
    rain: Rain, scenario: Scenario, engine: Engine, agenda: Agenda, weather: Weather,
    tastes: PriceTastes,
) -> None:  # fmt: skip
    dry = engine.terms

    def begin() -> None:
        weather.slower = rain.slower
        tastes.wanted = scenario.demand * rain.demand
        # Delivery is priced by the kilometre: slower ways are no longer ones.
        fees = replace(
            dry.fees,
            metres_per_minute=dry.fees.metres_per_minute / rain.slower,
            reach_s=dry.fees.reach_s * rain.slower,
        )
        engine.in_force.become(replace(dry, fees=fees))

    def end() -> None:
        weather.slower, tastes.wanted = 1.0, scenario.demand
        engine.in_force.become(dry)

    begins = moment(scenario, rain.at)
    agenda.enter(begins, Rank.CUSTOMER, begin)
    agenda.enter(begins + timedelta(hours=rain.hours), Rank.CUSTOMER, end)


def _register(scenario: Scenario, seed: int, engine: Engine) -> None:
    for quarter in scenario.city.quarters:
        markets.open_market(engine, f"market:{quarter.market.id}", quarter.market)
        for merchant, menu in quarter.stalls:
            listing.register_merchant(engine, f"stall:{merchant.id}", merchant, menu)
    for courier, vehicle, planned in _crew(scenario, seed):
        joining.register_courier(
            engine, f"join:{courier}", courier, Name(courier, courier), vehicle, planned.starts_at
        )
        joining.plan_shift(engine, f"shift:{courier}", planned)
    if scenario.sit:
        furnish(engine, scenario.city)
    if scenario.voucher is not None:
        begins, name = begins_at(scenario), Name("消费券", "Voucher")
        campaign = Campaign(
            id=VOUCHER,
            name=name,
            threshold=scenario.voucher.threshold,
            off=scenario.voucher.off,
            begins_at=begins,
            ends_at=begins + timedelta(days=2),
        )
        launching.launch_campaign(engine, "campaign", campaign)
        launching.fund_campaign(engine, "budget", VOUCHER, scenario.voucher.budget)


def _crew(scenario: Scenario, seed: int) -> Iterator[tuple[str, Vehicle, PlannedShift]]:
    """People on their shifts, then machines for all the night."""
    begins, fleet = begins_at(scenario), scenario.fleet
    ends = begins + timedelta(hours=scenario.hours)
    numbers = Money(fleet.couriers, scenario.city.currency).split(
        [round(kind.share * 1000) for kind in fleet.shifts]
    )
    kinds = [
        kind for kind, number in zip(fleet.shifts, numbers, strict=True) for _ in range(number.fen)
    ]
    for number, kind in enumerate(kinds, 1):
        id_ = f"rider-{number:05d}"
        on_at = scenario.city.calendar.at(DAY, kind.on)
        if on_at + timedelta(hours=kind.hours) <= begins:
            on_at += timedelta(days=1)
        off_at = min(on_at + timedelta(hours=kind.hours), ends + AFTER)
        on_at = max(on_at, begins)
        if off_at > on_at:
            yield id_, Vehicle.EBIKE, _shift(scenario.city, seed, id_, on_at, off_at, True)
    for number in range(1, fleet.robots + 1):
        id_ = f"robot-{number:05d}"
        yield id_, Vehicle.ROBOT, _shift(scenario.city, seed, id_, begins, ends, False)


def _shift(
    city: City, seed: int, id_: str, on_at: datetime, off_at: datetime, paid: bool
) -> PlannedShift:
    """A shift that begins near a market, the busy ones first."""
    chance = Random(f"{seed}:starts:{id_}")
    quarter = chance.choices(city.quarters, [one.busy for one in city.quarters])[0]
    place = somewhere_near(chance, quarter.market.collection, 500)
    return PlannedShift(id_, on_at, off_at, place, paid)
