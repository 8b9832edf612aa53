"""What a business day's events add up to, before any figure is made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from yeshi.base.clock import LOCAL, is_night
from yeshi.events import fleet, orders
from yeshi.events.record import Event, Recorded


@dataclass(slots=True)
class Facts:
    """Counts of one business day up to event `seq`; durations in seconds, money in fen.

    `by_hour` counts orders by the local hour of their placing. `on_since`: shifts under way and
    when they began.
    """

    seq: int = 0
    placed: int = 0
    refunded: int = 0
    click_to_door_s: list[float] = field(default_factory=list)
    late: int = 0
    by_hour: Counter[int] = field(default_factory=Counter)
    delivered_by_hour: Counter[int] = field(default_factory=Counter)
    trade_night_fen: int = 0
    trade_day_fen: int = 0
    asked: set[str] = field(default_factory=set)
    cooking: set[str] = field(default_factory=set)
    paid: set[str] = field(default_factory=set)
    carried: set[str] = field(default_factory=set)
    vouchers_fen: int = 0
    donations_fen: int = 0
    pay_fen: int = 0
    top_up_fen: int = 0
    duty_s: float = 0.0
    on_since: dict[str, datetime] = field(default_factory=dict)
    couriers: set[str] = field(default_factory=set)
    _placed_at: dict[str, datetime] = field(default_factory=dict)

    def add(self, recorded: Recorded) -> None:
        """Count one more event; events come in the order of their numbers."""
        self.seq = recorded.seq
        counting = _COUNTING.get(type(recorded.event))
        if counting is not None:
            counting(self, recorded.event, recorded.at)


def _placed(facts: Facts, event: orders.OrderPlaced, at: datetime) -> None:
    facts.placed += 1
    facts.by_hour[at.astimezone(LOCAL).hour] += 1
    facts.asked.update(share.merchant for share in event.shares)


def _accepted(facts: Facts, event: orders.TicketAccepted, _: datetime) -> None:
    facts.cooking.add(event.merchant)


def _collected(facts: Facts, event: orders.OrderCollected, _: datetime) -> None:
    facts.carried.update(event.merchants)


def _delivered(facts: Facts, event: orders.OrderDelivered, at: datetime) -> None:
    facts.click_to_door_s.append((at - event.placed_at).total_seconds())
    facts.late += at > event.promised_by
    facts.delivered_by_hour[at.astimezone(LOCAL).hour] += 1
    facts._placed_at[event.order] = event.placed_at


def _settled(facts: Facts, event: orders.OrderSettled, at: datetime) -> None:
    sold = sum(share.sold.fen for share in event.shares)
    # Trade belongs to the hour in which it was asked for, not to that of its settling.
    if is_night(facts._placed_at.pop(event.order, at)):
        facts.trade_night_fen += sold
    else:
        facts.trade_day_fen += sold
    facts.paid.update(share.merchant for share in event.shares)
    facts.vouchers_fen += event.voucher.fen
    facts.donations_fen += event.donation.fen
    # What a stall gives, it gives of what it sold.
    facts.donations_fen += sum(min(share.given, share.sold).fen for share in event.shares)
    facts.pay_fen += event.courier_pay.fen


def _refunded(facts: Facts, event: orders.OrderRefunded, _: datetime) -> None:
    facts.refunded += 1
    facts.pay_fen += event.courier_pay.fen


def _started(facts: Facts, event: fleet.ShiftStarted, at: datetime) -> None:
    facts.on_since[event.shift] = at
    facts.couriers.add(event.courier)


def _ended(facts: Facts, event: fleet.ShiftEnded, _: datetime) -> None:
    facts.on_since.pop(event.shift, None)
    facts.couriers.add(event.courier)
    facts.duty_s += event.duty_s
    facts.top_up_fen += event.top_up.fen


_COUNTING: dict[type[Event], Callable[[Facts, Any, datetime], None]] = {
    orders.OrderPlaced: _placed,
    orders.TicketAccepted: _accepted,
    orders.OrderCollected: _collected,
    orders.OrderDelivered: _delivered,
    orders.OrderSettled: _settled,
    orders.OrderRefunded: _refunded,
    fleet.ShiftStarted: _started,
    fleet.ShiftEnded: _ended,
}
