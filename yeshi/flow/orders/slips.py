"""Slips of orders: written when a stall takes its part on, asked for by hand, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yeshi.base.refused import Reason, Refused, Unknown
from yeshi.base.sentences import LANGUAGES
from yeshi.base.sure import there
from yeshi.events.altering import TicketAltered
from yeshi.events.later import OrderBegun
from yeshi.events.orders import OrderCancelled, OrderFailed, TicketAccepted
from yeshi.events.printers import SlipAskedFor
from yeshi.events.record import Event
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.stalls import slip_queue
from yeshi.flow.stalls.slip_queue import CameOut, ToPrint
from yeshi.market.merchant import Merchant
from yeshi.market.printer import Printer, SlipKind, stations
from yeshi.market.slip import Slip
from yeshi.orders.later import asleep
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.order import Order, Ticket
from yeshi.orders.slip_text import (
    SlipSubject,
    Strip,
    bill_strip,
    kitchen_strip,
    label_strips,
    trial_strip,
)
from yeshi.people.actor import admit_to
from yeshi.people.person import COUNTER


@dataclass(frozen=True, slots=True)
class NoPrinter(Reason):
    """None of the stall's printers prints slips of that kind."""

    slip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipJob:
    """A slip that is to be printed: by which printer, and the strips of paper it is made of."""

    slip: Slip
    printer: Printer
    strips: tuple[Strip, ...]


def print_accepted(turn: Turn, event: Event) -> None:
    """Have the stall's printers print the part of an order that it took on."""
    if not isinstance(event, TicketAccepted):
        return
    printers = slip_queue.working(turn.work, event.merchant)
    if not printers:
        return
    order = turn.work.orders.must(event.order)
    ticket = there(order.ticket(event.merchant), f"ticket of {event.merchant} in {order.id}")
    # What is for later is printed when it is time to make it.
    if not asleep(order):
        _print_all(turn, printers, order, ticket)


def print_begun(turn: Turn, event: Event) -> None:
    """Have the parts be printed that were taken on for later, as it is time to make them."""
    if not isinstance(event, OrderBegun):
        return
    order = turn.work.orders.must(event.order)
    for ticket in order.tickets:
        if ticket.state is TicketState.ACCEPTED:
            _print_all(turn, slip_queue.working(turn.work, ticket.merchant), order, ticket)


def _print_all(turn: Turn, printers: Sequence[Printer], order: Order, ticket: Ticket) -> None:
    for kind in SlipKind:
        for printer, items in _printing(turn.work, printers, ticket, kind):
            _write(turn, printer, order, ticket, kind, items)


def print_altered(turn: Turn, event: Event) -> None:
    """Have what was printed of a part printed anew, as its customer agreed to another dish.

    What was not taken on yet, or is for later, is printed when it is, as it is then.
    """
    if not isinstance(event, TicketAltered):
        return
    printers = slip_queue.working(turn.work, event.merchant)
    if not printers:
        return
    order = turn.work.orders.must(event.order)
    ticket = there(order.ticket(event.merchant), f"ticket of {event.merchant} in {order.id}")
    if ticket.taken_at is None or asleep(order):
        return
    earlier = turn.work.slips.of_order(order.id, event.merchant)
    for kind in SlipKind:
        for printer, items in _printing(turn.work, printers, ticket, kind):
            _write_anew(turn, printer, order, ticket, kind, items, earlier)


def print_off(turn: Turn, event: Event) -> None:
    """Have the cooks be told on paper, where a slip told them, of what is not to be made any more.

    What waits for its printer still says so by itself; what stands on the counter is made.
    """
    if not isinstance(event, OrderCancelled | OrderFailed):
        return
    order = turn.work.orders.must(event.order)
    for ticket in order.tickets:
        if ticket.state is not TicketState.ACCEPTED:
            continue
        printers = {one.id: one for one in slip_queue.working(turn.work, ticket.merchant)}
        earlier = turn.work.slips.of_order(order.id, ticket.merchant) if printers else []
        came_out = {
            one.printer: one
            for one in earlier
            if one.kind is SlipKind.KITCHEN and (one.printed_at or one.sendings)
        }
        for id_ in sorted(came_out.keys() & printers.keys()):
            _write(turn, printers[id_], order, ticket, SlipKind.KITCHEN, came_out[id_].items)


