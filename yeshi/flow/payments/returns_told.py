"""Who is owed a payout that came back is told, so that they say anew where it is to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yeshi.events.payouts import PayoutReturned
from yeshi.events.record import Event
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.payments.whose import keepers_of, name_of, page_of
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import contacts_at, in_both_languages
from yeshi.payments.payout import PayoutState
from yeshi.people.invitation import Sent


@dataclass(frozen=True, slots=True)
class ToTellReturned:
    """Somebody, by their contact's id, whose payout came back."""

    payout: str
    contact: str


TELLING_RETURNED: ErrandKind[ToTellReturned, Sent] = ErrandKind(
    name="payout_returned",
    given=ToTellReturned,
    terms=ErrandTerms(tries=12, wait_s_first=60, wait_s_max=6 * 3600, limit_s=30),
    about=lambda given: given.payout,
)


def tell_returned(turn: Turn, event: Event) -> None:
    """Write to all who say where it is to go and can be reached."""
    if isinstance(event, PayoutReturned):
        role, place = keepers_of(event.account)
        for contact in contacts_at(turn.work, place, role):
            errands.write(turn, TELLING_RETURNED, ToTellReturned(event.payout, contact))


def returned_message(
    engine: Engine, given: ToTellReturned, page: Callable[[str], str]
) -> Message | None:
    """What somebody is told; None where they have no such contact any more."""
    with engine.store.read() as work:
        contact = work.proven_contacts.get(given.contact)
        payout = work.payouts.get(given.payout)
        if contact is None or payout is None or payout.state is not PayoutState.RETURNED:
            return None
        account = payout.account

        def facts(language: str) -> dict[str, str]:
            return {
                "name": name_of(work, account).in_language(language),
                "amount": payout.amount.plain(","),
                "to": payout.payee.masked,
                "why": payout.why,
                "link": page(page_of(account)),
            }

        return in_both_languages(work, contact.contact, "payout_returned", facts)
