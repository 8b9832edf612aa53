"""A customer is told what became of their complaint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yeshi.base.sentences import say
from yeshi.events.complaints import OfComplaint
from yeshi.events.record import Event
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.orders.customer_contact import contact_of
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import in_both_languages
from yeshi.orders.complaint import Complaint
from yeshi.people.invitation import Sent


@dataclass(frozen=True, slots=True)
class AboutComplaint:
    """The complaint of which its customer is told; kept with an errand."""

    complaint: str


TELLING_COMPLAINT: ErrandKind[AboutComplaint, Sent] = ErrandKind(
    name="complaint",
    given=AboutComplaint,
    terms=ErrandTerms(tries=8, wait_s_first=60.0, wait_s_max=3600.0, limit_s=30.0),
    about=lambda given: given.complaint,
)


def tell_answer(turn: Turn, event: Event) -> None:
    """Have the customer be told that it was answered or decided, where they can be reached."""
    if not isinstance(event, OfComplaint):
        return
    order = turn.work.orders.must(event.order)
    if contact_of(turn.work, order) is not None:
        errands.write(turn, TELLING_COMPLAINT, AboutComplaint(event.complaint))


def complaint_message(
    engine: Engine, given: AboutComplaint, page: Callable[[str], str]
) -> Message | None:
    """What the customer is told, with the address of their order; None while nobody answered."""
    with engine.store.read() as work:
        found = work.complaints.get(given.complaint)
        if found is None or found.is_undecided:
            return None
        order, stall = work.orders.must(found.order), work.merchants.must(found.merchant)
        to = contact_of(work, order)
        if to is None:
            return None

        def facts(language: str) -> dict[str, str]:
            return {
                "stall": stall.name.in_language(language),
                "outcome": _outcome(found, language),
                "link": page(f"/orders/{found.order}"),
            }

        return in_both_languages(work, to, "complaint", facts)


def _outcome(complaint: Complaint, language: str) -> str:
    if not complaint.granted:
        return say(language, "message.complaint_nothing")
    amount = str(complaint.granted)
    return say(language, f"message.complaint_{complaint.to}", amount=amount)
