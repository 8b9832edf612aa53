"""Money that is made, lost or moved without an event is found."""

from __future__ import annotations

from tests.flow.checks.cities import busy_city, spoilt
from yeshi.base.money import Money
from yeshi.flow.checks.books import BooksCheck, TransfersCheck
from yeshi.flow.checks.checking import breaches_of
from yeshi.ledger.transfers import Movement, Transfer


def moved(debit: str, credit: str) -> set[str]:
    """The rules that break when a fen is moved without an event."""
    city, _ = busy_city()
    movement = Movement(debit, credit, Money(1, "CNY"), "sale")
    with city.store.begin() as work:
        work.ledger.move([Transfer("tr-x", city.clock.now(), None, movement)])
        return {one.rule for one in breaches_of(work)}


def test_money_moves_by_events_alone() -> None:
    """A fen from one wallet to another stall."""
    assert moved("wallet:c", "merchant:a") == {"books.told"}


def test_a_balance_that_nobody_moved_to_is_found() -> None:
    """It is not the sum of its transfers, nor of what events say; and the whole is not zero."""
    city, _ = busy_city()
    with city.store.begin() as work:
        work.ledger._fen["merchant:a"] += 5
        found = {one.rule for one in breaches_of(work, [BooksCheck(), TransfersCheck()])}
    assert found == {"books.sum", "books.told", "books.transfers"}


def test_only_who_may_is_below_zero() -> None:
    """A wallet is not; money from outside is."""
    city, _ = busy_city()
    with city.store.begin() as work:
        work.ledger._fen["wallet:c"] -= 10**6
        found = [one for one in breaches_of(work) if one.rule == "books.overdrawn"]
    assert [one.thing for one in found] == ["wallet:c"]


def test_an_event_whose_money_did_not_move_is_found() -> None:
    """The same event a second time, without its transfers."""

    def repeat(work: object, orders: dict[str, str]) -> None:
        first = next(
            one for one in work.events.after(0, 999) if one.event.kind == "wallet.topped_up"
        )
        work.events.append([first.event], first.at, first.day)

    assert spoilt(repeat) == {"books.told"}
