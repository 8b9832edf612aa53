"""A close that was tampered with, or books that were, are found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.builders import done
from tests.flow.payments.paying import TREASURER
from tests.flow.payments.provider_days import ProviderDays, provider_days
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.money import Money
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.closes import ClosesCheck
from yeshi.flow.payments.closing import close_day
from yeshi.ledger.closing import DayClose, close_id
from yeshi.ledger.transfers import Movement, Transfer


def closed() -> tuple[ProviderDays, DayClose]:
    """A city of which a day is closed."""
    days = provider_days()
    day = days.city.engine.terms.calendar.business_day(days.city.clock.now())
    days.take({"a1": 1})
    days.city.wait(24 * 60)
    days.read_in()
    done(close_day(days.city.by(TREASURER), days.city.key(), day, {}))
    with days.city.store.read() as work:
        return days, work.day_closes.must(close_id(day))


def broken(days: ProviderDays) -> set[str]:
    """The rules that do not hold."""
    with days.city.store.begin() as work:
        return {one.rule for one in breaches_of(work, [ClosesCheck()])}


def tamper(days: ProviderDays, fen: int) -> None:
    """Change the amount of the first transfer of all, beside every rule."""
    store = days.city.store
    assert isinstance(store, MemoryStore)
    transfers = store._work.ledger._transfers
    first = transfers[0]
    amount = Money(first.movement.amount.fen + fen, "CNY")
    transfers[0] = replace(first, movement=replace(first.movement, amount=amount))


def test_a_transfer_that_was_tampered_with_is_found() -> None:
    days, _ = closed()
    assert broken(days) == set()
    tamper(days, 1)
    assert broken(days) == {"closes.sums"}


def test_a_transfer_that_was_slipped_in_is_found() -> None:
    """Of a moment before the end of the day, whatever kept it out is passed by."""
    days, close = closed()
    store = days.city.store
    assert isinstance(store, MemoryStore)
    late = close.ends_at - timedelta(seconds=1)
    moved = Movement("platform:care", "merchant:a", Money(5, "CNY"), "compensation")
    store._work.ledger._transfers.append(Transfer("tr-late", late, None, moved))
    assert broken(days) == {"closes.sums"}


def test_a_close_that_nobody_made_or_that_is_gone_is_found() -> None:
    days, close = closed()
    following = close.day + timedelta(days=2)
    with days.city.store.begin() as work:
        ends = close.ends_at + timedelta(days=2)
        work.day_closes.add(
            replace(close, id=close_id(following), day=following, ends_at=ends, closed_at=ends)
        )
    assert broken(days) >= {"closes.told", "closes.order"}


def test_sums_that_were_changed_are_found() -> None:
    days, close = closed()
    first, *rest = close.sums
    with days.city.store.begin() as work:
        wrong = replace(first, amount=Money(first.amount.fen + 1, "CNY"))
        work.day_closes.put(replace(close, sums=(wrong, *rest)))
    assert broken(days) == {"closes.sums"}
