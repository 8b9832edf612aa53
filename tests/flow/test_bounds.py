"""No command keeps a moment or a day in which no city lives, and the city lives on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from tests.builders import EVENING, SmallCity, done
from tests.web.busy import FOUNDATION, OFFICIAL, PARTY, SECRETARY, TODAY, A, busy
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.files.accord import read_accord
from yeshi.files.city import CHANGSHA
from yeshi.files.programme import read_programme
from yeshi.flow import due
from yeshi.flow.accords import coordinating, signing
from yeshi.flow.city import shocks
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders import cooking, dispatching
from yeshi.flow.ports import Answer, Store
from yeshi.flow.programmes import donating, granting, opening
from yeshi.flow.stalls import running
from yeshi.flow.vouchers import launching
from yeshi.geo.point import Point
from yeshi.observatory.shock import ShockKind
from yeshi.programmes.student import Reached
from yeshi.vouchers.campaign import Campaign

FIRST = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
LAST = datetime.max.replace(tzinfo=timezone(-timedelta(hours=14)))
Ids = dict[str, str]
Ask = Callable[[SmallCity, Ids], Answer]


def campaign(begins_at: datetime, ends_at: datetime) -> Ask:
    """A campaign between two moments."""
    name, off = Name("n", "n"), Money(100, "CNY")
    launched = Campaign(
        id="odd", name=name, threshold=off, off=off, begins_at=begins_at, ends_at=ends_at
    )
    return lambda city, _: launching.launch_campaign(city.engine, city.key(), launched)


def shift(on_at: datetime, off_at: datetime) -> Ask:
    """A shift between two moments."""
    planned = PlannedShift("x", on_at, off_at, Point(0, 0))
    return lambda city, _: joining.plan_shift(city.engine, city.key(), planned)


@pytest.mark.parametrize(
    ("ask", "field"),
    [
        (campaign(FIRST, EVENING), "begins_at"),
        (campaign(EVENING, LAST), "ends_at"),
        (shift(FIRST, FIRST + timedelta(hours=10)), "on_at"),
        (shift(LAST - timedelta(hours=10), LAST), "on_at"),
        (
            lambda city, ids: cooking.accept(
                city.engine, city.key(), "a", ids["order"], datetime.min.replace(tzinfo=UTC)
            ),
            "ready_at",
        ),
    ],
)
def test_a_moment_out_of_bounds_is_refused_and_the_city_lives(
    store: Store, ask: Ask, field: str
) -> None:
    """By its name; then everything that the clock brings is done, and dispatch ticks."""
    city = SmallCity(store).settle_in()
    city.fill()
    refused = ask(city, {"order": city.place({"a1": 1})})
    assert isinstance(refused, Refused)
    assert isinstance(refused.reason, Invalid)
    assert refused.reason.field == field
    city.wait(60)
    for duty in due.DUE:
        due.carry_out(city.engine, duty)
    dispatching.tick(city.engine, "city")


def _pledge(city: SmallCity, ids: Ids, day: date) -> Answer:
    amount = Money(100, "CNY")
    return donating.pledge(city.by(FOUNDATION), city.key(), ids["donor"], amount, day)


def _confirm(city: SmallCity, ids: Ids, day: date) -> Answer:
    told = Reached("posted", day, "", "letter")
    return granting.confirm(city.by(FOUNDATION), city.key(), ids["student"], told)


def _sign(city: SmallCity, _: Ids, day: date) -> Answer:
    accord = replace(read_accord(CHANGSHA / "accord.toml").accord, id="odd", signed_on=day)
    return signing.sign_accord(city.engine, city.key(), accord)


def _aim(city: SmallCity, _: Ids, day: date) -> Answer:
    accord = replace(read_accord(CHANGSHA / "accord.toml").accord, id="odd")
    target = replace(accord.targets[0], due_on=day)
    return signing.sign_accord(city.engine, city.key(), replace(accord, targets=(target,)))


def _open(city: SmallCity, _: Ids, day: date) -> Answer:
    programme = read_programme(CHANGSHA / "programme.toml", "CNY")
    odd = replace(programme, id="odd", signed_on=day)
    return opening.open_programme(city.engine, city.key(), odd)


def _shock(city: SmallCity, _: Ids, day: date) -> Answer:
    name = Name("n", "n")
    return shocks.enter(city.by(OFFICIAL), city.key(), name, ShockKind.FLOOD, day)


OF_DAYS: tuple[Callable[[SmallCity, Ids, date], Answer], ...] = (
    _pledge, _confirm, _sign, _aim, _open, _shock,
    lambda city, ids, day: shocks.end(city.by(OFFICIAL), city.key(), ids["shock"], day),
    lambda city, ids, day: coordinating.plan(city.by(PARTY), city.key(), ids["commitment"], "t", "o", day
    ),
    lambda city, ids, day: coordinating.move(city.by(PARTY), city.key(), ids["milestone"], day, "why"
    ),
    lambda city, ids, day: coordinating.finish(city.by(PARTY), city.key(), ids["milestone"], day, "why"
    ),
    lambda city, _, day: coordinating.hold_meeting(city.by(SECRETARY), city.key(), A, day, "t", "m", [], True
    ),
)  # fmt: skip


def test_days_out_of_bounds_are_refused() -> None:
    """By each command that takes one, at either end of the calendar."""
    city = SmallCity().settle_in()
    ids = busy(city)
    for ask in OF_DAYS:
        for day in (date.min, date.max):
            refused = ask(city, ids, day)
            assert isinstance(refused, Refused), (ask, day)
            assert isinstance(refused.reason, Invalid)
            assert refused.reason.fault == "1900-01-01 … 2200-01-01"
    done(_pledge(city, ids, TODAY))


def test_hours_of_another_zone_are_refused() -> None:
    """A door opens by the city's own clock."""
    city = SmallCity().settle_in()
    odd = time(10, tzinfo=UTC)
    refused = running.keep_hours(city.engine, city.key(), "a", time(9), odd)
    assert refused == Refused(Invalid("closes", "time_zone"))
