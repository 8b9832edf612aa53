"""Telling a stall that an operator put a menu online for it."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import contacts_at, in_both_languages
from yeshi.people.invitation import Sent
from yeshi.people.person import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTellMenu:
    """Somebody of a stall, by their contact's id, and what was done there and why."""

    merchant: str
    contact: str
    new: int
    changed: int
    why: str


MENU_TELLING: ErrandKind[ToTellMenu, Sent] = ErrandKind(
    name="menu",
    given=ToTellMenu,
    terms=ErrandTerms(tries=12, wait_s_first=60, wait_s_max=6 * 3600, limit_s=30),
    about=lambda given: given.merchant,
)


def tell_menu(turn: Turn, merchant_id: str, new: int, changed: int, why: str) -> None:
    """Write to all who own the stall and can be reached."""
    for contact in contacts_at(turn.work, merchant_id, Role.STALLHOLDER):
        told = ToTellMenu(merchant=merchant_id, contact=contact, new=new, changed=changed, why=why)
        errands.write(turn, MENU_TELLING, told)


def menu_message(engine: Engine, given: ToTellMenu) -> Message | None:
    """What somebody of a stall is told; None where they have no such contact any more."""
    with engine.store.read() as work:
        contact = work.proven_contacts.get(given.contact)
        merchant = work.merchants.get(given.merchant)
        if contact is None or merchant is None:
            return None

        def facts(language: str) -> dict[str, str]:
            stall, new, changed = merchant.name.in_language(language), given.new, given.changed
            return {"stall": stall, "new": str(new), "changed": str(changed), "why": given.why}

        return in_both_languages(work, contact.contact, "menu", facts)
