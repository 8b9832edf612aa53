"""A treasurer sees the day that is next, what is left of it, and what was closed."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import done
from tests.flow.payments.paying import OWNER, TREASURER
from tests.flow.payments.provider_days import ProviderDays, provider_days
from tests.flow.payments.taker import PaidCity
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.payments.close_desk import CloseDesk, ClosedSeen, close_desk, closed_day
from yeshi.flow.payments.closing import close_day

DAY_MINUTES = 24 * 60
WAY = "under_way platform:transit:taker"


def desk(days: ProviderDays) -> CloseDesk:
    return close_desk(days.city.by(TREASURER))


def test_where_nothing_was_moved_there_is_nothing_to_close() -> None:
    city = PaidCity()
    city.wait(DAY_MINUTES)
    seen = close_desk(city.engine)
    assert (seen.day, seen.items, seen.closed) == (None, (), ())


def test_the_running_day_is_not_next() -> None:
    days = provider_days()
    days.take({"a1": 1})
    assert desk(days).day is None
    days.city.wait(DAY_MINUTES)
    assert desk(days).day == days.today - timedelta(days=1)


def test_what_is_left_has_its_age_and_what_was_said_of_it_before() -> None:
    """As long as it is the same; the sentence is offered and not said by itself."""
    days = provider_days()
    days.pass_on(500)
    days.read_in()
    days.city.wait(DAY_MINUTES)
    seen = desk(days)
    assert seen.day is not None
    (one,) = [it for it in seen.items if not it.one.is_zero]
    assert (one.one.key, one.days, one.before, seen.left) == (WAY, 1, "", 1)
    by, key = days.city.by(TREASURER), days.city.key
    done(close_day(by, key(), seen.day, {WAY: "the bank has a holiday"}))
    days.city.wait(DAY_MINUTES)
    (one,) = [it for it in desk(days).items if not it.one.is_zero]
    assert (one.days, one.before) == (2, "the bank has a holiday")
    days.pass_on(30)
    days.read_in()
    days.city.wait(DAY_MINUTES)
    assert desk(days).day == days.today - timedelta(days=2)
    assert [it.before for it in desk(days).items if it.one.key == WAY] == ["the bank has a holiday"]


def test_a_closed_day_is_shown_as_it_was() -> None:
    days = provider_days()
    days.pass_on(500)
    days.read_in()
    days.city.wait(DAY_MINUTES)
    day = desk(days).day
    assert day is not None
    assert closed_day(days.city.by(TREASURER), day) == Refused(Unknown("close", day.isoformat()))
    done(close_day(days.city.by(TREASURER), days.city.key(), day, {WAY: "tomorrow"}))
    found = closed_day(days.city.by(TREASURER), day)
    assert isinstance(found, ClosedSeen)
    assert found.by == "Treasurer"
    assert [one.why for one in found.close.left] == ["tomorrow"]
    assert desk(days).closed == (found,)
    sums = {one.stem: one.amount.fen for one in found.close.sums}
    assert (sums["platform:transit:"], sums["provider:"], sum(sums.values())) == (-500, 500, 0)


def test_only_a_treasurer_acts() -> None:
    days = provider_days()
    assert desk(days).acts
    assert not close_desk(days.city.by(OWNER)).acts
