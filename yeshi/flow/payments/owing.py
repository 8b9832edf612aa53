"""Who is owed how much, what of it could be paid out now, and to whom."""

from __future__ import annotations

from yeshi.base.money import Money
from yeshi.flow.ports import Work
from yeshi.ledger import accounts
from yeshi.payments.payout import WAITING
from yeshi.payments.proposing import Owed

# Whose accounts are paid out.
PAID_OUT = ("merchant:", "courier:")


def owed_in(work: Work, currency: str) -> dict[str, Owed]:
    """All that stalls and couriers are owed, by account, with what stands against it."""
    found = {
        account: balance
        for beginning in PAID_OUT
        for account, balance in work.ledger.balances_of(beginning).items()
        if balance.fen > 0
    }
    carried = {
        accounts.courier(name.removeprefix(accounts.CASH)): balance * -1
        for name, balance in work.ledger.balances_of(accounts.CASH).items()
        if balance.fen < 0
    }
    owes = {
        accounts.merchant(name.removeprefix(accounts.TILL)): balance * -1
        for name, balance in work.ledger.balances_of(accounts.TILL).items()
        if balance.fen < 0
    }
    carried |= owes
    payees = work.payees.get_many(sorted(found))
    came_back = work.payouts.came_back(sorted(found))
    return {
        account: Owed(
            account=account,
            amount=balance,
            kept=carried.get(account, Money(0, currency)),
            payee=payees.get(account),
            came_back_at=came_back.get(account),
        )
        for account, balance in found.items()
    }


def owed_to(work: Work, account: str, currency: str) -> Owed:
    """What that one is owed, with what stands against it."""
    nothing = Money(0, currency)
    kept = nothing
    kind, _, owner = account.partition(":")
    if kind == "courier":
        kept = work.ledger.balance(accounts.cash(owner)) * -1
    elif kind == "merchant":
        kept = work.ledger.balance(accounts.till(owner)) * -1
    return Owed(
        account=account,
        amount=work.ledger.balance(account),
        kept=kept,
        payee=work.payees.get(account),
        came_back_at=work.payouts.came_back([account]).get(account),
    )


def proposed_already(work: Work, account: str, currency: str) -> Money:
    """What of it stands in a run that waits for somebody's word."""
    fen = sum(
        one.amount.fen
        for run in work.payout_runs.waiting()
        for one in work.payouts.of(run.id)
        if one.account == account and one.state in WAITING
    )
    return Money(fen, currency)
