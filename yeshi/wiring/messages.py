"""By what messages go out, as the settings say; what has no way yet is shown on the console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from yeshi.adapters.messages.mail import Mail
from yeshi.adapters.messages.short import ShortMessages
from yeshi.adapters.messages.shown import OnConsole
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Bearer
from yeshi.flow.orders.attention import CALLING, ToCall, call_message
from yeshi.flow.orders.complaint_told import (
    TELLING_COMPLAINT,
    AboutComplaint,
    complaint_message,
)
from yeshi.flow.orders.customer_contact import AboutTicket
from yeshi.flow.orders.late_told import TELLING_LATE, AboutOrder, late_message
from yeshi.flow.orders.offer_told import OFFERING, offer_message
from yeshi.flow.orders.pick_up_told import CALLING_OUT, ready_message
from yeshi.flow.payments.payees import TELLING_PAYEE, ToTellPayee, payee_message
from yeshi.flow.payments.returns_told import TELLING_RETURNED, ToTellReturned, returned_message
from yeshi.flow.people.codes import SENDING, ToSend, code_message
from yeshi.flow.people.inviting import INVITING, ToInvite
from yeshi.flow.people.telling import invitation_message
from yeshi.flow.ports import Clock
from yeshi.flow.ports.messages import Links, Message, Messages
from yeshi.flow.stalls.menu_notices import MENU_TELLING, ToTellMenu, menu_message
from yeshi.flow.stalls.vouching import NOTICING, ToNotice, notice_message
from yeshi.people.contact import By
from yeshi.people.invitation import Sent
from yeshi.settings import Settings
from yeshi.web.frame.links import LinkMaker
from yeshi.web.frame.site import Site
from yeshi.web.frame.visitor import secret_in


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


def inviter(engine: Engine, out: Outgoing) -> Bearer[ToInvite, Sent]:
    """Who sends invitations: one that leads nowhere by now is not sent."""

    def carry(given: ToInvite, id_: str) -> Sent:
        message = invitation_message(engine, out.links, given)
        return out.send(message, id_) if message else Sent.NOT_YET

    return Bearer(INVITING, carry)


def code_sender(engine: Engine, out: Outgoing, wall: Clock) -> Bearer[ToSend, Sent]:
    """Who sends codes: one that is over by the clock on the wall is not sent."""

    def carry(given: ToSend, id_: str) -> Sent:
        message = code_message(engine, out.links, given, wall.now())
        return out.send(message, id_) if message else Sent.NOT_YET

    return Bearer(SENDING, carry)


def caller(engine: Engine, out: Outgoing) -> Bearer[ToCall, Sent]:
    """Who calls silent stalls: what was answered by now is not told."""

    def carry(given: ToCall, id_: str) -> Sent:
        message = call_message(engine, given)
        return out.send(message, id_) if message else Sent.NOT_YET

    return Bearer(CALLING, carry)


def asker(engine: Engine, out: Outgoing) -> Bearer[AboutTicket, Sent]:
    """Who asks customers to answer a stall's offer: what was answered by now is not told."""

    def carry(given: AboutTicket, id_: str) -> Sent:
        message = offer_message(engine, given, out.page)
        return out.send(message, id_) if message else Sent.NOT_YET

    return Bearer(OFFERING, carry)


def late_teller(engine: Engine, out: Outgoing) -> Bearer[AboutOrder, Sent]:
    """Who tells customers that their order comes later: what they have by now is not told."""

    def carry(given: AboutOrder, id_: str) -> Sent:
        message = late_message(engine, given, out.page)
        return out.send(message, id_) if message else Sent.NOT_YET

    return Bearer(TELLING_LATE, carry)


def called_out(engine: Engine, out: Outgoing) -> Bearer[AboutTicket, Sent]:
    """Who tells customers that what they collect is ready: what they have by now is not told."""

    def carry(given: AboutTicket, id_: str) -> Sent:
        message = ready_message(engine, given, out.page)
        return out.send(message, id_) if message else Sent.NOT_YET

    return Bearer(CALLING_OUT, carry)


def complaint_teller(engine: Engine, out: Outgoing) -> Bearer[AboutComplaint, Sent]:
    """Who tells customers what became of a complaint: what is asked anew by now is not told."""

    def carry(given: AboutComplaint, id_: str) -> Sent:
        message = complaint_message(engine, given, out.page)
        return out.send(message, id_) if message else Sent.NOT_YET

    return Bearer(TELLING_COMPLAINT, carry)


def noticer(engine: Engine, out: Outgoing) -> Bearer[ToNotice, Sent]:
    """Who tells stalls that what they show ends: what has been renewed by now is not told."""

    def carry(given: ToNotice, id_: str) -> Sent:
        message = notice_message(engine, given)
        return out.send(message, id_) if message else Sent.NOT_YET

    return Bearer(NOTICING, carry)


def payee_teller(engine: Engine, out: Outgoing) -> Bearer[ToTellPayee, Sent]:
    """Who tells people that it was said anew whom they are paid out to."""

    def carry(given: ToTellPayee, id_: str) -> Sent:
        message = payee_message(engine, given, out.page)
        return out.send(message, id_) if message else Sent.NOT_YET

    return Bearer(TELLING_PAYEE, carry)


def return_teller(engine: Engine, out: Outgoing) -> Bearer[ToTellReturned, Sent]:
    """Who tells people that a payout came back."""

    def carry(given: ToTellReturned, id_: str) -> Sent:
        message = returned_message(engine, given, out.page)
        return out.send(message, id_) if message else Sent.NOT_YET

    return Bearer(TELLING_RETURNED, carry)


def menu_teller(engine: Engine, out: Outgoing) -> Bearer[ToTellMenu, Sent]:
    """Who tells stalls that a menu was put online for them."""

    def carry(given: ToTellMenu, id_: str) -> Sent:
        message = menu_message(engine, given)
        return out.send(message, id_) if message else Sent.NOT_YET

    return Bearer(MENU_TELLING, carry)
