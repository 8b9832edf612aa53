"""Who was written to and is not looking is told so, where they can be reached; never what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from yeshi.base.sentences import say
from yeshi.events.record import Event
from yeshi.events.threads import ThreadWritten
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errands import ErrandKind
from yeshi.flow.orders.customer_contact import AT_ONCE, contact_of
from yeshi.flow.ports import Work
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import contacts_at, in_both_languages
from yeshi.orders.order import Order
from yeshi.orders.thread import Correspondent, ThreadSide, correspondent_of
from yeshi.orders.thread_writing import takes_part
from yeshi.people.contact import Contact
from yeshi.people.invitation import Sent
from yeshi.people.person import COUNTER, Role

# Who has the page open has read it by then.
LOOKED_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class ToTellWritten:
    """To whom something was written, by the name the record has; `contact`: by its id, or ""."""

    order: str
    to: str
    number: int
    contact: str


TELLING_WRITTEN: ErrandKind[ToTellWritten, Sent] = ErrandKind(
    name="written", given=ToTellWritten, terms=AT_ONCE, about=lambda given: given.order
)


def tell_written(turn: Turn, event: Event) -> None:
    """Have them be told a minute later, once for all that they have not read by then.

    Nobody is told in the control room: what waits for it stands there.
    """
    if not isinstance(event, ThreadWritten):
        return
    thread = turn.work.threads.must(event.order)
    to = thread.messages[event.number - 1].to
    if len(thread.unread_by(to)) > 1:
        return
    for contact in _contacts(turn.work, to, turn.work.orders.must(event.order)):
        given = ToTellWritten(event.order, event.to, event.number, contact)
        errands.write(turn, TELLING_WRITTEN, given, LOOKED_WITHIN)


def _contacts(work: Work, to: Correspondent, order: Order) -> list[str]:
    match to.side:
        case ThreadSide.CUSTOMER:
            return [""] if contact_of(work, order) is not None else []
        case ThreadSide.STALL:
            return contacts_at(work, to.id, *COUNTER)
        case ThreadSide.COURIER:
            return contacts_at(work, to.id, Role.COURIER)
        case _:
            return []


def written_message(
    engine: Engine, given: ToTellWritten, page: Callable[[str], str]
) -> Message | None:
    """What they are told, with the address of the thread; None once they have read it."""
    with engine.store.read() as work:
        thread, order = work.threads.get(given.order), work.orders.get(given.order)
        to = correspondent_of(given.to)
        if thread is None or order is None or to is None or not takes_part(order, to):
            return None
        unread = thread.unread_by(to)
        contact = _contact(work, to, order, given.contact)
        if not unread or contact is None:
            return None

        def facts(language: str) -> dict[str, str]:
            by = [_called(work, one.by, language) for one in unread]
            return {"by": by[-1], "link": page(_path(given.order, to))}

        return in_both_languages(work, contact, "written", facts)


def _contact(work: Work, to: Correspondent, order: Order, id_: str) -> Contact | None:
    if to.side is ThreadSide.CUSTOMER:
        return contact_of(work, order)
    proven = work.proven_contacts.get(id_)
    return proven.contact if proven else None


def _called(work: Work, who: Correspondent, language: str) -> str:
    if who.side is ThreadSide.STALL:
        return work.merchants.must(who.id).name.in_language(language)
    return say(language, f"thread_side.{who.side}")


def _path(order: str, to: Correspondent) -> str:
    match to.side:
        case ThreadSide.STALL:
            return f"/kitchen/{to.id}/{order}/thread"
        case ThreadSide.COURIER:
            return f"/courier/{to.id}/{order}/thread"
        case _:
            return f"/orders/{order}/thread"
