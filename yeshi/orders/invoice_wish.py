"""A wish for an invoice: for whom a stall makes one of its part of an order, and its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.money import Money, total
from yeshi.base.personal import Personal
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.orders.complaint import Complaint
from yeshi.orders.order import Order, Ticket

TITLE_LENGTH_MAX = 100
TAX_NUMBER_LENGTH_MAX = 20
MAIL_LENGTH_MAX = 254
ISSUED_LENGTH_MAX = 30
# As long as people hand in what they paid.
ASKED_WITHIN = timedelta(days=30)
_TAX_NUMBER = re.compile(rf"[0-9A-Z]{{15,{TAX_NUMBER_LENGTH_MAX}}}")
_ISSUED = re.compile(rf"[0-9A-Za-z-]{{1,{ISSUED_LENGTH_MAX}}}")
_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
# The signs of a unified social credit code, as GB 32100-2015 says.
_CODE_LENGTH = 18
_CODE = re.compile(rf"[0-9A-HJ-NP-RTUWXY]{{{_CODE_LENGTH}}}")


class InvoiceKind(StrEnum):
    """For whom it is made: a person, or a company, which has a tax number."""

    PERSON = "person"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class InvoiceTooLate(Reason):
    """The order ended longer ago than invoices are asked for."""

    order: str
    days: int


@dataclass(frozen=True, slots=True)
class NothingToInvoice(Reason):
    """Nothing of it, or of the stall's part, was paid in the end."""

    order: str


@dataclass(frozen=True, slots=True)
class InvoiceAnswered(Reason):
    """A stall made it, or said that it cannot: what stands on it is changed no more."""

    order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceFor:
    """For whom it is made: a name, a company's tax number ("" for a person), a mail address."""

    kind: InvoiceKind
    title: Annotated[str, Personal("invoice")]
    tax_number: Annotated[str, Personal("invoice")]
    mail: Annotated[str, Personal("invoice")]

    @property
    def is_of_company(self) -> bool:
        """Whether it is for a company."""
        return self.kind is InvoiceKind.COMPANY


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceWish:
    """What somebody wishes of a stall for its part of an order.

    `number`: of the invoice that was made, "" for none; `billed`: what had been paid for the part
    by then, None where that was not noted. `why`: why none can be.
    """

    id: str
    order: str
    merchant: str
    customer: str
    made_for: InvoiceFor
    asked_at: datetime
    number: str = ""
    why: str = ""
    answered_at: datetime | None = None
    billed: Money | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it was made, or cannot be, or waits."""
        answered = self.answered_at is not None
        billed = self.billed is None or (self.is_issued and self.billed.fen > 0)
        return (
            not (self.number and self.why) and answered == bool(self.number or self.why) and billed
        )

    @property
    def is_issued(self) -> bool:
        """Whether the invoice was made."""
        return bool(self.number)

    @property
    def waits(self) -> bool:
        """Whether the stall is to answer."""
        return self.answered_at is None

    @property
    def tells(self) -> bool:
        """Whether it says for whom it is."""
        return bool(self.made_for.title or self.made_for.tax_number or self.made_for.mail)


def invoice_for(
    order: Order, before: Sequence[InvoiceWish], said: InvoiceFor, now: datetime
) -> InvoiceFor | Refused:
    """For whom the order's stalls are to make invoices; `before`: what was wished of it."""
    if order.is_refunded or not invoiced_tickets(order):
        return Refused(NothingToInvoice(order.id))
    if order.ended_at is not None and now >= order.ended_at + ASKED_WITHIN:
        return Refused(InvoiceTooLate(order.id, ASKED_WITHIN.days))
    if any(not one.waits for one in before):
        return Refused(InvoiceAnswered(order.id))
    return checked_invoice(said)


def invoiced_tickets(order: Order) -> tuple[Ticket, ...]:
    """The parts of which an invoice can be made: each stall makes its own."""
    return order.live_tickets


def paid_for(order: Order, merchant: str, complaints: Iterable[Complaint]) -> Money:
    """What was paid for the stall's part in the end: less vouchers, less what was given back of it;
    for what came to nothing, nothing."""
    ticket = order.ticket(merchant)
    if ticket is None or ticket.is_given_back or order.is_refunded:
        return Money(0, order.bill.items.currency)
    back = (one.granted for one in complaints if (one.order, one.merchant) == (order.id, merchant))
    return _at_first(ticket) - total(back, order.bill.items.currency)


def invoice_issued(
    wish: InvoiceWish, number: str, amount: Money, now: datetime
) -> InvoiceWish | Refused:
    """The wish once the stall made the invoice of that number; `amount`: what its part came to."""
    written = number.strip()
    if not _ISSUED.fullmatch(written):
        return Refused(Invalid("invoice_number", f"1…{ISSUED_LENGTH_MAX}"))
    if wish.waits and amount.fen <= 0:
        return Refused(NothingToInvoice(wish.order))
    made = replace(wish, number=written, answered_at=now, billed=amount)
    return _answered_once(made, wish)


def invoice_declined(wish: InvoiceWish, why: str, now: datetime) -> InvoiceWish | Refused:
    """The wish once the stall said why it cannot."""
    written = why.strip()
    if not 0 < len(written) <= NOTE_LENGTH_MAX:
        return Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
    return _answered_once(replace(wish, why=written, answered_at=now), wish)


def is_red_due(wish: InvoiceWish, order: Order, amount: Money) -> bool:
    """Whether something was given back after the invoice was made, so that the stall owes one that
    takes it back; `amount`: what is paid for the part now."""
    if not wish.is_issued:
        return False
    ticket = order.ticket(wish.merchant)
    # Where it was not noted, all that ever came back counts.
    at_first = _at_first(ticket) if ticket else None
    billed = wish.billed or at_first
    return billed is None or amount < billed


def nameless_wish(wish: InvoiceWish) -> InvoiceWish:
    """The wish as it is kept when its time is over: not for whom it was."""
    return replace(wish, made_for=replace(wish.made_for, title="", tax_number="", mail=""))


def checked_invoice(said: InvoiceFor) -> InvoiceFor | Refused:
    """For whom it is, as it is kept; Invalid names the field that is wrong."""
    title, mail = said.title.strip(), said.mail.strip()
    number = re.sub(r"[\s-]", "", said.tax_number).upper()
    if not 0 < len(title) <= TITLE_LENGTH_MAX:
        return Refused(Invalid("title", f"1…{TITLE_LENGTH_MAX}"))
    if said.is_of_company and not (_TAX_NUMBER.fullmatch(number) and _fits(number)):
        return Refused(Invalid("tax_number", "tax_number"))
    if len(mail) > MAIL_LENGTH_MAX or not _MAIL.fullmatch(mail):
        return Refused(Invalid("mail", "mail_address"))
    kept = number if said.is_of_company else ""
    return InvoiceFor(kind=said.kind, title=title, tax_number=kept, mail=mail)


def _at_first(ticket: Ticket) -> Money:
    return ticket.sold - ticket.voucher


def _answered_once(after: InvoiceWish, before: InvoiceWish) -> InvoiceWish | Refused:
    return after if before.waits else Refused(InvoiceAnswered(before.order))


def _fits(number: str) -> bool:
    """Whether the last sign follows from the others, where it is as long as a credit code."""
    # It is needed by few, and takes its time to be read.
    from stdnum.cn import uscc

    if len(number) != _CODE_LENGTH:
        return True
    # Who is entered by others than the market's office begins with a letter.
    return bool(_CODE.fullmatch(number)) and uscc.calc_check_digit(number[:-1]) == number[-1]
