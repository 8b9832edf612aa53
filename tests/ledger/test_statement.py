"""Every fen of every transfer stands in one column, and what opens with the lines closes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.builders import CALENDAR
from tests.records import EVENING, fen
from yeshi.base.errors import BooksBroken
from yeshi.ledger.statement import (
    AccountHeld,
    AccountStatement,
    SoldFacts,
    StatementBook,
    StatementColumn,
    against_of,
)
from yeshi.ledger.transfers import Movement, Transfer

A, TILL = "merchant:a", "platform:till:a"
DAY = CALENDAR.business_day(EVENING)
NOTHING = AccountHeld(fen(0), fen(0))
# Whatever money table there will be: one name more than is known.
WHY = (
    "sale", "commission", "share", "compensation", "complaint", "fee_back", "cash", "set_off",
    "handed_in", "payout", "payout_returned", "bonus",
)  # fmt: skip
PLACES = (A, TILL, "escrow", "platform:fees")


def moved(
    why: str, debit: str, credit: str, amount: int, order: str | None = "o", hours: int = 0
) -> Transfer:
    """A transfer so many hours after eight in the evening."""
    at = EVENING + timedelta(hours=hours)
    id_ = f"{why}-{debit}-{credit}-{amount}-{order}-{hours}"
    return Transfer(id_, at, order, Movement(debit, credit, fen(amount), why))


def told(
    *transfers: Transfer, facts: dict[str, SoldFacts] | None = None, until: date = DAY
) -> AccountStatement:
    """The statement of those, of an account that held nothing."""
    book = StatementBook(A, CALENDAR, "CNY")
    book.take(transfers, facts or {})
    return book.closed(DAY, until, NOTHING)


def test_an_order_is_one_line_with_what_it_was_sold_for_and_what_deals_took_off() -> None:
    """And what a campaign paid of it, which is part of what was sold and counted once."""
    statement = told(
        moved("sale", "escrow", A, 4000),
        moved("commission", A, "platform:fees", 240),
        moved("share", A, "programme:p", 100),
        facts={"o": SoldFacts(fen(701), fen(800), "v")},
    )
    [line] = statement.lines
    assert {column: one.fen for column, one in line.amounts.items()} == {
        StatementColumn.SOLD: 4701, StatementColumn.DEALS: -701,
        StatementColumn.COMMISSION: -240, StatementColumn.GIVEN: -100,
    }  # fmt: skip
    assert (line.order, line.voucher, line.campaign) == ("o", fen(800), "v")
    assert statement.closing.balance == fen(3660)
    assert statement.voucher == fen(800)


def test_cash_of_the_counter_and_what_the_stall_bears_stand_against_what_it_is_owed() -> None:
    """What is set off between the two changes neither column nor balance."""
    statement = told(
        moved("sale", "escrow", A, 2000),
        moved("cash", TILL, "platform:due", 2000),
        moved("set_off", A, TILL, 1880),
        moved("complaint", TILL, "wallet:c", 500, order="p"),
        moved("fee_back", "platform:fees", TILL, 30, order="p"),
        moved("set_off", A, TILL, 50, order=None),
    )
    first, second, third = statement.lines
    assert first.amounts == {StatementColumn.SOLD: fen(2000), StatementColumn.CASH: fen(-2000)}
    assert second.amounts == {
        StatementColumn.COMMISSION: fen(30), StatementColumn.REFUND: fen(-500),
    }  # fmt: skip
    assert (third.amounts, third.owed, third.against) == ({}, fen(-50), fen(50))
    assert statement.closing == AccountHeld(fen(70), fen(-540))


def test_what_no_column_is_for_is_other_with_its_name() -> None:
    """Never lost: a row that the money table gets later."""
    [line] = told(moved("bonus", "platform:care", A, 5)).lines
    assert line.amounts == {StatementColumn.OTHER: fen(5)}
    assert line.unnamed == ("bonus",)


def test_an_order_of_two_days_stands_with_each() -> None:
    """What is given back next evening is that day's; days chain."""
    statement = told(
        moved("sale", "escrow", A, 2000),
        moved("complaint", TILL, "wallet:c", 500, hours=24),
        until=DAY + timedelta(days=1),
    )
    first, second = statement.days
    assert (first.since, second.since) == (DAY, DAY + timedelta(days=1))
    assert first.opening == NOTHING
    assert second.opening == first.closing == AccountHeld(fen(2000), fen(0))
    assert second.closing == statement.closing


def test_a_statement_that_does_not_add_up_is_none() -> None:
    """Neither its lines nor a line's columns."""
    statement = told(moved("sale", "escrow", A, 2000))
    with pytest.raises(BooksBroken):
        replace(statement, closing=AccountHeld(fen(2001), fen(0)))
    with pytest.raises(BooksBroken):
        replace(statement.lines[0], amounts={StatementColumn.SOLD: fen(1999)})


@given(
    some.lists(
        some.tuples(
            some.sampled_from(WHY), some.permutations(PLACES), some.integers(1, 9999),
            some.sampled_from([None, "o", "p"]), some.integers(0, 72),
        ),
        max_size=30,
    ),
    some.integers(1, 7),
)  # fmt: skip
def test_whatever_moves_each_fen_is_in_one_column(
    moves: list[tuple[str, list[str], int, str | None, int]], part: int
) -> None:
    """However many are read at once; the balances are those that the transfers make."""
    made = [
        moved(why, places[0], places[1], amount, order, hours)
        for why, places, amount, order, hours in moves
        if A in places[:2] or TILL in places[:2]
    ]
    book = StatementBook(A, CALENDAR, "CNY")
    for begin in range(0, len(made), part):
        book.take(made[begin : begin + part], {"o": SoldFacts(fen(10), fen(0), None)})
    statement = book.closed(DAY, DAY + timedelta(days=4), NOTHING)
    for account, held in ((A, statement.closing.owed), (TILL, statement.closing.against)):
        both = [
            one.movement for one in made if account in (one.movement.debit, one.movement.credit)
        ]
        assert held.fen == sum(one.change_of(account).fen for one in both)
    columns = sum(statement.total(column).fen for column in StatementColumn)
    assert columns == statement.moved.fen == statement.closing.balance.fen
    assert [one.opening for one in statement.days[1:]] == [
        one.closing for one in statement.days[:-1]
    ]


def test_what_stands_against_an_account() -> None:
    """A stall's till, and the cash that a courier carries."""
    assert against_of(A) == TILL
    assert against_of("courier:x") == "platform:cash:x"
