"""What flow asks of the books."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.ledger.transfers import PeriodSum, Transfer

Period = Literal["year", "week"]


class Ledger(Protocol):
    """The books. A transfer opens the accounts it names."""

    def move(self, transfers: Sequence[Transfer]) -> None: ...

    def balance(self, account: str) -> Money:
        """The balance, zero for an account not opened yet; not below it by work under way."""
        ...

    def balances(self) -> dict[str, Money]: ...
    def balances_of(self, beginning: str) -> dict[str, Money]:
        """The balances by account of those whose ids begin so."""
        ...

    def largest(self, beginning: str, start: int, limit: int) -> list[tuple[str, Money]]:
        """So many of those accounts with their balances, from the `start`th on: those first that
        stand furthest from nothing, on either side."""
        ...

    def sums(self) -> dict[str, tuple[int, Money]]:
        """By the stems of `ledger/chart.py` how many accounts there are, and what they hold."""
        ...

    def of_order(self, order: str) -> list[Transfer]: ...

    def of_orders(self, orders: Sequence[str]) -> list[Transfer]:
        """The transfers of those orders, the oldest first."""
        ...

    def of_account(self, account: str, limit: int) -> list[Transfer]:
        """The account's transfers, the newest first."""
        ...

    def of_account_since(self, account: str, since: datetime) -> list[Transfer]:
        """The account's transfers at `since` and later, the earliest first."""
        ...

    def of_accounts(
        self, accounts: Sequence[str], since: datetime, until: datetime, after: int, limit: int
    ) -> list[tuple[int, Transfer]]:
        """So many transfers of the accounts from `since` to before `until`, in the order of their
        entry, with their numbers, after that number."""
        ...

    def held_before(self, account: str, moment: datetime) -> Money:
        """What the account's transfers of before the moment come to."""
        ...

    def between(self, since: datetime, until: datetime) -> list[Transfer]:
        """The transfers from `since` to before `until`, the earliest first."""
        ...

    def entered(self, after: int, limit: int) -> list[tuple[int, Transfer]]:
        """So many transfers in the order of their entry, with their numbers, after that number."""
        ...

    def first_and_last(self) -> list[Transfer]:
        """The transfer of the earliest moment and that of the latest; nothing where none is."""
        ...

    def sums_before(self, moment: datetime) -> dict[str, Money]:
        """By the stems of `ledger/chart.py` what all moved before the moment comes to; those that
        come to nothing are left out."""
        ...

    def alone(self) -> None:
        """Keep all others from entering transfers until the end of the work, once those that are
        being entered are; by now no work sees less than is there."""
        ...

    def close(self, until: datetime) -> None:
        """Let no transfer of before the moment be entered from now on: who tries meets Conflict."""
        ...

    def by_period(self, account: str, period: Period, calendar: Calendar) -> list[PeriodSum]:
        """The account's sums by local calendar year, or week from Monday, and by reason."""
        ...
