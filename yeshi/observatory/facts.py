"""What a business day's events add up to, before any figure is made of it.

As in the rows of figures over time, an order counts to the day on which it was placed, a shift and
its pay to the day on which it began; amounts are those that the events carry, never computed again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from yeshi.base.calendar import Calendar
from yeshi.events import fleet, orders
from yeshi.events.collecting import OrderReceived
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.record import Event, Recorded
from yeshi.events.visits import GuestCame, GuestMissed, VisitBooked


@dataclass(slots=True, kw_only=True)
class Facts:
    """Counts of the business day `day` up to event `seq`; durations in seconds, money in fen.

    `by_hour` counts orders by the local hour of their placing. `on_since`: by courier the shifts
    under way and when they began. `booked`, `came`, `missed`: bookings made, guests who were there
    and who were not, on that day. `ordering`, `paid`, `delivering`: the merchants on those rungs.
    """

    calendar: Calendar
    day: date
    seq: int = 0
    placed: int = 0
    refunded: int = 0
    collected: int = 0
    at_table: int = 0
    booked: int = 0
    came: int = 0
    missed: int = 0
    click_to_door_s: list[float] = field(default_factory=list)
    late: int = 0
    by_hour: Counter[int] = field(default_factory=Counter)
    delivered_by_hour: Counter[int] = field(default_factory=Counter)
    trade_night_fen: int = 0
    trade_day_fen: int = 0
    ordering: set[str] = field(default_factory=set)
    cooking: set[str] = field(default_factory=set)
    paid: set[str] = field(default_factory=set)
    delivering: set[str] = field(default_factory=set)
    vouchers_fen: int = 0
    donations_fen: int = 0
    pay_fen: int = 0
    top_up_fen: int = 0
    duty_s: float = 0.0
    on_since: dict[str, datetime] = field(default_factory=dict)
    couriers: set[str] = field(default_factory=set)
    _earned_fen: Counter[str] = field(default_factory=Counter)
    _placed_at: dict[str, datetime] = field(default_factory=dict)
    _tables: set[str] = field(default_factory=set)

    def copied(self) -> Facts:
        """The same facts, to be read while these are carried on."""
        mine = copy(self)
        # Numbers, texts and moments are all that is in them.
        for one in fields(self):
            held = getattr(self, one.name)
            if isinstance(held, list | set | dict):
                setattr(mine, one.name, copy(held))
        return mine

    def add(self, recorded: Recorded) -> None:
        """Count one more event; events come in the order of their numbers.

        Those of the next business day belong here too: they tell how the day's orders and shifts
        ended. What is another day's own is passed over.
        """
        self.seq = recorded.seq
        counting = _COUNTING.get(type(recorded.event))
        if counting is not None:
            counting(self, recorded.event, recorded)


def _placed(facts: Facts, event: orders.OrderPlaced, recorded: Recorded) -> None:
    if recorded.day == facts.day:
        facts.placed += 1
        facts.by_hour[facts.calendar.local(recorded.at).hour] += 1
        facts.ordering.update(one.merchant for one in event.asked)
        facts._placed_at[event.order] = recorded.at
        if event.fulfilment is Fulfilment.TABLE:
            facts._tables.add(event.order)


def _accepted(facts: Facts, event: orders.TicketAccepted, _: Recorded) -> None:
    if event.order in facts._placed_at:
        facts.cooking.add(event.merchant)


def _collected(facts: Facts, event: orders.OrderCollected, _: Recorded) -> None:
    if event.order in facts._placed_at:
        facts.delivering.update(event.merchants)


def _delivered(facts: Facts, event: orders.OrderDelivered, recorded: Recorded) -> None:
    if event.order in facts._placed_at:
        facts.click_to_door_s.append((recorded.at - event.placed_at).total_seconds())
        facts.late += recorded.at > event.promised_by
        facts.delivered_by_hour[facts.calendar.local(recorded.at).hour] += 1


def _received(facts: Facts, event: OrderReceived, _: Recorded) -> None:
    # Nobody came for what was all left.
    if event.order in facts._placed_at and set(event.merchants) - set(event.left):
        if event.order in facts._tables:
            facts.at_table += 1
        else:
            facts.collected += 1


def _settled(facts: Facts, event: orders.OrderSettled, _: Recorded) -> None:
    _earned(facts, event)
    placed_at = facts._placed_at.pop(event.order, None)
    if placed_at is None:
        return
    sold = sum(share.sold.fen for share in event.shares)
    if facts.calendar.is_night(placed_at):
        facts.trade_night_fen += sold
    else:
        facts.trade_day_fen += sold
    facts.paid.update(share.merchant for share in event.shares)
    facts.vouchers_fen += sum(share.voucher.fen for share in event.shares)
    facts.donations_fen += event.donation.fen + sum(share.given.fen for share in event.shares)


def _refunded(facts: Facts, event: orders.OrderRefunded, _: Recorded) -> None:
    _earned(facts, event)
    facts.refunded += facts._placed_at.pop(event.order, None) is not None


def _earned(facts: Facts, event: orders.OrderSettled | orders.OrderRefunded) -> None:
    # The pay for an order is of the shift in which it ended, whenever it was placed.
    if event.courier in facts.on_since:
        facts.pay_fen += event.courier_pay.fen
        facts._earned_fen[event.courier] += event.courier_pay.fen


def _booked(facts: Facts, _: VisitBooked, recorded: Recorded) -> None:
    facts.booked += recorded.day == facts.day


def _came(facts: Facts, _: GuestCame, recorded: Recorded) -> None:
    facts.came += recorded.day == facts.day


def _missed(facts: Facts, _: GuestMissed, recorded: Recorded) -> None:
    facts.missed += recorded.day == facts.day


def _started(facts: Facts, event: fleet.ShiftStarted, _: Recorded) -> None:
    if facts.calendar.business_day(event.on_at) == facts.day:
        facts.on_since[event.courier] = event.on_at
        facts.couriers.add(event.courier)


def _ended(facts: Facts, event: fleet.ShiftEnded, _: Recorded) -> None:
    if facts.on_since.pop(event.courier, None) is not None:
        # The end tells what the whole shift earned, late orders that are another day's included.
        facts.pay_fen += event.earned.fen - facts._earned_fen.pop(event.courier, 0)
        facts.duty_s += event.duty_s
        facts.top_up_fen += event.top_up.fen


_COUNTING: dict[type[Event], Callable[[Facts, Any, Recorded], None]] = {
    orders.OrderPlaced: _placed,
    orders.TicketAccepted: _accepted,
    orders.OrderCollected: _collected,
    orders.OrderDelivered: _delivered,
    OrderReceived: _received,
    orders.OrderSettled: _settled,
    orders.OrderRefunded: _refunded,
    fleet.ShiftStarted: _started,
    fleet.ShiftEnded: _ended,
    VisitBooked: _booked,
    GuestCame: _came,
    GuestMissed: _missed,
}
