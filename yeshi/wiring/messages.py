"""By what messages go out, as the settings say; what has no way yet is shown on the console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from yeshi.adapters.messages.mail import Mail
from yeshi.adapters.messages.short import ShortMessages
from yeshi.adapters.messages.shown import OnConsole
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Bearer, ErrandKind
from yeshi.flow.orders.attention import CALLING, ToCall, call_message
from yeshi.flow.orders.complaint_told import (
    TELLING_COMPLAINT,
    AboutComplaint,
    complaint_message,
)
from yeshi.flow.orders.customer_contact import AboutTicket
from yeshi.flow.orders.group_told import TELLING_GROUP, AboutGuest, group_message
from yeshi.flow.orders.late_told import TELLING_LATE, AboutOrder, late_message
from yeshi.flow.orders.offer_told import OFFERING, offer_message
from yeshi.flow.orders.pick_up_told import CALLING_OUT, ready_message
from yeshi.flow.orders.thread_told import TELLING_WRITTEN, ToTellWritten, written_message
from yeshi.flow.payments.payees import TELLING_PAYEE, ToTellPayee, payee_message
from yeshi.flow.payments.returns_told import TELLING_RETURNED, ToTellReturned, returned_message
from yeshi.flow.people.codes import SENDING, ToSend, code_message
from yeshi.flow.people.inviting import INVITING, ToInvite
from yeshi.flow.people.telling import invitation_message
from yeshi.flow.ports import Clock
from yeshi.flow.ports.messages import Links, Message, Messages
from yeshi.flow.stalls.menu_notices import MENU_TELLING, ToTellMenu, menu_message
from yeshi.flow.stalls.vouching import NOTICING, ToNotice, notice_message
from yeshi.flow.visits.told import TELLING_VISIT, AboutBooking, visit_message
from yeshi.people.contact import By
from yeshi.people.invitation import Sent
from yeshi.settings import Settings
from yeshi.web.frame.links import LinkMaker
from yeshi.web.frame.site import Site
from yeshi.web.frame.visitor import secret_in

T = TypeVar("T")


@dataclass(frozen=True)
class Outgoing:
    """By what messages go out, and what makes the links in them, which begin with `address`.

    `senders`: as whom they go out, where that is said.
    """

    by: dict[By, Messages]
    home: Path
    address: str
    senders: dict[By, str] = field(default_factory=dict)

    @cached_property
    def links(self) -> Links:
        """Made when the first is: a process that sends nothing needs no secret."""
        return LinkMaker(secret_in(self.home), Site(self.address))

    @property
    def shown(self) -> frozenset[By]:
        """What is shown on the console, as nothing sends it."""
        return frozenset(by for by, way in self.by.items() if isinstance(way, OnConsole))

    def page(self, path: str) -> str:
        """The whole address of a page."""
        return f"{Site(self.address).address}{path}"

    def send(self, message: Message, id_: str) -> Sent:
        """How it went."""
        return self.by[message.to.by].send(message, id_)


def outgoing(
    settings: Settings, say: Callable[[str], None], address: str | None = None
) -> Outgoing:
    """What the settings say; links begin with the `address` of the pages.

    By default the public one; where none is set, that of this machine, as the pages are served by
    another process of it.
    """
    address = address or settings.address or f"http://localhost:{settings.port}"
    shown = OnConsole(say)
    by: dict[By, Messages] = {
        By.MAIL: Mail(settings.mail) if settings.mail else shown,
        By.PHONE: ShortMessages(settings.sms) if settings.sms else shown,
    }
    senders = {
        By.MAIL: settings.mail.sender if settings.mail else "",
        By.PHONE: settings.sms.sender if settings.sms else "",
    }
    return Outgoing(by, settings.home, address, senders)


def _told(
    kind: ErrandKind[T, Sent], out: Outgoing, message: Callable[[T], Message | None]
) -> Bearer[T, Sent]:
    """Who sends the message of that errand; None where it is to be told to nobody any more."""

    def carry(given: T, id_: str) -> Sent:
        made = message(given)
        return out.send(made, id_) if made else Sent.NOT_YET

    return Bearer(kind, carry)


def inviter(engine: Engine, out: Outgoing) -> Bearer[ToInvite, Sent]:
    """Who sends invitations: one that leads nowhere by now is not sent."""
    return _told(INVITING, out, lambda given: invitation_message(engine, out.links, given))


def code_sender(engine: Engine, out: Outgoing, wall: Clock) -> Bearer[ToSend, Sent]:
    """Who sends codes: one that is over by the clock on the wall is not sent."""
    return _told(SENDING, out, lambda given: code_message(engine, out.links, given, wall.now()))


def caller(engine: Engine, out: Outgoing) -> Bearer[ToCall, Sent]:
    """Who calls silent stalls: what was answered by now is not told."""
    return _told(CALLING, out, lambda given: call_message(engine, given))


def asker(engine: Engine, out: Outgoing) -> Bearer[AboutTicket, Sent]:
    """Who asks customers to answer a stall's offer: what was answered by now is not told."""
    return _told(OFFERING, out, lambda given: offer_message(engine, given, out.page))


