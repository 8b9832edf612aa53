"""Tills: what stalls owe of the cash that they took is handed in, or kept as what they are owed."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.money import Money
from yeshi.base.refused import Unknown
from yeshi.events.ledger import TillHandedIn, TillSetOff
from yeshi.flow.engine import Engine
from yeshi.flow.orders.cash_by_hand import enter_cash
from yeshi.flow.ports import Answer, Work
from yeshi.ledger import accounts
from yeshi.market.merchant import Merchant


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
    return enter_cash(
        engine, key, "hand_in_till", TillHandedIn(merchant, amount, why.strip()),
        Unknown("merchant", merchant),
        lock=lambda work: work.merchants.lock(merchant),
        most=lambda work: owes(work, merchant),
    )  # fmt: skip


def set_off(engine: Engine, key: str, merchant: str, amount: Money, why: str) -> Answer:
    """Let a stall keep cash that it owes, as what it is owed for other orders."""
    owed = accounts.merchant(merchant)
    return enter_cash(
        engine, key, "set_off_till", TillSetOff(merchant, amount, why.strip()),
        Unknown("merchant", merchant),
        lock=lambda work: work.merchants.lock(merchant),
        most=lambda work: min(owes(work, merchant), work.ledger.balance(owed)),
    )  # fmt: skip
