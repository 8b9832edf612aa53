"""Whether what is to be paid out is still owed, to the same payee, before it leaves."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.base.refused import Refused
from yeshi.flow.engine import Turn
from yeshi.flow.payments.owing import owed_to
from yeshi.payments.payout import OwedLess, PayeeChanged, Payout


def refuses_sending(turn: Turn, going: Sequence[Payout]) -> Refused | None:
    """Why these cannot leave: the first that is owed no more, or whose payee is another by now.

    Who takes from these accounts besides is kept out until the end of the work.
    """
    for one in sorted(going, key=lambda it: it.account):
        kind, _, owner = one.account.partition(":")
        if kind == "courier":
            turn.work.couriers.lock(owner)
        turn.work.payees.lock(one.account)
        owed = owed_to(turn.work, one.account, turn.terms.currency)
        if owed.payee != one.payee:
            return Refused(PayeeChanged(one.account))
        if owed.free < one.amount:
            return Refused(
                OwedLess(one.account, owed.free.fen, one.amount.fen, turn.terms.currency)
            )
    return None
