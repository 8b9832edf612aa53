"""Complaining: which lines of an order one may complain about, and what was paid for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import Money, total
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.orders.complaint import (
    COMPLAINED_WITHIN,
    PICTURES_MAX,
    SAID_LENGTH_MAX,
    ComplainedLine,
    Complaint,
    Trouble,
    troubles_of,
)
from yeshi.orders.group_part import OfGroup
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.order import Order, Ticket


@dataclass(frozen=True, slots=True)
class NotReceived(Reason):
    """It was not received, or not yet, so that nothing can be wrong with it."""

    order: str


@dataclass(frozen=True, slots=True)
class TooLateToComplain(Reason):
    """It was received longer ago than anybody can tell what was in it."""

    order: str
    hours: int


@dataclass(frozen=True, slots=True)
class NothingComplained(Reason):
    """Nothing was ticked that something was wrong with."""


@dataclass(frozen=True, slots=True)
class ComplainedBefore(Reason):
    """So many of that line are not left: for the others it was asked before."""

    order: str


@dataclass(frozen=True, slots=True)
class NothingPaidForIt(Reason):
    """A campaign paid all of it: there is nothing to give back to the customer."""

    order: str


@dataclass(frozen=True, slots=True)
class OfSeveral(Reason):
    """Several paid for what was ticked: what is wrong is said for each of them apart."""


@dataclass(frozen=True, slots=True)
class TroubleTold:
    """What a customer says of a stall's part: so many of each line by its number, and what was
    wrong, in words if they like."""

    merchant: str
    quantities: Mapping[int, int]
    trouble: Trouble
    words: str = ""


def received_tickets(order: Order) -> tuple[Ticket, ...]:
    """The parts that the customer has: what they did not come for cannot have been wrong."""
    if not order.is_settled:
        return ()
    return tuple(one for one in order.live_tickets if one.state is not TicketState.LEFT)


def complained_until(order: Order) -> datetime | None:
    """Until when one may complain about it; None for what was not received."""
    return order.ended_at + COMPLAINED_WITHIN if order.is_settled and order.ended_at else None


def lines_left(ticket: Ticket, before: Sequence[Complaint]) -> tuple[int, ...]:
    """Of each line of the part how many nobody has complained about."""
    gone: Counter[int] = Counter()
    for complaint in before:
        if complaint.merchant == ticket.merchant:
            for one in complaint.lines:
                gone[one.number] += one.quantity
    return tuple(line.quantity - gone[number] for number, line in enumerate(ticket.lines))


def complain(
    order: Order, told: TroubleTold, before: Sequence[Complaint], now: datetime
) -> tuple[ComplainedLine, ...] | Refused:
    """The lines complained about, with what was paid for them; `before`: the order's others."""
    until = complained_until(order)
    if until is None:
        return Refused(NotReceived(order.id))
    if now >= until:
        return Refused(TooLateToComplain(order.id, int(COMPLAINED_WITHIN.total_seconds() // 3600)))
    ticket = next((t for t in received_tickets(order) if t.merchant == told.merchant), None)
    if ticket is None:
        return Refused(Unknown("ticket", f"{order.id}/{told.merchant}"))
    if told.trouble not in troubles_of(order):
        return Refused(Invalid("trouble", "choice"))
    if len(told.words) > SAID_LENGTH_MAX:
        return Refused(Invalid("words", f"0…{SAID_LENGTH_MAX}"))
    wanted = {number: count for number, count in told.quantities.items() if count}
    if not wanted:
        return Refused(NothingComplained())
    left = lines_left(ticket, before)
    refused = _refuses_lines(order, ticket, wanted, left)
    if refused:
        return refused
    found = tuple(_line(ticket, number, left[number], wanted[number]) for number in sorted(wanted))
    paid = total((one.asked for one in found), ticket.voucher.currency)
    return found if paid else Refused(NothingPaidForIt(order.id))


def payer_of(order: Order, told: TroubleTold) -> str | None:
    """Who paid for the lines of what is told, of an order that several paid; else None."""
    ticket = order.ticket(told.merchant)
    if order.of_group is None or ticket is None:
        return None
    numbers = [number for number, count in told.quantities.items() if count]
    return next(iter(_payers(order.of_group, ticket, numbers)), None)


def _payers(of: OfGroup, ticket: Ticket, numbers: Iterable[int]) -> set[str]:
    payers = {of.payer_of(ticket.lines[number].guest) for number in numbers}
    return {one for one in payers if one is not None}


def _refuses_lines(
    order: Order, ticket: Ticket, wanted: Mapping[int, int], left: Sequence[int]
) -> Refused | None:
    """Why so many of those lines cannot be complained about; `left`: how many are."""
    for number, count in wanted.items():
        if not 0 <= number < len(left) or count < 0:
            return Refused(Invalid("line", "choice"))
        if count > left[number]:
            return Refused(ComplainedBefore(order.id))
    several = order.of_group is not None and len(_payers(order.of_group, ticket, wanted)) > 1
    return Refused(OfSeveral()) if several else None


def beyond_pictures(count: int) -> Refused | None:
    """Why so many photos are too many; None where they are not."""
    return Refused(Invalid("photos", f"0…{PICTURES_MAX}")) if count > PICTURES_MAX else None


def _line(ticket: Ticket, number: int, left: int, count: int) -> ComplainedLine:
    """So many of the line: after those that are gone, what each of them was paid with."""
    line = ticket.lines[number]
    of_line = ticket.voucher.split([one.amount.fen for one in ticket.lines])[number]
    first = line.quantity - left
    # Summed before they are divided, so that no piece is ever below nothing.
    dealt, off = (
        total(whole.split([1] * line.quantity)[first : first + count], whole.currency)
        for whole in (line.dealt, line.dealt + of_line)
    )
    asked, voucher = (line.price + line.packing) * count - off, off - dealt
    return ComplainedLine(number, line.name, count, asked, voucher)


def asked_in(lines: Sequence[ComplainedLine], currency: str) -> tuple[Money, Money]:
    """What was paid for all of these, by the customer and by a campaign."""
    return (
        total((one.asked for one in lines), currency),
        total((one.voucher for one in lines), currency),
    )
