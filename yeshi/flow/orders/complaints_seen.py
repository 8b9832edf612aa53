"""What is told of complaints to who makes one, to a stall, and to the control room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from yeshi.base.money import Money, total
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.events.complaints import BackTo
from yeshi.flow.engine import Engine
from yeshi.flow.orders.complaining import ways_back
from yeshi.flow.ports import Work
from yeshi.flow.shopping import all_of, is_own
from yeshi.market.merchant import Merchant
from yeshi.orders.complaining import complained_until, lines_left, received_tickets
from yeshi.orders.complaint import Complaint, Trouble, troubles_of
from yeshi.orders.lines import Line
from yeshi.orders.order import Order
from yeshi.people.actor import Actor, admit, admit_to_zone, zones_overseen
from yeshi.people.person import CITY, TILL, Role

PAGE_COMPLAINTS = 30
# Over so long whoever decides is told how often somebody complained, or a stall was.
LOOKED_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class LineToComplain:
    """A line of a stall's part by its number, and how many of it nobody has complained about."""

    number: int
    line: Line
    left: int

    @property
    def counts(self) -> range:
        """How many of it may be complained about."""
        return range(self.left + 1)


@dataclass(frozen=True, slots=True)
class PartToComplain:
    """A stall's part of an order, with its lines."""

    merchant: str
    name: Name
    lines: tuple[LineToComplain, ...]

    @property
    def is_left(self) -> bool:
        """Whether anything of it may be complained about."""
        return any(one.left for one in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintSeen:
    """A complaint, what its stall is called, and whether its customer may go on with it now."""

    complaint: Complaint
    stall: Name
    may_be_appealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderComplaints:
    """What one complained about of an order, and what one may, until when.

    `ways`: where one may have it; the first, as it was paid. `granted`: all that was given back.
    """

    order: str
    parts: tuple[PartToComplain, ...]
    troubles: tuple[Trouble, ...]
    ways: tuple[BackTo, ...]
    complaints: tuple[ComplaintSeen, ...]
    until: datetime | None
    is_open: bool
    granted: Money

    @property
    def may_complain(self) -> bool:
        """Whether anything of it may still be complained about."""
        return self.is_open and any(one.is_left for one in self.parts)

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show of it."""
        return self.may_complain or bool(self.complaints)


@dataclass(frozen=True, slots=True)
class ComplaintsPage:
    """A stall's complaints: those it is to answer, then the newest, from the `start`th on.

    `before` and `after`: where those before and after begin; None for none.
    """

    merchant: Merchant
    complaints: tuple[Complaint, ...]
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """How many complaints there were lately, for how much, and what of it was given back."""

    count: int
    asked: Money
    granted: Money
    upheld: int
    dismissed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDecide:
    """A complaint for the control room; what its customer and its stall had lately, it left out."""

    complaint: Complaint
    stall: Name
    of_customer: Lately
    of_stall: Lately


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingDesk:
    """What the control room is to decide, or may; `before` and `after` as of a ComplaintsPage."""

    queue: tuple[ToDecide, ...]
    before: int | None
    after: int | None


def complaints_of(engine: Engine, order_id: str) -> OrderComplaints | Refused:
    """What of their own order whoever acts complained about and may; to anybody else it is none."""
    now = engine.clock.now()
    with engine.store.read() as work:
        order = work.orders.get(order_id)
        if order is None or not is_own(work, engine.actor, order.customer):
            return Refused(Unknown("order", order_id))
        made = sorted(work.complaints.of(order_id), key=lambda one: (one.made_at, one.id))
        stalls = work.merchants.get_many(sorted({one.merchant for one in order.tickets}))
    until = complained_until(order)
    return OrderComplaints(
        order=order_id,
        parts=_parts(order, made, stalls),
        troubles=troubles_of(order),
        ways=ways_back(engine, order),
        complaints=tuple(_seen(one, stalls, now) for one in made),
        until=until,
        is_open=until is not None and now < until,
        granted=total((one.granted for one in made), engine.terms.currency),
    )


def of_stall(engine: Engine, merchant_id: str, start: int = 0) -> ComplaintsPage | Refused:
    """The stall's complaints; whose they are it is not told."""
    with engine.store.read() as work:
        merchant = work.merchants.get(merchant_id)
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        found = work.complaints.of_merchant(merchant_id, start, PAGE_COMPLAINTS + 1)
    return ComplaintsPage(
        merchant,
        tuple(replace(one, customer="", payer=None) for one in found[:PAGE_COMPLAINTS]),
        *_around(start, len(found)),
    )


def unanswered_of(engine: Engine, merchant_id: str) -> int:
    """How many complaints the stall is to answer."""
    with engine.store.read() as work:
        return work.complaints.count_unanswered(merchant_id)


def referred(engine: Engine, zones: Sequence[str] | None) -> int:
    """How many complaints the control room is to decide in these zones; None: in all."""
    with engine.store.read() as work:
        return work.complaints.count_referred(zones)


def to_decide(engine: Engine, start: int = 0) -> DecidingDesk:
    """What the control room is to decide, those that wait for it first, and may; with the past."""
    zones = zones_overseen(engine.actor)
    with engine.store.read() as work:
        found = work.complaints.undecided(start, PAGE_COMPLAINTS + 1, zones)
        shown = found[:PAGE_COMPLAINTS]
        stalls = work.merchants.get_many(sorted({one.merchant for one in shown}))
        queue = tuple(_to_decide(engine, work, one, stalls) for one in shown)
    before, after = _around(start, len(found))
    return DecidingDesk(
        queue=queue,
        before=before,
        after=after,
    )


def at_office(engine: Engine) -> tuple[ComplaintSeen, ...] | Refused:
    """Of what cash waits at the office, for who hands it out."""
    refused = admit(engine.actor, CITY, Role.OPERATOR, Role.TREASURER)
    if refused:
        return refused
    with engine.store.read() as work:
        found = work.complaints.to_hand_out(PAGE_COMPLAINTS)
        stalls = work.merchants.get_many(sorted({one.merchant for one in found}))
    return tuple(_seen(one, stalls, engine.clock.now()) for one in found)


def photo_of(engine: Engine, complaint_id: str, number: int) -> str | Refused:
    """The name under which that photo of a complaint lies, for whoever may look at it.

    Its customer, who is at the till of its stall, and who decides about it; to anybody else it is
    none.
    """
    unknown = Refused(Unknown("complaint", complaint_id))
    with engine.store.read() as work:
        found = work.complaints.get(complaint_id)
        if found is None or not _may_look(work, engine.actor, found):
            return unknown
    if not 0 <= number < len(found.pictures):
        return Refused(Unknown("picture", str(number)))
    return found.pictures[number].name


def _may_look(work: Work, by: Actor, complaint: Complaint) -> bool:
    at_till = any(by.has(role, complaint.merchant) for role in TILL)
    unknown = Unknown("complaint", complaint.id)
    decides = admit_to_zone(by, complaint.zone, unknown, Role.OPERATOR) is None
    return at_till or decides or is_own(work, by, complaint.customer)


def _parts(
    order: Order, made: Sequence[Complaint], stalls: dict[str, Merchant]
) -> tuple[PartToComplain, ...]:
    return tuple(
        PartToComplain(
            ticket.merchant,
            stalls[ticket.merchant].name,
            tuple(
                LineToComplain(number, ticket.lines[number], left)
                for number, left in enumerate(lines_left(ticket, made))
            ),
        )
        for ticket in received_tickets(order)
    )


def _seen(complaint: Complaint, stalls: dict[str, Merchant], now: datetime) -> ComplaintSeen:
    return ComplaintSeen(
        complaint=complaint,
        stall=stalls[complaint.merchant].name,
        may_be_appealed=complaint.may_be_appealed(now),
    )


def _to_decide(
    engine: Engine, work: Work, complaint: Complaint, stalls: dict[str, Merchant]
) -> ToDecide:
    since, currency = engine.clock.now() - LOOKED_BACK, engine.terms.currency
    customers = all_of(work, complaint.customer)
    return ToDecide(
        complaint=complaint,
        stall=stalls[complaint.merchant].name,
        of_customer=_lately(
            work.complaints.of_customers_since(customers, since), complaint, currency
        ),
        of_stall=_lately(
            work.complaints.of_merchant_since(complaint.merchant, since), complaint, currency
        ),
    )


def _lately(found: Sequence[Complaint], but: Complaint, currency: str) -> Lately:
    others = [one for one in found if one.id != but.id]
    return Lately(
        count=len(others),
        asked=total((one.asked for one in others), currency),
        granted=total((one.granted for one in others), currency),
        upheld=sum(one.is_upheld for one in others),
        dismissed=sum(one.is_dismissed for one in others),
    )


def _around(start: int, found: int) -> tuple[int | None, int | None]:
    before = max(0, start - PAGE_COMPLAINTS) if start else None
    return before, start + PAGE_COMPLAINTS if found > PAGE_COMPLAINTS else None
