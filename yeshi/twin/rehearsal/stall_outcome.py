"""What a night came to for one stall: what it sold and keeps, and how its orders fared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import unit_fen
from yeshi.flow.ports import Work
from yeshi.ledger import accounts
from yeshi.orders.order import Order, Ticket
from yeshi.orders.sharing import Commission, shares
from yeshi.twin.rehearsal.night import Played
from yeshi.twin.rehearsal.outcome import Measure, Values, mean, minutes
from yeshi.twin.rehearsal.stall_guests import MORE

STALL_MEASURES = (
    Measure("stall_orders", "stall", "", 1, True),
    Measure("stall_sold", "stall", "money", 2, True),
    Measure("stall_deals", "stall", "money", 2, None),
    Measure("stall_kept", "stall", "money", 2, True),
    Measure("stall_to_door", "stall", "min", 1, False),
    Measure("stall_late", "stall", "%", 1, False),
    Measure("stall_kitchen", "stall", "min", 1, False),
    Measure("stall_food_waits", "stall", "min", 1, False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StallNight:
    """A night of the stall: its value of each of STALL_MEASURES, NaN where there is none.

    `taken`: off how many orders the deal that is asked about took something. Of who comes anyway:
    `usual_kept`, in units, is what all of them leave the stall; `lured` of them came at the hours
    of that deal, and leave it `lured_kept`.
    """

    values: Values
    taken: int
    usual_kept: float
    lured: int
    lured_kept: float


def stall_night(
    played: Played, merchant: str, lured: Callable[[datetime], bool], asked: str
) -> StallNight:
    """What the night came to for that stall; `lured`: when the deal runs that is asked about, and
    `asked` its id, "" on a night without it."""
    with played.engine.store.begin() as work:
        sold = _sold(work, merchant)
        values = _values(work, sold, merchant, unit_fen(played.engine.terms.currency))
    usual = [one for one in sold if not one[0].customer.startswith(MORE)]
    then = [one for one in usual if lured(one[0].placed_at)]
    commission = played.engine.terms.commission
    return StallNight(
        values=values,
        taken=sum(any(it.deal == asked for it in ticket.deals) for _, ticket in sold),
        usual_kept=_kept(usual, commission),
        lured=len(then),
        lured_kept=_kept(then, commission),
    )


Sold = list[tuple[Order, Ticket]]


def _sold(work: Work, merchant: str) -> Sold:
    found = [(order, order.ticket(merchant)) for order in work.orders.all()]
    return [
        (order, ticket)
        for order, ticket in found
        if ticket and not ticket.is_given_back and not order.is_refunded
    ]


def _values(work: Work, sold: Sold, merchant: str, unit: int) -> Values:
    """What it keeps is what the books owe it: after its deals and the platform's fee."""
    orders, tickets = [order for order, _ in sold], [ticket for _, ticket in sold]
    brought = [one for one in orders if one.is_brought and one.is_settled]
    late = [one.ended_at is not None and one.ended_at > one.promised_by for one in brought]
    values = {
        "stall_orders": float(len(orders)),
        "stall_sold": sum(line.gross.fen for one in tickets for line in one.lines) / unit,
        "stall_deals": sum(one.dealt.fen for one in tickets) / unit,
        "stall_kept": work.ledger.balance(accounts.merchant(merchant)).fen / unit,
        "stall_to_door": mean(minutes([(one.placed_at, one.ended_at) for one in brought])),
        "stall_late": 100 * mean([float(one) for one in late]),
        "stall_kitchen": mean(minutes([(order.placed_at, one.made_at) for order, one in sold])),
        "stall_food_waits": mean(minutes([(one.ready_at, one.collected_at) for one in brought])),
    }
    return {measure.key: values[measure.key] for measure in STALL_MEASURES}


def _kept(sold: Sold, commission: Commission) -> float:
    """What those orders leave the stall, as far as they were settled."""
    settled = [(order, ticket.merchant) for order, ticket in sold if order.is_settled]
    left = [
        (one.sold - one.fee - one.given).units
        for order, merchant in settled
        for one in shares(order, commission)
        if one.merchant == merchant
    ]
    return float(sum(left))
