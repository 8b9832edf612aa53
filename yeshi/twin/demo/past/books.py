"""The books of the made-up past: the transfers that its orders and shifts cause.

Which event moves which money is the ledger's table (`ledger/postings.py`); here the same lines are
drawn for all orders at once, and a test holds each against the table.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from yeshi.flow.terms import Terms
from yeshi.observatory.columns import Coded, Columns
from yeshi.twin.demo.past.days import Days, Ints
from yeshi.twin.demo.past.orders import PastOrders, fees_fen
from yeshi.twin.demo.past.shifts import PastShifts, Roster
from yeshi.twin.demo.past.stalls import Stalls

WHYS = ("payment", "voucher", "refund", "sale", "commission", "delivery_fee", "donation", "pay",
        "guarantee", "budget")  # fmt: skip
ACCOUNTS = ("wallet", "escrow", "merchant", "platform", "campaign", "programme", "courier",
            "outside")  # fmt: skip


@dataclass(slots=True)
class _Lines:
    """Lines of the books, as they are gathered."""

    day: list[Ints] = field(default_factory=list)
    party: list[Ints] = field(default_factory=list)
    fen: list[Ints] = field(default_factory=list)
    kinds: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add(self, day: Ints, why: str, debit: str, credit: str, party: Ints, fen: Ints) -> None:
        """Lines of one kind; those of nothing are no lines."""
        some = fen > 0
        count = int(some.sum())
        self.day.append(day[some])
        self.party.append(party[some])
        self.fen.append(fen[some])
        kind = WHYS.index(why), ACCOUNTS.index(debit), ACCOUNTS.index(credit)
        self.kinds.append((*kind, count))

    def columns(self, parties: tuple[str, ...], days: Days) -> Columns:
        """The lines by day, as the city records them."""
        day = np.concatenate(self.day)
        order = np.argsort(day.astype(np.int16), kind="stable")
        kinds = np.array(self.kinds, np.int32)
        told = np.repeat(kinds[:, :3], kinds[:, 3], axis=0)[order]
        return {
            "day": days.days[day[order]],
            "week": days.mondays[day[order]],
            "why": Coded(told[:, 0], WHYS),
            "from_kind": Coded(told[:, 1], ACCOUNTS),
            "to_kind": Coded(told[:, 2], ACCOUNTS),
            "party": Coded(np.concatenate(self.party)[order].astype(np.int32), parties),
            "fen": np.concatenate(self.fen)[order],
        }


def entries_of(
    orders: PastOrders, courier: Ints, shifts: PastShifts, stalls: Stalls, roster: Roster,
    days: Days, terms: Terms, campaigns: tuple[str, ...], programme: str,
) -> Columns:  # fmt: skip
    """The transfers, by day; `campaigns`: by number, from 1."""
    parties = ("", programme, *campaigns, *stalls.ids, *roster.ids)
    first_stall = 2 + len(campaigns)
    first_courier = first_stall + len(stalls.ids)
    lines = _Lines()
    nobody = np.zeros(len(orders.day), np.int64)
    # The party of a campaign's number n stands at 1 + n.
    campaign = orders.campaign + 1
    lines.add(orders.day, "payment", "wallet", "escrow", nobody, orders.paid_fen)
    lines.add(orders.day, "budget", "outside", "campaign", campaign, orders.voucher_fen)
    lines.add(orders.day, "voucher", "campaign", "escrow", campaign, orders.voucher_fen)
    back = np.where(orders.settled, 0, orders.paid_fen)
    lines.add(orders.day, "refund", "escrow", "wallet", nobody, back)
    done = orders.taken(orders.settled)
    row, part = np.nonzero(done.stall >= 0)
    sold, seller = done.asked_fen[row, part], first_stall + done.stall[row, part]
    lines.add(done.day[row], "sale", "escrow", "merchant", seller, sold)
    fee = fees_fen(sold, terms)
    lines.add(done.day[row], "commission", "merchant", "platform", seller, fee)
    none = nobody[orders.settled]
    lines.add(done.day, "delivery_fee", "escrow", "platform", none, done.delivery_fen)
    lines.add(done.day, "donation", "escrow", "programme", none + 1, done.donation_fen)
    pay = none + terms.pay_per_order.fen
    lines.add(done.day, "pay", "platform", "courier", first_courier + courier, pay)
    worker = first_courier + shifts.courier
    lines.add(shifts.day, "guarantee", "platform", "courier", worker, shifts.top_up_fen)
    return lines.columns(parties, days)