def late_teller(engine: Engine, out: Outgoing) -> Bearer[AboutOrder, Sent]:
    """Who tells customers that their order comes later: what they have by now is not told."""
    return _told(TELLING_LATE, out, lambda given: late_message(engine, given, out.page))


def called_out(engine: Engine, out: Outgoing) -> Bearer[AboutTicket, Sent]:
    """Who tells customers that what they collect is ready: what they have by now is not told."""
    return _told(CALLING_OUT, out, lambda given: ready_message(engine, given, out.page))


def complaint_teller(engine: Engine, out: Outgoing) -> Bearer[AboutComplaint, Sent]:
    """Who tells customers what became of a complaint: what is asked anew by now is not told."""
    return _told(TELLING_COMPLAINT, out, lambda given: complaint_message(engine, given, out.page))


def thread_teller(engine: Engine, out: Outgoing) -> Bearer[ToTellWritten, Sent]:
    """Who tells people that somebody wrote to them: what they have read by now is not told."""
    return _told(TELLING_WRITTEN, out, lambda given: written_message(engine, given, out.page))


def visit_teller(engine: Engine, out: Outgoing) -> Bearer[AboutBooking, Sent]:
    """Who tells guests that their time comes, or was called off: what is over is not told."""
    return _told(TELLING_VISIT, out, lambda given: visit_message(engine, given, out.page))


def group_teller(engine: Engine, out: Outgoing) -> Bearer[AboutGuest, Sent]:
    """Who tells those who ordered together what came of it: what nobody keeps is not told."""
    return _told(TELLING_GROUP, out, lambda given: group_message(engine, given, out.page))


def noticer(engine: Engine, out: Outgoing) -> Bearer[ToNotice, Sent]:
    """Who tells stalls that what they show ends: what has been renewed by now is not told."""
    return _told(NOTICING, out, lambda given: notice_message(engine, given))


def payee_teller(engine: Engine, out: Outgoing) -> Bearer[ToTellPayee, Sent]:
    """Who tells people that it was said anew whom they are paid out to."""
    return _told(TELLING_PAYEE, out, lambda given: payee_message(engine, given, out.page))


def return_teller(engine: Engine, out: Outgoing) -> Bearer[ToTellReturned, Sent]:
    """Who tells people that a payout came back."""
    return _told(TELLING_RETURNED, out, lambda given: returned_message(engine, given, out.page))


def menu_teller(engine: Engine, out: Outgoing) -> Bearer[ToTellMenu, Sent]:
    """Who tells stalls that a menu was put online for them."""
    return _told(MENU_TELLING, out, lambda given: menu_message(engine, given))
