"""Plain records for the tests of businesses: an evening, amounts, names, small orders, routes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from yeshi.base.money import Money, total
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.geo.point import Point
from yeshi.orders.bill import Bill
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.lines import Line
from yeshi.orders.order import Destination, Order, Ticket
from yeshi.orders.progress import Progress

EVENING = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIVE = {TicketState.PLACED, TicketState.ACCEPTED, TicketState.READY}
DOOR = Destination(Point(1000, 1000), "Door 1")


def fen(amount: int) -> Money:
    """So many hundredths of a yuan."""
    return Money(amount, "CNY")


def named(word: str) -> Name:
    """The same word in both languages."""
    return Name(word, word)


def line(item: str, price: int, packing: int = 0, quantity: int = 1) -> Line:
    """So many of an item."""
    return Line(
        item=item, name=named(item), quantity=quantity, price=fen(price), packing=fen(packing)
    )


def ticket(
    merchant: str, *prices: int, voucher: int = 0, given: int = 0, programme: str | None = None
) -> Ticket:
    """A merchant's part of an order, a line a price."""
    lines = tuple(line(f"{merchant}{number}", price) for number, price in enumerate(prices, 1))
    return Ticket(
        merchant=merchant, lines=lines, voucher=fen(voucher), given=fen(given), programme=programme
    )


def order_of(
    *tickets: Ticket,
    delivery: int = 300,
    donation: int = 0,
    tip: int = 0,
    campaign: str | None = None,
) -> Order:
    """A paid order "o" of customer "c"; its voucher is what its tickets say."""
    sold = total((one.sold for one in tickets), "CNY")
    voucher = total((one.voucher for one in tickets), "CNY")
    return Order(
        id="o",
        customer="c",
        placed_at=EVENING,
        promised_by=EVENING + 40 * MINUTE,
        zone="city",
        pickup=Point(0, 0),
        destination=DOOR,
        tickets=tickets,
        bill=Bill(
            items=sold,
            packing=fen(0),
            delivery=fen(delivery),
            voucher=voucher,
            donation=fen(donation),
            tip=fen(tip) if tip else None,
        ),
        campaign=campaign,
        programme="fund" if donation else None,
        note="",
        returned=fen(0),
        voucher_returned=fen(0),
    )


def accepted(order: Order, minutes: int = 10) -> Order:
    """The order with every ticket taken on that was not given back, ready in so many minutes."""
    ready_at = EVENING + minutes * MINUTE
    tickets = tuple(
        replace(one, state=TicketState.ACCEPTED, ready_at=ready_at) if one.state in LIVE else one
        for one in order.tickets
    )
    return replace(order, tickets=tickets, state=OrderState.ACCEPTED, ready_at=ready_at)


def under_way(order: Order, state: OrderState, courier: str | None = "x") -> Order:
    """The order with every part made, in `state`, and with its courier."""
    made = accepted(order)
    tickets = tuple(
        replace(one, state=TicketState.READY) if one.state in LIVE else one for one in made.tickets
    )
    taken = state not in (OrderState.ACCEPTED, OrderState.READY)
    return replace(
        made, tickets=tickets, state=state, courier=courier,
        collected_at=EVENING + 12 * MINUTE if taken else None,
    )  # fmt: skip


def went(answer: Progress | Refused) -> Progress:
    """The progress of a step that must not be refused."""
    assert isinstance(answer, Progress), answer
    return answer