def print_again(
    engine: Engine, key: str, merchant_id: str, order_id: str, kind: SlipKind
) -> Answer:
    """Have one kind of slip of an order printed by hand; the answer says how many.

    One that waits still is not written twice; one that came out, or may have, says that it comes
    again.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant_id), *COUNTER)
        if refused:
            return refused
        order = turn.work.orders.get(order_id)
        ticket = order.ticket(merchant_id) if order else None
        if order is None or ticket is None:
            return Refused(Unknown("order", order_id))
        printers = slip_queue.working(turn.work, merchant_id)
        wanted = _printing(turn.work, printers, ticket, kind)
        if not wanted:
            return Refused(NoPrinter(kind.value))
        earlier = turn.work.slips.of_order(order_id, merchant_id)
        for printer, items in wanted:
            slip = _write_anew(turn, printer, order, ticket, kind, items, earlier)
            if slip:
                turn.emit(SlipAskedFor(merchant_id, printer.id, order_id, slip.id))
        return Done({"order": order_id, "slips": str(len(wanted))})

    return engine.perform(key, "print_slip", act, asked=(merchant_id, order_id, kind))


def to_print(engine: Engine, given: ToPrint) -> SlipJob | CameOut:
    """What a printer is to be sent for an errand; or what came of it without any."""
    with engine.store.read() as work:
        slip = work.slips.get(given.slip)
        printer = work.printers.get(slip.printer) if slip else None
        if slip is None or printer is None:
            return CameOut.NOTHING
        merchant = work.merchants.must(slip.merchant)
        order = work.orders.get(slip.order) if slip.order else None
    if slip.printed_at:
        return CameOut.NOTHING
    if slip.is_stale(engine.clock.now()):
        return CameOut.TOO_LATE
    # Papers are of the city's own language, whoever reads its pages.
    strips = _strips(engine, slip, printer, merchant, order, LANGUAGES[0])
    return SlipJob(slip=slip, printer=printer, strips=strips) if strips else CameOut.NOTHING


def seen(
    engine: Engine, merchant_id: str, order_id: str, kind: SlipKind, language: str
) -> tuple[Strip, ...] | Refused:
    """The strips of a slip of the stall's part of an order, to be printed from a page."""
    with engine.store.read() as work:
        merchant, order = work.merchants.get(merchant_id), work.orders.get(order_id)
    ticket = order.ticket(merchant_id) if order else None
    if merchant is None or order is None or ticket is None:
        return Refused(Unknown("order", order_id))
    of = SlipSubject(
        order=order, ticket=ticket, stall=merchant.name.in_language(language),
        calendar=engine.terms.calendar, language=language,
    )  # fmt: skip
    return _told(kind, of)


def written(engine: Engine, merchant_id: str, order_id: str) -> list[Slip]:
    """The slips of the stall's part of an order, by when they were written."""
    with engine.store.read() as work:
        found = work.slips.of_order(order_id, merchant_id)
    return sorted(found, key=lambda one: (one.written_at, one.number, one.id))


def _strips(
    engine: Engine, slip: Slip, printer: Printer, merchant: Merchant, order: Order | None,
    language: str,
) -> tuple[Strip, ...]:  # fmt: skip
    stall, calendar = merchant.name.in_language(language), engine.terms.calendar
    if order is None:
        now, again = engine.clock.now(), slip.comes_again
        return (trial_strip(language, stall, printer.name, now, calendar, again),)
    ticket = order.ticket(slip.merchant)
    if ticket is None:
        return ()
    of = SlipSubject(
        order=order, ticket=ticket, stall=stall, calendar=calendar, language=language,
        items=slip.items, again=slip.comes_again,
    )  # fmt: skip
    return _told(slip.kind, of)


def _told(kind: SlipKind, of: SlipSubject) -> tuple[Strip, ...]:
    if kind is SlipKind.LABELS:
        return label_strips(of)
    return (bill_strip(of),) if kind is SlipKind.BILL else (kitchen_strip(of),)


def _write(
    turn: Turn, printer: Printer, order: Order, ticket: Ticket, kind: SlipKind,
    items: tuple[str, ...], again: bool = False,
) -> Slip:  # fmt: skip
    slip = Slip(
        id=turn.new_id("sl"), merchant=ticket.merchant, printer=printer.id, kind=kind,
        order=order.id, written_at=turn.now, items=items, asked_again=again,
    )  # fmt: skip
    slip_queue.add(turn, printer, slip)
    return slip


def _write_anew(
    turn: Turn, printer: Printer, order: Order, ticket: Ticket, kind: SlipKind,
    items: tuple[str, ...], earlier: Sequence[Slip],
) -> Slip | None:  # fmt: skip
    """The slip, which says that it comes again where one came out; None where one waits still."""
    same = [one for one in earlier if (one.printer, one.kind) == (printer.id, kind)]
    if any(one.waits for one in same):
        return None
    again = any(one.printed_at or one.sendings for one in same)
    return _write(turn, printer, order, ticket, kind, items, again)


def _printing(
    work: Work, printers: Sequence[Printer], ticket: Ticket, kind: SlipKind
) -> list[tuple[Printer, tuple[str, ...]]]:
    """The printers that print such a slip of the ticket, each with the dishes of its station."""
    if kind is not SlipKind.KITCHEN:
        return [(one, ()) for one in printers if kind in one.prints]
    by_id = {one.id: one for one in printers}
    items = stations(printers, _dishes(work, printers, ticket))
    every = {line.item for line in ticket.lines}
    # The whole ticket is told as such, so that a dish which is replaced is on it as well.
    return [
        (by_id[id_], () if every <= set(of_it) else of_it) for id_, of_it in sorted(items.items())
    ]


def _dishes(
    work: Work, printers: Iterable[Printer], ticket: Ticket
) -> list[tuple[str, frozenset[str]]]:
    """Each line of the ticket with the categories of its dish, and of all dishes of a set."""
    made_of = {line.item: (line.item, *(part.item for part in line.parts)) for line in ticket.lines}
    if not any(one.categories for one in printers):
        return [(item, frozenset()) for item in made_of]
    found = work.items.get_many([id_ for ids in made_of.values() for id_ in ids])
    category = {id_: one.category.zh for id_, one in found.items() if one.category}
    return [
        (item, frozenset(category[id_] for id_ in ids if id_ in category))
        for item, ids in made_of.items()
    ]
