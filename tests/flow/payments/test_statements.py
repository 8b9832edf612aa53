"""Statements are equal to the books at every cut of random months, and each has only their own."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.builders import SmallCity
from tests.flow.payments.months import ACCOUNTS, RIDER, Month
from tests.flow.payments.paying import HOLDER, OTHER, OWNER, TREASURER, owing
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.payments import statements
from yeshi.flow.payments.statements import (
    StatementBackwards,
    StatementSeen,
    StatementToCome,
    StatementTooLong,
    statement_of,
    statement_owners,
)
from yeshi.ledger.statement import SALE, AccountStatement, StatementColumn, against_of
from yeshi.people.actor import NOBODY
from yeshi.people.person import SignInFirst

ONE = timedelta(days=1)


def read(month: Month, account: str, since: int, until: int) -> AccountStatement:
    """The account's statement from one night of the month to another, as the treasurer sees it."""
    days = month.first + since * ONE, month.first + until * ONE
    seen = statement_of(month.city.by(TREASURER), account, *days)
    assert isinstance(seen, StatementSeen)
    return seen.statement


def equal_to_the_books(month: Month, cuts: list[int]) -> None:
    """At each cut both accounts hold what the statement says, and the next begins there."""
    for account in ACCOUNTS:
        before = None
        begins, ends = [0, *(one + 1 for one in cuts)], [*cuts, month.nights - 1]
        for since, until in zip(begins, ends, strict=True):
            found = read(month, account, since, until)
            assert before is None or found.opening == before
            day = month.first + until * ONE
            assert found.closing.owed.fen == month.held[account, day]
            assert found.closing.against.fen == month.held[against_of(account), day]
            columns = sum(found.total(column).fen for column in StatementColumn)
            assert found.opening.balance.fen + columns == found.closing.balance.fen
            before = found.closing


@settings(max_examples=12, deadline=None)
@given(some.integers(0, 10**6))
def test_random_months_are_told_to_the_fen(seed: int) -> None:
    """Delivered, called off, altered, complained about, paid out and come back."""
    month = Month(seed).play()
    chance = Random(seed)
    for count in (0, 3, 9):
        equal_to_the_books(month, sorted(chance.sample(range(month.nights - 1), count)))


def test_a_month_is_told_the_same_by_the_database(
    postgres: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And however many transfers are read at once."""
    month = Month(7, postgres, nights=9).play()
    equal_to_the_books(month, [0, 1, 4])
    whole = [read(month, account, 0, 8) for account in ACCOUNTS]
    monkeypatch.setattr(statements, "PART", 3)
    assert [read(month, account, 0, 8) for account in ACCOUNTS] == whole
    in_memory = Month(7, nights=9).play()
    assert [one.closing for one in whole] == [
        read(in_memory, account, 0, 8).closing for account in ACCOUNTS
    ]


def test_months_have_all_that_can_move() -> None:
    """Or the test of months would prove less than it says."""
    met: set[StatementColumn] = set()
    names: set[str] = set()
    vouchers = 0
    for seed in range(4):
        month = Month(seed).play()
        for account in ACCOUNTS:
            found = read(month, account, 0, month.nights - 1)
            met |= set(found.columns)
            names |= {why for line in found.lines for why in line.why}
            vouchers += found.voucher.fen
    assert met == set(StatementColumn) - {StatementColumn.GIVEN, StatementColumn.OTHER}
    assert {"payout_returned", "set_off", "handed_in", "cash", "complaint", SALE} <= names
    assert vouchers > 0


def test_a_sale_is_told_with_its_deals_and_its_voucher() -> None:
    """What is sold less what deals take off is what the books moved."""
    month = Month(3).play()
    with month.city.store.read() as work:
        for line in read(month, "merchant:a", 0, month.nights - 1).lines:
            if SALE not in line.why:
                continue
            ticket = work.orders.must(line.order or "").ticket("a")
            assert ticket is not None
            assert line.amounts[StatementColumn.SOLD] == ticket.sold + ticket.dealt
            assert line.voucher == ticket.voucher


@pytest.fixture
def city() -> SmallCity:
    """In which stall a is owed money."""
    return owing()


def test_each_has_their_own_and_who_pays_out_has_all(city: SmallCity) -> None:
    """What is another's is as if it did not exist."""
    day = city.calendar.business_day(city.clock.now())
    for person, account in (
        (HOLDER, "merchant:a"), (RIDER, "courier:x"), (TREASURER, "merchant:b"),
        (OTHER, "courier:y"), (OWNER, "merchant:a"),
    ):  # fmt: skip
        assert isinstance(statement_of(city.by(person), account, day, day), StatementSeen)
    for person, account, what in (
        (HOLDER, "merchant:b", "merchant"), (HOLDER, "courier:x", "courier"),
        (RIDER, "courier:y", "courier"), (RIDER, "merchant:a", "merchant"),
        (TREASURER, "merchant:none", "merchant"),
    ):  # fmt: skip
        refused = statement_of(city.by(person), account, day, day)
        assert refused == Refused(Unknown(what, account.partition(":")[2]))
    nobody = statement_of(city.engine.acting(NOBODY), "merchant:a", day, day)
    assert nobody == Refused(SignInFirst())


def test_a_period_that_cannot_be_told_says_why(city: SmallCity) -> None:
    """Backwards, of more than a year, or still to come."""
    day, by = city.calendar.business_day(city.clock.now()), city.by(HOLDER)
    said = [
        statement_of(by, "merchant:a", day, day - ONE),
        statement_of(by, "merchant:a", day - 366 * ONE, day),
        statement_of(by, "merchant:a", day, day + ONE),
    ]
    assert said == [
        Refused(StatementBackwards()), Refused(StatementTooLong(366)), Refused(StatementToCome(day)),
    ]  # fmt: skip
    year = statement_of(by, "merchant:a", day - 365 * ONE, day)
    assert isinstance(year, StatementSeen)
    assert year.statement.opening.balance.fen == 0


def test_who_has_an_account_is_listed_in_parts(city: SmallCity) -> None:
    """With what is theirs by now, less what they owe."""
    owners, mark = statement_owners(city.by(TREASURER), "", 1)
    rest, end = statement_owners(city.by(TREASURER), mark, 50)
    assert end == ""
    found = {one.account: one.balance.fen for one in owners + rest}
    assert found["merchant:a"] == city.balance("merchant:a")
    assert list(found) == sorted(found)
