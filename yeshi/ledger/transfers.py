"""A transfer: one positive amount from one account to another, so that all balances sum to zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from yeshi.base.errors import BooksBroken
from yeshi.base.money import Money
from yeshi.base.refused import Reason
from yeshi.ledger.accounts import group, wallet

# How accounts begin of which it is not told whose they are.
_SOMEBODYS = (wallet(""), group(""))


@dataclass(frozen=True, slots=True)
class Movement:
    """An amount to move out of `debit` into `credit`, and why."""

    debit: str
    credit: str
    amount: Money
    why: str

    def __post_init__(self) -> None:
        if self.amount.fen <= 0 or self.debit == self.credit:
            raise BooksBroken(f"no movement: {self}")

    def change_of(self, account: str) -> Money:
        """What it changes in the balance of `account`, which is one of its two."""
        return self.amount * -1 if self.debit == account else self.amount


@dataclass(frozen=True, slots=True)
class Transfer:
    """A movement in the books: never updated, only followed by one the other way."""

    id: str
    at: datetime
    order: str | None
    movement: Movement


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """What went into an account, and out of it, in a period for one reason; the day it begins."""

    begins_on: date
    why: str
    into: Money
    out: Money


@dataclass(frozen=True, slots=True)
class NotEnough(Reason):
    """The account holds less than is to be paid from it."""

    account: str
    balance_fen: int
    needed_fen: int
    currency: str


def unnamed(transfers: Iterable[Transfer]) -> tuple[Transfer, ...]:
    """The transfers without whose wallets, and which groups, they went from and to."""
    return tuple(
        replace(
            one,
            movement=replace(
                one.movement, debit=_of_somebody(one.movement.debit),
                credit=_of_somebody(one.movement.credit),
            ),
        )
        for one in transfers
    )  # fmt: skip


def is_somebodys(account: str) -> bool:
    """Whether it is a wallet or a group's: whose it is, is not told."""
    return account.startswith(_SOMEBODYS)


def _of_somebody(account: str) -> str:
    for beginning in _SOMEBODYS:
        if account.startswith(beginning):
            return f"{beginning}somebody"
    return account
