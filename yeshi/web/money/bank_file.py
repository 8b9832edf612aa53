"""A run as a file for the bank: a transfer a line, in the order of its payouts."""

from __future__ import annotations

from yeshi.flow.payments.desk import RunSeen
from yeshi.payments.payout import LEFT


def transfers_of(seen: RunSeen) -> list[dict[str, object]]:
    """The lines: whom, where, how much in units of the currency, and by what it is known again."""
    return [
        {
            "reference": one.payout.id,
            "holder": one.payout.payee.holder,
            "account": one.payout.payee.number,
            "bank": one.payout.payee.bank,
            "bank_code": one.payout.payee.bank_code,
            "amount": one.payout.amount.plain(),
            "currency": one.payout.amount.currency,
            "for": one.name.zh,
        }
        for one in seen.payouts
        if one.payout.state in LEFT
    ]
