"""A city's own last weeks as a scenario: its demand fitted, its couriers as they were on duty."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.files.city import City
from yeshi.files.scenario.fitted import FittedDocument, city_of
from yeshi.files.scenario.scenario import Fleet, KitchenHabits, Response, Scenario, ShiftKind
from yeshi.fleet.shifts import Shift
from yeshi.flow.rehearsal import NotPlayed
from yeshi.flow.terms import Terms
from yeshi.orders.order import Order
from yeshi.twin.rehearsal.fitting import ORDERS_MIN, Fit, as_toml, fit
from yeshi.twin.rehearsal.recorded import RecordedOrder

NAME = Name("本城近况", "The city's last weeks")
HALF_HOUR_MIN = 30
DAY_MIN = 24 * 60
# Nights under both terms; fewer where so many orders would have to be played in all.
NIGHTS, NIGHTS_MIN, ORDERS_MAX = 20, 5, 40_000
SLOTS = DAY_MIN // HALF_HOUR_MIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """What a city recorded of its last weeks: orders, what their goods cost, shifts on duty."""

    recorded: Sequence[RecordedOrder]
    orders: Sequence[Order]
    shifts: Sequence[Shift]

    @property
    def days(self) -> int:
        """On how many business days there were orders."""
        return len({one.night for one in self.recorded})


def nights_of(weeks: Weeks) -> int:
    """How many nights like those are played, each twice."""
    a_night = len(weeks.recorded) / weeks.days
    return max(NIGHTS_MIN, min(NIGHTS, int(ORDERS_MAX / (2 * a_night))))


def scenario_of(weeks: Weeks, terms: Terms, elasticity: float) -> Scenario | NotPlayed:
    """A usual night of those weeks under the terms; or why there is none to be had.

    Demand answers to prices against what these terms ask.
    """
    if len(weeks.recorded) < ORDERS_MIN:
        return NotPlayed.FEW_ORDERS
    if not weeks.shifts:
        return NotPlayed.NO_SHIFTS
    fitted = fit(weeks.recorded)
    begins, hours = hours_of(
        (slot for slot in range(SLOTS) if fitted.orders_a_minute[slot] > 0), terms.calendar
    )
    return Scenario(
        name=NAME,
        city=_city(fitted, weeks.orders, terms),
        begins=begins,
        hours=hours,
        demand=1.0,
        fleet=_fleet(weeks, terms),
        fees=terms.fees,
        commission=terms.commission.basis_points,
        response=Response(-elasticity, terms.fees),
        voucher=None,
        kitchens=KitchenHabits(),
        promise_kept=terms.promise_kept,
        rain=None,
        policy=terms.policy,
    )


def _city(fitted: Fit, orders: Sequence[Order], terms: Terms) -> City:
    """The fitted city in the city's own zones, each basket as dear as the middle one was."""
    text = as_toml(fitted, "", terms.calendar, terms.currency)
    city = city_of(FittedDocument.model_validate(tomllib.loads(text)), terms.calendar)
    price = Money(_middle([one.bill.items.fen for one in orders]), terms.currency)
    quarters = tuple(
        replace(
            one,
            stalls=tuple(
                (stall, tuple(replace(item, price=price) for item in menu))
                for stall, menu in one.stalls
            ),
        )
        for one in city.quarters
    )
    return replace(city, zones=terms.zones, quarters=quarters)


def hours_of(slots: Iterable[int], calendar: Calendar) -> tuple[time, float]:
    """From the first of those half-hours from midnight, by the business day, to the end of the
    last one: when that is, and how many hours."""
    turns = (calendar.turns_at.hour * 60 + calendar.turns_at.minute) // HALF_HOUR_MIN
    busy = sorted((slot - turns) % SLOTS for slot in slots)
    first = (turns + busy[0]) % SLOTS * HALF_HOUR_MIN
    return time(first // 60, first % 60), (busy[-1] - busy[0] + 1) * HALF_HOUR_MIN / 60


def _fleet(weeks: Weeks, terms: Terms) -> Fleet:
    """As many couriers a day as there were in the mean, on shifts like theirs."""
    calendar = terms.calendar
    kinds: Counter[tuple[time, float]] = Counter()
    days = set()
    for shift in weeks.shifts:
        begins = _half_hour(shift.on_at.astimezone(calendar.zone))
        hours = max(1, round(shift.duty_s / 1800)) / 2
        kinds[begins, min(hours, 24.0)] += 1
        days.add(calendar.business_day(shift.on_at))
    return Fleet(
        couriers=max(1, round(len(weeks.shifts) / len(days))),
        shifts=tuple(ShiftKind(on, hours, share) for (on, hours), share in sorted(kinds.items())),
        robots=0,
        robot_an_hour=Money(0, terms.currency),
        pay_per_order=terms.pay_per_order,
        pay_per_hour=terms.pay_per_hour,
    )


def _half_hour(at: datetime) -> time:
    """The half-hour that is nearest, on a clock."""
    near = at + timedelta(minutes=HALF_HOUR_MIN / 2)
    return time(near.hour, near.minute // HALF_HOUR_MIN * HALF_HOUR_MIN)


def _middle(values: Sequence[int]) -> int:
    return sorted(values)[len(values) // 2]
