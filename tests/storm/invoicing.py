"""Those who want an invoice, with the order or of one that they had; and the stalls that make it."""

from __future__ import annotations

from dataclasses import replace

from tests.storm.city import CUSTOMERS, STALLS, StormCity
from tests.storm.tapping import Act, Draws, one, pick
from yeshi.flow.orders import invoicing
from yeshi.flow.orders.paying import Paying
from yeshi.flow.ports import Work
from yeshi.orders.invoice_wish import InvoiceFor, InvoiceKind, InvoiceWish
from yeshi.orders.order import Order
from yeshi.people.actor import visitor

RECENT = 12
TAX_NUMBER = "91110000600037341L"


def with_invoice(city: StormCity, quote: str, customer: str, how: Paying, d: Draws) -> Paying:
    """The same way to pay, for a quarter with a wish for an invoice; which is noted."""
    wanted = said(customer, d) if d[2] // 10 % 4 == 0 else None
    city.wished.setdefault(quote, set()).add(wanted is not None)
    return replace(how, invoice=wanted)


def said(customer: str, d: Draws) -> InvoiceFor:
    """For whom it is: it begins with who asks, so that it is seen in whose it stands; seldom as it
    cannot be."""
    return InvoiceFor(
        kind=InvoiceKind.COMPANY if d[4] % 2 else InvoiceKind.PERSON,
        title=f"{customer} & Co {d[5]}" if d[6] % 17 else " ",
        tax_number=TAX_NUMBER if d[6] % 13 else "12345",
        mail=f"{customer}@example.org" if d[6] % 19 else "nobody",
    )


def wanted_of(customer: str) -> InvoiceFor:
    """For whom that customer wants it who knows what is to be said."""
    return said(customer, (1,) * 8)


def ask_invoice(city: StormCity, work: Work, d: Draws) -> Act | None:
    """Somebody asks the stalls of an order for invoices: of their own mostly, once more or not."""
    found = _order(work, d)
    if found is None:
        return None
    customer = found.customer if d[0] % 6 else pick(CUSTOMERS, d[0])
    wanted = said(customer, d)
    return one(
        lambda engine, key: invoicing.ask_invoice(
            engine.acting(visitor(customer)), key, customer, found.id, wanted
        )
    )


def answer_invoice(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A stall, seldom another one, made what it was asked for, or cannot; seldom once more."""
    known = work.invoice_wishes.all()
    waiting = [wish for wish in known if wish.waits]
    paid = [wish for wish in waiting if not work.orders.must(wish.order).is_refunded]
    some = (paid or waiting or known) if d[1] % 5 else known
    if not some:
        return None
    wish = pick(some, d[0])
    stall = wish.merchant if d[2] % 8 else pick(STALLS, d[2])[0]
    if d[3] % 4 == 0:
        why = f"{stall} cannot {d[4]}" if d[3] % 9 else " "
        return one(lambda engine, key: invoicing.decline_invoice(engine, key, stall, wish.id, why))
    number = number_of(stall, d[4]) if d[3] % 9 else "no number"
    return one(lambda engine, key: invoicing.issue_invoice(engine, key, stall, wish.id, number))


def number_of(stall: str, number: int) -> str:
    """The number of an invoice, which begins with who made it."""
    return f"{stall}-{number}"


def is_of(wish: InvoiceWish) -> bool:
    """Whether it says for whom its own customer asked, as one may, and what its own stall said."""
    made_for = wish.made_for
    return (
        made_for.title.startswith(f"{wish.customer} & Co")
        and made_for.mail == f"{wish.customer}@example.org"
        and made_for.tax_number == (TAX_NUMBER if made_for.is_of_company else "")
        and (wish.number + wish.why).startswith("" if wish.waits else wish.merchant)
    )


def _order(work: Work, d: Draws) -> Order | None:
    """One of the latest, whatever became of it, or one that was had; often one of which an invoice
    was wished."""
    if d[7] % 3 == 0:
        waiting = sorted({wish.order for wish in work.invoice_wishes.all() if wish.waits})
        return work.orders.must(pick(waiting, d[1])) if waiting else None
    orders = sorted(work.orders.all(), key=lambda found: (found.placed_at, found.id))
    some = orders[-RECENT:] if d[7] % 3 == 1 else [found for found in orders if found.is_settled]
    return pick(some, d[1]) if some else None
