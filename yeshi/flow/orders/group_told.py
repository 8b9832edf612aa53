"""Who ordered together is told what came of it, where they can be reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yeshi.base.sentences import say
from yeshi.events.groups import GroupCalledOff, GroupOrdered
from yeshi.events.record import Event
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errands import ErrandKind
from yeshi.flow.orders.customer_contact import AT_ONCE, account_contact
from yeshi.flow.ports import Work
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import in_both_languages
from yeshi.orders.group import GroupBasket
from yeshi.people.actor import ActorKind
from yeshi.people.contact import By, Contact
from yeshi.people.invitation import Sent


@dataclass(frozen=True, slots=True)
class AboutGuest:
    """The guest of a group who is told what came of it; kept with an errand."""

    group: str
    guest: int


TELLING_GROUP: ErrandKind[AboutGuest, Sent] = ErrandKind(
    name="group", given=AboutGuest, terms=AT_ONCE, about=lambda given: given.group
)


def tell_group(turn: Turn, event: Event) -> None:
    """Have all be told who wanted something; but for a host who did it themselves."""
    if not isinstance(event, GroupOrdered | GroupCalledOff):
        return
    group = turn.work.group_baskets.must(event.group)
    by_host = turn.by.kind is not ActorKind.CLOCK
    for number in sorted(group.choosing):
        if (number == 1 and by_host) or _contact(turn.work, group, number) is None:
            continue
        errands.write(turn, TELLING_GROUP, AboutGuest(group.id, number))


def group_message(
    engine: Engine, given: AboutGuest, page: Callable[[str], str]
) -> Message | None:  # fmt: skip
    """What the guest is told, with the address of the group; None once nothing of it is kept."""
    with engine.store.read() as work:
        group = work.group_baskets.get(given.group)
        contact = _contact(work, group, given.guest) if group else None
        if group is None or contact is None or group.is_open:
            return None
        link, why = page(f"/together/{group.id}"), group.why

        def facts(language: str) -> dict[str, str]:
            return {
                "host": group.guest(1).name,
                "why": say(language, f"group.why_{why}") if why else "",
                "link": link,
            }

        return in_both_languages(work, contact, f"group_{_became(group, given.guest)}", facts)


def _became(group: GroupBasket, number: int) -> str:
    if group.order is None:
        return "called_off"
    guest = group.guest(number)
    if guest.outpriced:
        return "outpriced"
    return "ordered" if guest.paid is not None or not group.each_pays else "left_out"


def _contact(work: Work, group: GroupBasket, number: int) -> Contact | None:
    """How that guest is reached: by their account; a host also by the number at their door."""
    if number == 1 and group.destination and group.destination.phone:
        return Contact(By.PHONE, group.destination.phone)
    return account_contact(work, group.guest(number).customer)
