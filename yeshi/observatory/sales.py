"""What was sold, a row an order and merchant: the source of every figure about trade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from yeshi.base.calendar import Calendar
from yeshi.events import orders
from yeshi.events.collecting import OrderReceived, TicketUnpaid
from yeshi.events.fleet import ShiftEnded
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.record import Event, Recorded
from yeshi.observatory.dealings import KINDS as DEALINGS

# What makes or changes a sale, a shift that ended or a dealing.
CHANGING = (
    orders.OrderPlaced, orders.TicketRejected, orders.OrderCollected, orders.OrderDelivered,
    OrderReceived, TicketUnpaid, orders.OrderSettled, orders.OrderRefunded, ShiftEnded, *DEALINGS,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """A merchant's part of an order, of the business day on which it was placed.

    `week` is its Monday, `hour` the local one of its placing. Money is what was booked: `asked_fen`
    when it was placed; once settled `sold_fen`, and of it what a voucher paid, the platform's fee
    and what was given; `compensated_fen` where it was cooked and never settled. `part`: 1 over the
    merchants who did not give their part back, so that parts sum to orders. `carried`: a courier
    took it, `delivered`: to the door. `wait_s`: from placing to the door, None before; `late`:
    after what was promised. `fulfilment`: in which way it was to reach its customer; `collected`:
    they had it at the counter, or at their table. Never who bought or where to.
    """

    day: date
    week: date
    hour: int
    night: bool
    order: str
    merchant: str
    market: str
    sector: str
    district: str
    asked_fen: int
    sold_fen: int
    voucher_fen: int
    fee_fen: int
    given_fen: int
    compensated_fen: int
    part: float
    settled: bool
    carried: bool
    delivered: bool
    wait_s: float | None
    late: bool | None
    fulfilment: str = Fulfilment.DELIVERY.value
    collected: bool = False


@dataclass(slots=True, kw_only=True)
class _Order:
    """What has become of an order so far."""

    placed: orders.OrderPlaced
    at: datetime
    back: set[str] = field(default_factory=set)
    carried: tuple[str, ...] = ()
    collected: frozenset[str] = frozenset()
    wait_s: float | None = None
    late: bool | None = None
    shares: dict[str, orders.Share] = field(default_factory=dict)
    compensated: dict[str, int] = field(default_factory=dict)

    def goes_on(self, event: Event, at: datetime) -> None:
        """Keep what the event, which is of this order, tells of it."""
        if isinstance(event, orders.TicketRejected):
            self.back.add(event.merchant)
            if isinstance(event, TicketUnpaid):
                self.compensated[event.merchant] = event.compensation.fen
        elif isinstance(event, orders.OrderCollected):
            self.carried = event.merchants
        elif isinstance(event, OrderReceived):
            self.collected = frozenset(event.merchants) - frozenset(event.left)
        elif isinstance(event, orders.OrderDelivered):
            self.wait_s = (at - event.placed_at).total_seconds()
            self.late = at > event.promised_by
        elif isinstance(event, orders.OrderSettled):
            self.shares = {share.merchant: share for share in event.shares}
        elif isinstance(event, orders.OrderRefunded):
            self.compensated |= {one.merchant: one.amount.fen for one in event.compensated}


@dataclass(frozen=True, slots=True)
class Seller:
    """Where a merchant belongs."""

    market: str = ""
    sector: str = ""
    district: str = ""


_NOBODY = Seller()


def sales(
    record: Iterable[Recorded], day: date, sellers: Mapping[str, Seller], calendar: Calendar
) -> list[Sale]:
    """The sales of the orders placed on `day`, in the order of their placing.

    `record`: the events of that business day and of the next, in order; what became of an order
    later than that is not seen. `sellers`: by merchant where it belongs.
    """
    placed: dict[str, _Order] = {}
    for recorded in record:
        event = recorded.event
        if isinstance(event, orders.OrderPlaced):
            if recorded.day == day:
                placed[event.order] = _Order(placed=event, at=recorded.at)
        elif isinstance(event, CHANGING) and event.subject in placed:
            placed[event.subject].goes_on(event, recorded.at)
    return [sale for one in placed.values() for sale in _parts(one, day, sellers, calendar)]


def _parts(
    one: _Order, day: date, sellers: Mapping[str, Seller], calendar: Calendar
) -> Iterable[Sale]:
    everybody = [asked.merchant for asked in one.placed.asked]
    stayed = [merchant for merchant in everybody if merchant not in one.back] or everybody
    for asked in one.placed.asked:
        merchant = asked.merchant
        seller, share = sellers.get(merchant, _NOBODY), one.shares.get(merchant)
        carried = merchant in one.carried
        delivered = carried and one.wait_s is not None
        yield Sale(
            day=day,
            week=day - timedelta(days=day.weekday()),
            hour=calendar.local(one.at).hour,
            night=calendar.is_night(one.at),
            order=one.placed.order,
            merchant=merchant,
            market=seller.market,
            sector=seller.sector,
            district=seller.district,
            asked_fen=asked.amount.fen,
            sold_fen=share.sold.fen if share else 0,
            voucher_fen=share.voucher.fen if share else 0,
            fee_fen=share.fee.fen if share else 0,
            given_fen=share.given.fen if share else 0,
            compensated_fen=one.compensated.get(merchant, 0),
            part=1 / len(stayed) if merchant in stayed else 0.0,
            settled=share is not None,
            carried=carried,
            delivered=delivered,
            wait_s=one.wait_s if delivered else None,
            late=one.late if delivered else None,
            fulfilment=one.placed.fulfilment.value,
            collected=merchant in one.collected,
        )


def days_of(record: Iterable[Recorded], calendar: Calendar) -> set[date]:
    """The business days whose rows these events may change.

    Theirs, the days before, and the day on which a shift began that ended.
    """
    days = set()
    for recorded in record:
        event = recorded.event
        if isinstance(event, CHANGING):
            days |= {recorded.day, recorded.day - timedelta(days=1)}
        if isinstance(event, ShiftEnded):
            days.add(calendar.business_day(event.on_at))
    return days
