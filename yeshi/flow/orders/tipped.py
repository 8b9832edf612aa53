"""Tipped: what customers gave a courier in each shift, beside what the shift pays."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.base.money import Money
from yeshi.fleet.shifts import Shift, ShiftState
from yeshi.flow.ports import Work
from yeshi.ledger import accounts

# Why the books moved it.
TIP = "tip"


def tips_in(work: Work, courier: str, shifts: Sequence[Shift]) -> dict[str, Money]:
    """The tips by shift, of those that had any; what came later is of the shift before it."""
    begun = [one for one in shifts if one.state in (ShiftState.ON, ShiftState.ENDED)]
    if not begun:
        return {}
    account, first = accounts.courier(courier), min(one.on_at for one in begun)
    found: dict[str, Money] = {}
    for transfer in work.ledger.of_account_since(account, first):
        moved = transfer.movement
        if moved.why != TIP or moved.credit != account:
            continue
        shift = max(
            (one for one in begun if one.on_at <= transfer.at), key=lambda one: (one.on_at, one.id)
        )
        known = found.get(shift.id)
        found[shift.id] = known + moved.amount if known else moved.amount
    return found
