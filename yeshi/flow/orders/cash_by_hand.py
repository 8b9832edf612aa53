"""Cash that the office enters by hand: never more than there is, with a reason, by its treasury."""

from __future__ import annotations

from collections.abc import Callable

from yeshi.base.limits import beyond_reason
from yeshi.base.money import Money, between
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.ledger import CashHandedIn, CashSetOff, TillHandedIn, TillSetOff
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role

# What enters an amount of somebody's under a key, with the reason.
Entering = Callable[[Engine, str, str, Money, str], Answer]


def enter_cash(
    engine: Engine, key: str, command: str,
    happened: CashHandedIn | CashSetOff | TillHandedIn | TillSetOff,
    whose: Unknown, lock: Callable[[Work], object | None], most: Callable[[Work], Money],
) -> Answer:  # fmt: skip
    """Enter what is told by `happened`, of who is kept from others by `lock`.

    Two who enter the same money see one after the other what is left. `whose`: what is refused
    where there is nobody; `most`: so much can be entered.
    """
    amount, why = happened.amount, happened.why

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OPERATOR, Role.TREASURER) or beyond_reason(why)
        if refused:
            return refused
        if lock(turn.work) is None:
            return Refused(whose)
        at_most = most(turn.work)
        if not 0 < amount.fen <= at_most.fen:
            return Refused(Invalid("amount", between(1, max(1, at_most.fen), at_most.currency)))
        turn.emit(happened)
        return Done({whose.what: whose.id})

    return engine.perform(key, command, act, asked=(whose.id, amount, why))
