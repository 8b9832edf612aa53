"""A day is closed once, in order, by a treasurer; nothing is entered in it from then on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.builders import done, refused
from tests.flow.payments.paying import OTHER, OWNER, TREASURER, well
from tests.flow.payments.provider_days import ProviderDays, provider_days
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.errors import Conflict
from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused
from yeshi.events.closing import DayClosed
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.closes import ClosesCheck
from yeshi.flow.payments.close_desk import CloseDesk, ClosedSeen, close_desk, closed_day
from yeshi.flow.payments.closing import close_day
from yeshi.flow.ports import Answer, Store
from yeshi.ledger.closing import (
    CloseChanged,
    CloseInOrder,
    CloseUnexplained,
    DayClose,
    DayClosedBefore,
    DayNotOver,
)
from yeshi.ledger.transfers import Movement, Transfer
from yeshi.people.person import NotAllowed, Person, SignInFirst

DAY, DAY_MINUTES = timedelta(days=1), 24 * 60


@pytest.fixture
def days(store: Store) -> ProviderDays:
    """On each store in turn."""
    return provider_days(store)


def running(days: ProviderDays) -> date:
    return days.city.engine.terms.calendar.business_day(days.city.clock.now())


def desk(days: ProviderDays) -> CloseDesk:
    return close_desk(days.city.by(TREASURER))


def close(
    days: ProviderDays, day: date, whys: dict[str, str] | None = None, by: Person = TREASURER,
    seen: str = "",
) -> Answer:  # fmt: skip
    return close_day(days.city.by(by), days.city.key(), day, whys or {}, seen)


def sentences(days: ProviderDays) -> dict[str, str]:
    """One for each that is left."""
    return {it.one.key: "looked at" for it in desk(days).items if not it.one.is_zero}


def kept(days: ProviderDays, day: date) -> DayClose:
    found = closed_day(days.city.by(TREASURER), day)
    assert isinstance(found, ClosedSeen)
    return found.close


def even_day(days: ProviderDays) -> date:
    """A day that is over and of which all is proved; the next has begun and is proved too."""
    day = running(days)
    days.take({"a1": 1}, fee=12)
    days.pass_on(days.holds)
    days.city.wait(DAY_MINUTES)
    days.arrive(-days.rows[-1].amount.fen)
    days.read_in()
    days.read_bank(closing=-days.rows[-1].amount.fen)
    return day


def test_a_day_of_which_all_is_proved_closes_without_a_word(days: ProviderDays) -> None:
    day = even_day(days)
    assert (desk(days).day, desk(days).left, desk(days).is_first) == (day, 0, True)
    assert done(close(days, day)) == {"day": day.isoformat()}
    found = kept(days, day)
    assert (found.by, found.closed_at, found.left) == ("tr", days.city.clock.now(), ())
    assert sum(one.amount.fen for one in found.sums) == 0
    with days.city.store.read() as work:
        told = [one for one in work.events.after(0, 10_000) if isinstance(one.event, DayClosed)]
    assert [(one.event, one.by) for one in told] == [(DayClosed(day, 0), "person:tr")]
    assert desk(days).day is None
    well(days.city)


def test_what_is_left_needs_a_sentence_each(days: ProviderDays) -> None:
    day = running(days)
    days.take({"a1": 1})
    days.pass_on(500)
    days.read_in(days.rows[1])
    days.city.wait(DAY_MINUTES)
    left = {it.one.key: it.one for it in desk(days).items if not it.one.is_zero}
    assert set(left) == {"differences provider:taker", "under_way platform:transit:taker"}
    assert left["under_way platform:transit:taker"].amount == Money(500, "CNY")
    refusal = refused(close(days, day, {"differences provider:taker": "told on Monday"}))
    assert refusal == CloseUnexplained("under_way", "platform:transit:taker")
    assert desk(days).day == day
    done(close(days, day, sentences(days)))
    assert [one.why for one in kept(days, day).left] == ["looked at"] * 2
    well(days.city)


def test_days_are_closed_one_after_the_other_and_never_the_running_one(days: ProviderDays) -> None:
    first = even_day(days)
    days.city.wait(2 * DAY_MINUTES)
    assert refused(close(days, first + 3 * DAY)) == DayNotOver((first + 3 * DAY).isoformat())
    done(close(days, first, sentences(days)))
    assert refused(close(days, first)) == DayClosedBefore(first.isoformat())
    following = first + DAY
    assert refused(close(days, first + 2 * DAY)) == CloseInOrder(following.isoformat())
    assert desk(days).day == following
    done(close(days, following, sentences(days)))
    done(close(days, following + DAY, sentences(days)))
    assert desk(days).day is None
    assert [one.close.day for one in desk(days).closed] == [following + DAY, following, first]
    well(days.city)


def test_nothing_was_moved_before_the_first_day(days: ProviderDays) -> None:
    day = even_day(days)
    assert isinstance(refused(close(days, day - DAY)), CloseInOrder)


def test_who_begins_later_closes_all_before_with_it(days: ProviderDays) -> None:
    even_day(days)
    days.city.wait(DAY_MINUTES)
    seen = desk(days)
    assert seen.day == running(days) - DAY
    assert seen.day is not None
    done(close(days, seen.day, sentences(days)))


def test_a_treasurer_alone_closes(days: ProviderDays) -> None:
    day = even_day(days)
    nobody = close_day(days.city.by(""), days.city.key(), day, {})
    assert isinstance(refused(nobody), SignInFirst)
    assert isinstance(refused(close(days, day, by=OWNER)), NotAllowed)
    assert desk(days).day == day


def test_what_has_changed_since_it_was_seen_is_looked_at_again(days: ProviderDays) -> None:
    day = even_day(days)
    seen = desk(days).seen
    days.rows.clear()
    days.tell_late(day)
    assert refused(close(days, day, sentences(days), seen=seen)) == CloseChanged()
    done(close(days, day, sentences(days), seen=desk(days).seen))


def test_a_sentence_has_an_end(days: ProviderDays) -> None:
    day = even_day(days)
    assert refused(close(days, day, {"trial": "x" * 201})) == Invalid("why", "1…200")


def test_nothing_is_entered_in_a_closed_day(days: ProviderDays) -> None:
    """Not by a clock that is behind; the running day takes it."""
    day = even_day(days)
    city = days.city
    ends = city.engine.terms.calendar.day_ends(day)
    done(close(days, day))
    before = kept(days, day).sums

    def enter(number: int, at: timedelta) -> None:
        moved = Movement("platform:care", "merchant:a", city.money(5), "compensation")
        with city.store.begin() as work:
            work.ledger.move([Transfer(f"tr-late-{number}", ends + at, None, moved)])

    with pytest.raises(Conflict):
        enter(1, timedelta(seconds=-1))
    enter(2, timedelta(0))
    with city.store.read() as work:
        sums = {one.stem: one.amount for one in before}
        assert work.ledger.sums_before(ends) == sums
        assert work.ledger.balance("merchant:a").fen == 5
    well_but_the_made_up(days)


def well_but_the_made_up(days: ProviderDays) -> None:
    """The closes hold, though a transfer was made up."""
    with days.city.store.look() as work:
        assert list(breaches_of(work, [ClosesCheck()])) == []


def test_a_stated_row_of_a_closed_day_is_of_the_running_one_with_its_day_kept(
    days: ProviderDays,
) -> None:
    day = even_day(days)
    done(close(days, day))
    sums = kept(days, day).sums
    days.tell_late(day)
    with days.city.store.read() as work:
        event = [one for one in work.events.after(0, 10_000) if one.event.kind == LATE][-1]
        ends = days.city.engine.terms.calendar.day_ends(day)
        assert work.ledger.sums_before(ends) == {one.stem: one.amount for one in sums}
    assert (event.event.day, event.day) == (day, running(days))  # type: ignore[attr-defined]
    well(days.city)


LATE = "provider.kept_fees"


def at_once(acts: list[Callable[[], Answer]]) -> list[Answer]:
    start = Barrier(len(acts))

    def act(one: Callable[[], Answer]) -> Answer:
        start.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def test_two_processes_close_a_day_once(postgres: PostgresStore, database: str) -> None:
    """Each on connections of its own."""
    days = provider_days(postgres)
    with postgres.begin() as work:
        work.persons.add(OTHER)
    day = even_day(days)
    other_store = PostgresStore(open_pool(database), "CNY")
    other = days.city.by(OTHER)
    other.store = other_store
    answers = at_once(
        [
            lambda: close_day(days.city.by(TREASURER), "one", day, {}),
            lambda: close_day(other, "two", day, {}),
        ]
    )
    other_store.close()
    assert sorted(type(one).__name__ for one in answers) == ["Done", "Refused"]
    (no,) = [one for one in answers if isinstance(one, Refused)]
    assert no.reason == DayClosedBefore(day.isoformat())
    well(days.city)


def test_what_is_entered_at_once_is_counted_or_of_the_next_day(
    postgres: PostgresStore, database: str
) -> None:
    """Work that began before the close, and ends after it, is not in a day that is closed."""
    days = provider_days(postgres)
    day = even_day(days)
    ends = days.city.engine.terms.calendar.day_ends(day)
    moved = Movement("platform:care", "merchant:a", days.city.money(5), "compensation")
    slow = Transfer("tr-slow", ends - timedelta(seconds=1), None, moved)
    with ThreadPoolExecutor(1) as pool:
        with postgres.begin() as work:
            work.ledger.move([slow])
            work.write()  # type: ignore[attr-defined]
            closing = pool.submit(lambda: close(days, day))
            with pytest.raises(TimeoutError):
                closing.result(timeout=0.5)
        done(closing.result(timeout=20))
    sums = {one.stem: one.amount.fen for one in kept(days, day).sums}
    with postgres.read() as work:
        assert sums["merchant:"] == work.ledger.balances_of("merchant:")["merchant:a"].fen
    assert sums["platform:care"] == -5


@settings(max_examples=15, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 3), some.integers(1, 40)), min_size=1, max_size=6))
def test_whatever_came_later_a_close_stays(nights: list[tuple[int, int]]) -> None:
    """Random nights, each closed on the next day with what is left explained."""
    days = provider_days()
    closed = []
    for orders, fen in nights:
        day = running(days)
        for _ in range(orders):
            days.take({"a1": 1}, fee=fen)
        if days.holds > fen:
            days.pass_on(days.holds - fen)
        days.city.wait(DAY_MINUTES)
        if fen % 2 and days.rows:
            days.read_in()
        if orders or closed:
            done(close(days, day, sentences(days)))
            closed.append((day, kept(days, day)))
    for day, found in closed:
        assert kept(days, day) == found
    well(days.city)
