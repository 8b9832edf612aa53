"""What was sold, a row an order and merchant: the source of every figure about trade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from yeshi.base.clock import LOCAL, business_day, is_night
from yeshi.events import orders
from yeshi.events.fleet import ShiftEnded
from yeshi.events.record import Recorded
from yeshi.observatory.dealings import KINDS as DEALINGS

# What makes or changes a sale, a turn or a dealing.
CHANGING = (
    orders.OrderPlaced, orders.OrderDelivered, orders.OrderSettled, ShiftEnded, *DEALINGS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sale:
    """A merchant's part of an order, of the business day on which it was placed.

    `week` is its Monday, `hour` the local one of its placing. `sold_fen`: what was settled, 0 until
    then. `part`: 1 over the merchants of the order, so that parts sum to orders. `wait_s`: from
    placing to the door, None before; `late`: after what was promised. Never who bought or where to.
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
    part: float
    settled: bool
    delivered: bool
    wait_s: float | None
    late: bool | None


@dataclass(slots=True)
class _Order:
    placed: orders.OrderPlaced
    at: datetime
    wait_s: float | None = None
    late: bool | None = None
    sold_fen: dict[str, int] = field(default_factory=dict)
    voucher_fen: int = 0
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Seller:
    """Where a merchant belongs."""

    market: str = ""
    sector: str = ""
    district: str = ""


_NOBODY = Seller()


def sales(record: Iterable[Recorded], day: date, sellers: Mapping[str, Seller]) -> list[Sale]:
    """The sales of the orders placed on `day`, in the order of their placing.

    `record`: the events of that business day and of the next, in order; what became of an order
    later than that is not seen. `sellers`: by merchant where it belongs.
    """
    placed: dict[str, _Order] = {}
    for recorded in record:
        event = recorded.event
        if isinstance(event, orders.OrderPlaced) and business_day(recorded.at) == day:
            placed[event.order] = _Order(event, recorded.at)
        elif isinstance(event, orders.OrderDelivered) and event.order in placed:
            one = placed[event.order]
            one.wait_s = (recorded.at - event.placed_at).total_seconds()
            one.late = recorded.at > event.promised_by
        elif isinstance(event, orders.OrderSettled) and event.order in placed:
            one = placed[event.order]
            one.sold_fen = {share.merchant: share.sold.fen for share in event.shares}
            one.voucher_fen, one.settled = event.voucher.fen, True
    return [sale for one in placed.values() for sale in _parts(one, day, sellers)]


def _parts(one: _Order, day: date, sellers: Mapping[str, Seller]) -> Iterable[Sale]:
    shares = one.placed.shares
    for share, voucher_fen in zip(shares, _even(one.voucher_fen, len(shares)), strict=True):
        seller = sellers.get(share.merchant, _NOBODY)
        yield Sale(
            day, day - timedelta(days=day.weekday()), one.at.astimezone(LOCAL).hour,
            is_night(one.at), one.placed.order, share.merchant, seller.market,
            seller.sector, seller.district, share.sold.fen, one.sold_fen.get(share.merchant, 0),
            voucher_fen, 1 / len(shares), one.settled, one.wait_s is not None, one.wait_s, one.late,
        )  # fmt: skip


def _even(fen: int, parts: int) -> list[int]:
    """Whole fen in parts that sum to all and differ by one at most."""
    return [fen // parts + (part < fen % parts) for part in range(parts)]


def days_of(record: Iterable[Recorded]) -> set[date]:
    """The business days whose rows these events may change: theirs, and the days before."""
    days = {recorded.day for recorded in record if isinstance(recorded.event, CHANGING)}
    return days | {day - timedelta(days=1) for day in days}
