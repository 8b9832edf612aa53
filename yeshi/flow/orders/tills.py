"""Tills: what stalls owe of the cash that they took is handed in, or kept as what they are owed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yeshi.base.limits import beyond_reason
from yeshi.base.money import Money, between
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.ledger import TillHandedIn, TillSetOff
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.ledger import accounts
from yeshi.market.merchant import Merchant
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role


@dataclass(frozen=True, slots=True)
class Owing:
    """A stall, what it owes of the cash that it took, and what it is owed itself."""

    merchant: Merchant
    owes: Money
    owed: Money


def owes(work: Work, merchant: str) -> Money:
    """What the stall owes of the cash that it took at its counter."""
    return work.ledger.balance(accounts.till(merchant)) * -1


def owing(work: Work) -> tuple[Owing, ...]:
    """All stalls that owe something, who owes most first."""
    found = {
        name.removeprefix(accounts.TILL): balance * -1
        for name, balance in work.ledger.balances_of(accounts.TILL).items()
        if balance.fen < 0
    }
    merchants = work.merchants.get_many(sorted(found))
    all_ = [
        Owing(one, found[id_], work.ledger.balance(accounts.merchant(id_)))
        for id_, one in merchants.items()
    ]
    return tuple(sorted(all_, key=lambda one: (-one.owes.fen, one.merchant.id)))


def hand_in(engine: Engine, key: str, merchant: str, amount: Money, why: str) -> Answer:
    """Enter what a stall handed in at the office."""

    def enter(turn: Turn) -> None:
        turn.emit(TillHandedIn(merchant, amount, why.strip()))

    return _by_hand(engine, key, "hand_in_till", merchant, amount, why, owes, enter)


def set_off(engine: Engine, key: str, merchant: str, amount: Money, why: str) -> Answer:
    """Let a stall keep cash that it owes, as what it is owed for other orders."""

    def most(work: Work, merchant: str) -> Money:
        return min(owes(work, merchant), work.ledger.balance(accounts.merchant(merchant)))

    def enter(turn: Turn) -> None:
        turn.emit(TillSetOff(merchant, amount, why.strip()))

    return _by_hand(engine, key, "set_off_till", merchant, amount, why, most, enter)


def _by_hand(
    engine: Engine, key: str, command: str, merchant: str, amount: Money, why: str,
    most: Callable[[Work, str], Money], enter: Callable[[Turn], None],
) -> Answer:  # fmt: skip
    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OPERATOR, Role.TREASURER) or beyond_reason(why.strip())
        if refused:
            return refused
        # Kept from others: two who enter the same money see one after the other what is left.
        if turn.work.merchants.lock(merchant) is None:
            return Refused(Unknown("merchant", merchant))
        at_most = most(turn.work, merchant)
        if not 0 < amount.fen <= at_most.fen:
            return Refused(Invalid("amount", between(1, max(1, at_most.fen), at_most.currency)))
        enter(turn)
        return Done({"merchant": merchant})

    return engine.perform(key, command, act, asked=(merchant, amount, why))
