"""An account's own page is equal to the books, page by page and on every day of random months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.builders import SmallCity
from tests.flow.payments.months import ACCOUNTS, Month
from tests.flow.payments.paying import owe, owing
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.payments import account_seen as seen
from yeshi.flow.payments.account_seen import (
    AccountMove,
    AccountSeen,
    LineAccounts,
    account_whole,
    accounts_of_line,
)
from yeshi.flow.payments.books import trial_balance
from yeshi.flow.payments.statements import StatementBackwards, StatementToCome, StatementTooLong
from yeshi.ledger import accounts
from yeshi.ledger.chart import STEM_OF_LINE, sign_of
from yeshi.ledger.transfers import is_somebodys

ONE = timedelta(days=1)


def whole(engine: Engine, account: str, since: date, until: date) -> AccountSeen:
    """The account with every transfer of those days."""
    found = account_whole(engine, account, since, until)
    assert isinstance(found, AccountSeen)
    return found


def paged(engine: Engine, account: str, since: date, until: date) -> list[AccountMove]:
    """Its transfers, page after page."""
    moves: list[AccountMove] = []
    mark: int | None = 0
    while mark is not None:
        found = seen.account_seen(engine, account, since, until, mark)
        assert isinstance(found, AccountSeen)
        moves += found.moves
        mark = found.mark
    return moves


def equal_to_the_books(month: Month) -> None:
    """Of each day and of the whole month, of all accounts that are told one by one."""
    engine = month.city.engine
    for (account, day), held in month.held.items():
        with month.city.store.read() as work:
            if not work.ledger.of_account(account, 1):
                continue
        found = whole(engine, account, day, day)
        assert found.closing.fen == held * sign_of(account)
        assert found.opening.fen + sum(one.change.fen for one in found.moves) == found.closing.fen
    with month.city.store.read() as work:
        balances = work.ledger.balances()
    for account, balance in balances.items():
        if is_somebodys(account):
            continue
        found = whole(engine, account, month.first, month.last)
        assert found.closing == balance * sign_of(account)
        assert found.moved.fen == sum(one.change.fen for one in found.moves)
        assert list(found.moves) == paged(engine, account, month.first, month.last)


@settings(max_examples=8, deadline=None)
@given(some.integers(0, 10**6))
def test_random_months_are_told_to_the_fen(seed: int) -> None:
    """Whatever was sold, given back, paid out and came back."""
    equal_to_the_books(Month(seed).play())


def test_a_month_is_told_the_same_by_the_database(
    postgres: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many transfers are read at once, or stand on a page."""
    month = Month(7, postgres, nights=5).play()
    equal_to_the_books(month)
    days = month.first, month.last
    before = [whole(month.city.engine, one, *days) for one in ACCOUNTS]
    monkeypatch.setattr(seen, "PART", 3)
    monkeypatch.setattr(seen, "PAGE_MOVES", 2)
    assert [whole(month.city.engine, one, *days) for one in ACCOUNTS] == before
    assert paged(month.city.engine, "merchant:a", *days) == list(before[0].moves)
    lines_come_to_their_accounts(month.city)


def lines_come_to_their_accounts(city: SmallCity) -> None:
    """Each line of the trial balance is the sum of the accounts that are listed in it."""
    for line in trial_balance(city.engine).lines:
        assert line.is_of_many == (line.line in STEM_OF_LINE)
        if line.is_of_many and line.is_told:
            listed = accounts_of_line(city.engine, line.line)
            assert isinstance(listed, LineAccounts)
            assert sum(held.fen for _, held in listed.accounts) == line.amount.fen
            assert len(listed.accounts) == line.accounts


def test_lines_are_the_sums_of_their_accounts() -> None:
    """To the fen."""
    lines_come_to_their_accounts(Month(3, nights=6).play().city)


@pytest.fixture
def city() -> SmallCity:
    """In which an order of stall a was delivered today."""
    return owing()


def today_of(city: SmallCity) -> date:
    """The business day."""
    return city.calendar.business_day(city.clock.now())


def test_a_transfer_says_what_it_was_for_and_who_is_on_its_other_side(city: SmallCity) -> None:
    """A sale came from what was held; its fee went to the platform."""
    found = whole(city.engine, "merchant:a", today_of(city), today_of(city))
    with city.store.read() as work:
        assert found.account.name == work.merchants.must("a").name
    assert found.account.line == "merchant"
    told = {one.transfer.movement.why: one for one in found.moves}
    assert told["sale"].change.fen > 0 > told["commission"].change.fen
    assert (told["sale"].other.line, told["sale"].other.name) == ("escrow", None)
    assert told["commission"].other.id == accounts.FEES
    assert found.mark is None


def test_what_is_had_is_told_above_nothing(city: SmallCity) -> None:
    """As in the trial balance: test money stands below zero in the books."""
    found = whole(city.engine, accounts.TEST_MONEY, today_of(city), today_of(city))
    assert found.closing.fen == -city.balance(accounts.TEST_MONEY) > 0


def test_whose_a_wallet_is_is_told_nowhere(city: SmallCity) -> None:
    """It has no page, is in no list, and stands on the other side as somebody's."""
    day = today_of(city)
    for account in ("wallet:c", "wallet:somebody", "group:g"):
        refused = account_whole(city.engine, account, day, day)
        assert refused == Refused(Unknown("account", account))
    for line in ("wallet", "group"):
        assert accounts_of_line(city.engine, line) == Refused(Unknown("chart_line", line))
    others = [one.other for one in whole(city.engine, accounts.TEST_MONEY, day, day).moves]
    assert {one.id for one in others} == {"wallet:somebody"}
    assert not any(one.is_told or one.name for one in others)


@pytest.mark.parametrize("account", ["merchant:none", "nobody", "platform:none", ""])
def test_what_is_no_account_is_unknown(city: SmallCity, account: str) -> None:
    """Also what could be none by its name; a line of one account is no list."""
    day = today_of(city)
    assert account_whole(city.engine, account, day, day) == Refused(Unknown("account", account))
    assert accounts_of_line(city.engine, "bank") == Refused(Unknown("chart_line", "bank"))


def test_a_period_that_cannot_be_told_says_why(city: SmallCity) -> None:
    """Backwards, of more than a month, or still to come."""
    day = today_of(city)
    said = [
        account_whole(city.engine, "merchant:a", since, until)
        for since, until in ((day, day - ONE), (day - 31 * ONE, day), (day, day + ONE))
    ]
    assert said == [
        Refused(StatementBackwards()), Refused(StatementTooLong(31)), Refused(StatementToCome(day)),
    ]  # fmt: skip
    assert whole(city.engine, "merchant:a", day - 30 * ONE, day).opening.fen == 0


def test_accounts_are_listed_in_parts_the_largest_first(
    city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is not there any more by their id; a colon or a slash in it changes nothing."""
    for name, fen in (("x", 5), ("gone", 90_000), ("odd:na/me", 70_000)):
        owe(city, f"courier:{name}", fen)
    monkeypatch.setattr(seen, "PAGE_ACCOUNTS", 2)
    first = accounts_of_line(city.engine, "courier")
    assert isinstance(first, LineAccounts)
    assert [one.name for one, _ in first.accounts] == [
        Name("gone", "gone"), Name("odd:na/me", "odd:na/me"),
    ]  # fmt: skip
    assert (first.before, first.after) == (None, 2)
    second = accounts_of_line(city.engine, "courier", 2)
    assert isinstance(second, LineAccounts)
    assert (second.before, second.after) == (0, None)
    assert [one.id for one, _ in second.accounts] == ["courier:x"]
