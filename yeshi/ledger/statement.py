"""Statements: what moved in the account of a stall or a courier over some days, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from yeshi.base.calendar import Calendar
from yeshi.base.errors import BooksBroken
from yeshi.base.money import Money, total
from yeshi.ledger import accounts
from yeshi.ledger.accounts import AccountKind, kind_of
from yeshi.ledger.transfers import Transfer


class StatementColumn(StrEnum):
    """Why money came or went; each transfer is in one, what is sold in two: its price, and deals.

    `cash`: taken at a door or counter, so that it is there already, or handed in.
    """

    SOLD = "sold"
    DEALS = "deals"
    COMMISSION = "commission"
    GIVEN = "given"
    PAY = "pay"
    TIP = "tip"
    GUARANTEE = "guarantee"
    COMPENSATION = "compensation"
    REFUND = "refund"
    CASH = "cash"
    OTHER = "other"
    PAYOUT = "payout"


SALE = "sale"
# By why it was moved; what is not here is `other`, with its name.
_COLUMNS = {
    SALE: StatementColumn.SOLD,
    "commission": StatementColumn.COMMISSION,
    "fee_back": StatementColumn.COMMISSION,
    "share": StatementColumn.GIVEN,
    "pay": StatementColumn.PAY,
    "tip": StatementColumn.TIP,
    "guarantee": StatementColumn.GUARANTEE,
    "compensation": StatementColumn.COMPENSATION,
    "complaint": StatementColumn.REFUND,
    "cash": StatementColumn.CASH,
    "handed_in": StatementColumn.CASH,
    "set_off": StatementColumn.CASH,
    "payout": StatementColumn.PAYOUT,
    "payout_returned": StatementColumn.PAYOUT,
}


@dataclass(frozen=True, slots=True)
class SoldFacts:
    """Of what a stall sold in an order: what its deals took off, and what a campaign paid of it."""

    deals: Money
    voucher: Money
    campaign: str | None


@dataclass(frozen=True, slots=True)
class AccountHeld:
    """What stands in the two accounts of somebody: what is `owed` to them, and what stands
    `against` it, which is cash of the city's and what they bear; below nothing where they owe it.
    """

    owed: Money
    against: Money

    @property
    def balance(self) -> Money:
        """What is theirs in all."""
        return self.owed + self.against

    def after(self, owed: Money, against: Money) -> AccountHeld:
        """What it is after so much more of each."""
        return AccountHeld(self.owed + owed, self.against + against)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """What moved for an order on a business day, or one move that is of no order.

    `amounts`: by column, none of them nothing; `why`: the names of the moves, in their order.
    `owed` and `against`: what it changed in each of the two accounts. `voucher`: what of the sale
    `campaign` paid.
    """

    day: date
    at: datetime
    order: str | None
    why: tuple[str, ...]
    amounts: Mapping[StatementColumn, Money]
    owed: Money
    against: Money
    voucher: Money
    campaign: str | None

    def __post_init__(self) -> None:
        moved = total(self.amounts.values(), self.owed.currency)
        if moved != self.owed + self.against:
            raise BooksBroken(f"a statement's columns come to {moved}, not to what moved: {self}")

    @property
    def balance(self) -> Money:
        """What it changed in all."""
        return self.owed + self.against

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The names of moves that no column is for."""
        return tuple(dict.fromkeys(one for one in self.why if one not in _COLUMNS))


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStatement:
    """All that moved in somebody's accounts on the business days from `since` to `until`, both
    included: `opening` with the lines is `closing`, to the fen.
    """

    account: str
    since: date
    until: date
    currency: str
    opening: AccountHeld
    closing: AccountHeld
    lines: tuple[StatementLine, ...]

    def __post_init__(self) -> None:
        owed = total((one.owed for one in self.lines), self.currency)
        against = total((one.against for one in self.lines), self.currency)
        if self.opening.after(owed, against) != self.closing:
            raise BooksBroken(f"the lines of {self.account} do not lead to what it holds")

    @property
    def columns(self) -> tuple[StatementColumn, ...]:
        """Those in which there is anything, in their order."""
        there = {column for one in self.lines for column in one.amounts}
        return tuple(column for column in StatementColumn if column in there)

    def total(self, column: StatementColumn) -> Money:
        """What its lines come to."""
        nothing = Money(0, self.currency)
        return total((one.amounts.get(column, nothing) for one in self.lines), self.currency)

    @property
    def moved(self) -> Money:
        """What the lines come to in all."""
        return total((one.balance for one in self.lines), self.currency)

    @property
    def voucher(self) -> Money:
        """What campaigns paid of what was sold."""
        return total((one.voucher for one in self.lines), self.currency)

    @property
    def days(self) -> tuple[AccountStatement, ...]:
        """A statement for each business day on which anything moved; each opens as the one before
        it closes.
        """
        by_day: dict[date, list[StatementLine]] = {}
        for one in self.lines:
            by_day.setdefault(one.day, []).append(one)
        found, held = [], self.opening
        for day in sorted(by_day):
            lines = tuple(by_day[day])
            closing = held.after(
                total((one.owed for one in lines), self.currency),
                total((one.against for one in lines), self.currency),
            )
            found.append(
                AccountStatement(
                    account=self.account, since=day, until=day, currency=self.currency,
                    opening=held, closing=closing, lines=lines,
                )
            )  # fmt: skip
            held = closing
        return tuple(found)


