"""The books in memory: transfers, and the balances they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter

from yeshi.adapters.memory.records import Undo
from yeshi.adapters.memory.storable import check_moment
from yeshi.base.calendar import Calendar
from yeshi.base.errors import BooksBroken, Conflict
from yeshi.base.limits import MOMENT_MIN
from yeshi.base.money import Money, total
from yeshi.flow.ports import Period
from yeshi.ledger.accounts import Account, account
from yeshi.ledger.chart import stem_of
from yeshi.ledger.transfers import PeriodSum, Transfer


def _begin(day: date, period: Period) -> date:
    return day.replace(month=1, day=1) if period == "year" else day - timedelta(day.weekday())


class MemoryLedger:
    """The books of one currency."""

    def __init__(self, undo: Undo, currency: str) -> None:
        self._undo = undo
        self._currency = currency
        self._fen: dict[str, int] = {}
        self._accounts: dict[str, Account] = {}
        self._transfers: list[Transfer] = []
        self._ids: set[str] = set()
        self._closed_until = MOMENT_MIN

    def move(self, transfers: Sequence[Transfer]) -> None:
        """Enter the transfers; BooksBroken when an account would be overdrawn."""
        for transfer in transfers:
            movement = transfer.movement
            if movement.amount.currency != self._currency:
                raise BooksBroken(f"the books are in {self._currency}: {transfer}")
            if transfer.id in self._ids:
                raise BooksBroken(f"{transfer.id} exists")
            check_moment(transfer.at, f"{transfer.id}: at")
            if transfer.at < self._closed_until:
                raise Conflict(f"{transfer.id}: that day is closed")
            self._ids.add(transfer.id)
            self._change(movement.debit, -movement.amount.fen)
            self._change(movement.credit, movement.amount.fen)
            self._transfers.append(transfer)
            self._undo.append(self._forget_last)
        for transfer in transfers:
            self._check(transfer.movement.debit)

    def balance(self, account: str) -> Money:
        """The balance, zero for an account not opened yet."""
        return Money(self._fen.get(account, 0), self._currency)

    def balances(self) -> dict[str, Money]:
        """All balances by account."""
        return {name: Money(self._fen[name], self._currency) for name in sorted(self._fen)}

    def balances_of(self, beginning: str) -> dict[str, Money]:
        """The balances by account of those whose ids begin so."""
        return {name: one for name, one in self.balances().items() if name.startswith(beginning)}

    def largest(self, beginning: str, start: int, limit: int) -> list[tuple[str, Money]]:
        """So many of those accounts with their balances, from the `start`th on: those first that
        stand furthest from nothing, on either side."""
        found = self.balances_of(beginning).items()
        ordered = sorted(found, key=lambda one: (-abs(one[1].fen), one[0]))
        return ordered[start : start + limit]

    def sums(self) -> dict[str, tuple[int, Money]]:
        """By the stems of `ledger/chart.py` how many accounts there are, and what they hold."""
        found: dict[str, tuple[int, Money]] = {}
        for name, one in self.balances().items():
            count, held = found.get(stem_of(name), (0, one * 0))
            found[stem_of(name)] = count + 1, held + one
        return found

    def of_order(self, order: str) -> list[Transfer]:
        """The order's transfers, the oldest first."""
        return [transfer for transfer in self._transfers if transfer.order == order]

    def of_orders(self, orders: Sequence[str]) -> list[Transfer]:
        """The transfers of those orders, the oldest first."""
        wanted = set(orders)
        return [transfer for transfer in self._transfers if transfer.order in wanted]

    def of_account(self, account: str, limit: int) -> list[Transfer]:
        """The account's transfers, the newest first."""
        sides = attrgetter("debit", "credit")
        found = [t for t in self._transfers if account in sides(t.movement)]
        return found[::-1][:limit]

    def of_account_since(self, account: str, since: datetime) -> list[Transfer]:
        """The account's transfers at `since` and later, the earliest first."""
        sides = attrgetter("debit", "credit")
        return [t for t in self._transfers if t.at >= since and account in sides(t.movement)]

    def of_accounts(
        self, accounts: Sequence[str], since: datetime, until: datetime, after: int, limit: int
    ) -> list[tuple[int, Transfer]]:
        """So many transfers of the accounts from `since` to before `until`, in the order of their
        entry, with their numbers, after that number."""
        found = [
            (number, one)
            for number, one in enumerate(self._transfers[after:], start=after + 1)
            if since <= one.at < until
            and (one.movement.debit in accounts or one.movement.credit in accounts)
        ]
        return found[:limit]

    def held_before(self, account: str, moment: datetime) -> Money:
        """What the account's transfers of before the moment come to."""
        found = (
            one.movement.change_of(account)
            for one in self._transfers
            if one.at < moment and account in (one.movement.debit, one.movement.credit)
        )
        return total(found, self._currency)

    def between(self, since: datetime, until: datetime) -> list[Transfer]:
        """The transfers from `since` to before `until`, the earliest first."""
        return [one for one in self._transfers if since <= one.at < until]

    def entered(self, after: int, limit: int) -> list[tuple[int, Transfer]]:
        """So many transfers in the order of their entry, with their numbers, after that number."""
        return list(enumerate(self._transfers, start=1))[after : after + limit]

    def first_and_last(self) -> list[Transfer]:
        """The transfer of the earliest moment and that of the latest; nothing where none is."""
        by_moment = sorted(self._transfers, key=attrgetter("at"))
        return [by_moment[0], by_moment[-1]] if by_moment else []

    def sums_before(self, moment: datetime) -> dict[str, Money]:
        """By the stems of `ledger/chart.py` what all moved before the moment comes to; those that
        come to nothing are left out."""
        fen: Counter[str] = Counter()
        for one in self._transfers:
            if one.at < moment:
                fen[stem_of(one.movement.debit)] -= one.movement.amount.fen
                fen[stem_of(one.movement.credit)] += one.movement.amount.fen
        return {stem: Money(fen[stem], self._currency) for stem in sorted(fen) if fen[stem]}

    def alone(self) -> None:
        """Nothing: in memory all work is."""

    def close(self, until: datetime) -> None:
        """Let no transfer of before the moment be entered from now on."""
        before = self._closed_until
        self._closed_until = max(before, until)
        self._undo.append(lambda: self._reopen(before))

    def by_period(self, account: str, period: Period, calendar: Calendar) -> list[PeriodSum]:
        """The account's sums by local calendar year, or week from Monday, and by reason."""
        sums: dict[tuple[date, str], list[int]] = {}
        for transfer in self._transfers:
            movement = transfer.movement
            if account in (movement.debit, movement.credit):
                sides = sums.setdefault(
                    (_begin(calendar.date_at(transfer.at), period), movement.why), [0, 0]
                )
                sides[movement.debit == account] += movement.amount.fen
        return [
            PeriodSum(begin, why, Money(into, self._currency), Money(out, self._currency))
            for (begin, why), (into, out) in sorted(sums.items())
        ]

    def _change(self, name: str, fen: int) -> None:
        before = self._fen.get(name)
        self._fen[name] = (before or 0) + fen
        self._undo.append(lambda: self._put_back(name, before))

    def _check(self, name: str) -> None:
        if self._fen[name] >= 0:
            return
        known = self._accounts.get(name)
        if known is None:
            known = self._accounts[name] = account(name, self._currency)
        if not known.may_overdraw:
            raise BooksBroken(f"{name} would be overdrawn to {self._fen[name]} fen")

    def _put_back(self, name: str, fen: int | None) -> None:
        if fen is None:
            del self._fen[name]
        else:
            self._fen[name] = fen

    def _reopen(self, until: datetime) -> None:
        self._closed_until = until

    def _forget_last(self) -> None:
        self._ids.discard(self._transfers.pop().id)
