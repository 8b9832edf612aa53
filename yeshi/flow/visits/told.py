"""Guests are told that their time comes soon, and that a merchant called it off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from yeshi.base.sentences import say
from yeshi.events.record import Event
from yeshi.events.visits import OfBooking
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.ports import Answer, Done
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import in_both_languages
from yeshi.people.contact import By, Contact
from yeshi.people.invitation import Sent
from yeshi.visits.booking import REMINDED, Booking, BookingState

A_ROUND = 200


@dataclass(frozen=True, slots=True)
class AboutBooking:
    """The booking of which its guest is told; kept with an errand."""

    booking: str


TELLING_VISIT: ErrandKind[AboutBooking, Sent] = ErrandKind(
    name="visit",
    given=AboutBooking,
    terms=ErrandTerms(tries=5, wait_s_first=20.0, wait_s_max=300.0, limit_s=30.0),
    about=lambda given: given.booking,
)


def to_remind(engine: Engine) -> list[Booking]:
    """The bookings that begin within the hour, whose guests were not told so."""
    with engine.store.read() as work:
        return work.bookings.to_remind(engine.clock.now() + REMINDED, A_ROUND)


def remind(engine: Engine, soon: Booking) -> Answer:
    """Have the guest be told; who booked within the hour knows, and so does who is late."""

    def act(turn: Turn) -> Answer:
        found = turn.work.bookings.must_lock(soon.id)
        if not found.is_open or found.reminded or found.starts_at != soon.starts_at:
            return Done({"booking": found.id})
        turn.work.bookings.put(replace(found, reminded=True))
        knows = found.made_at > found.starts_at - REMINDED or turn.now >= found.starts_at
        if found.phone and not knows:
            errands.write(turn, TELLING_VISIT, AboutBooking(found.id))
        return Done({"booking": found.id})

    return engine.perform(f"remind:{soon.id}:{soon.starts_at.isoformat()}", "remind_guest", act)


def tell_declined(turn: Turn, event: Event) -> None:
    """Have the guest be told that it was called off, where they can be reached."""
    if isinstance(event, OfBooking) and turn.work.bookings.must(event.booking).phone:
        errands.write(turn, TELLING_VISIT, AboutBooking(event.booking))


def visit_message(
    engine: Engine, given: AboutBooking, page: Callable[[str], str]
) -> Message | None:
    """What the guest is told, with the address of their booking; None where nothing is any more."""
    with engine.store.read() as work:
        found = work.bookings.get(given.booking)
        if found is None or not found.phone:
            return None
        if found.state not in (BookingState.BOOKED, BookingState.DECLINED):
            return None
        merchant = work.merchants.must(found.merchant)
        starts = engine.terms.calendar.local(found.starts_at)

        def facts(language: str) -> dict[str, str]:
            return {
                "stall": merchant.name.in_language(language),
                "service": found.what.in_language(language),
                "time": f"{starts:%m-%d %H:%M}",
                "number": str(found.number),
                "why": say(language, f"visits.why_{found.why}") if found.why else "",
                "link": page(f"/bookings/{found.id}"),
            }

        sentence = "visit_declined" if found.why else "visit_soon"
        if found.customer is None:
            # Who called has no page on which it could be changed.
            sentence += "_by_phone"
        return in_both_languages(work, Contact(By.PHONE, found.phone), sentence, facts)