@dataclass(slots=True, kw_only=True)
class _Line:
    """A line while its transfers are read."""

    day: date
    order: str | None
    at: datetime
    why: list[str] = field(default_factory=list)
    fen: dict[StatementColumn, int] = field(default_factory=dict)
    owed: int = 0
    against: int = 0
    sold: int = 0

    def take(self, why: str, owed: int, against: int) -> None:
        column = _COLUMNS.get(why, StatementColumn.OTHER)
        self.why.append(why)
        self.fen[column] = self.fen.get(column, 0) + owed + against
        self.owed += owed
        self.against += against
        self.sold += owed if why == SALE else 0


@dataclass(frozen=True, slots=True)
class StatementBook:
    """Gathers the transfers of an account, however many at a time, into the lines of a statement.

    `account`: `merchant:…` or `courier:…`.
    """

    account: str
    calendar: Calendar
    currency: str
    _lines: dict[tuple[date, str], _Line] = field(default_factory=dict)
    _facts: dict[str, SoldFacts] = field(default_factory=dict)

    def take(self, transfers: Iterable[Transfer], facts: Mapping[str, SoldFacts]) -> None:
        """Enter the transfers, with what is known of the orders among them."""
        against = against_of(self.account)
        self._facts.update(facts)
        for one in transfers:
            day = self.calendar.business_day(one.at)
            found = self._lines.setdefault(
                (day, one.order or one.id), _Line(day=day, order=one.order, at=one.at)
            )
            changes = [_change(one, account) for account in (self.account, against)]
            found.take(one.movement.why, *changes)

    def closed(self, since: date, until: date, opening: AccountHeld) -> AccountStatement:
        """The statement of what was entered, its lines by day and in the order of their entry."""
        lines = tuple(self._written(one) for one in self._lines.values())
        # What is entered a moment late stands with its day.
        lines = tuple(sorted(lines, key=lambda one: one.day))
        closing = opening.after(
            total((one.owed for one in lines), self.currency),
            total((one.against for one in lines), self.currency),
        )
        return AccountStatement(
            account=self.account, since=since, until=until, currency=self.currency,
            opening=opening, closing=closing, lines=lines,
        )  # fmt: skip

    def _written(self, line: _Line) -> StatementLine:
        fen, nothing = dict(line.fen), Money(0, self.currency)
        known = self._facts.get(line.order or "") if line.sold else None
        if known is not None and known.deals:
            fen[StatementColumn.SOLD] += known.deals.fen
            fen[StatementColumn.DEALS] = -known.deals.fen
        return StatementLine(
            day=line.day,
            at=line.at,
            order=line.order,
            why=tuple(line.why),
            amounts={
                column: Money(fen[column], self.currency)
                for column in StatementColumn
                if fen.get(column)
            },
            owed=Money(line.owed, self.currency),
            against=Money(line.against, self.currency),
            voucher=known.voucher if known else nothing,
            campaign=known.campaign if known and known.voucher else None,
        )


def against_of(account: str) -> str:
    """The account that stands against it: the till of a stall, the cash that a courier carries."""
    owner = account.partition(":")[2]
    is_stall = kind_of(account) is AccountKind.MERCHANT
    return accounts.till(owner) if is_stall else accounts.cash(owner)


def _change(transfer: Transfer, account: str) -> int:
    movement = transfer.movement
    is_of = account in (movement.debit, movement.credit)
    return movement.change_of(account).fen if is_of else 0
