"""How the customer of an order is reached, whose page may be long closed."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.flow.errand import ErrandTerms
from yeshi.flow.ports import Work
from yeshi.market.merchant import Merchant
from yeshi.orders.order import Order, Ticket
from yeshi.people.contact import By, Contact

# Food does not wait: it is tried at once, and not for long.
AT_ONCE = ErrandTerms(tries=3, wait_s_first=5.0, limit_s=30.0)


@dataclass(frozen=True, slots=True)
class AboutTicket:
    """The part of an order about which its customer is told something; kept with an errand."""

    merchant: str
    order: str


@dataclass(frozen=True, slots=True)
class CustomerReached:
    """That part, and how its customer is reached."""

    order: Order
    ticket: Ticket
    merchant: Merchant
    contact: Contact


def contact_of(work: Work, order: Order) -> Contact | None:
    """The number that was said for this order; or else how its customer, who has an account, is
    reached."""
    if order.destination.phone:
        return Contact(By.PHONE, order.destination.phone)
    return account_contact(work, order.customer)


def account_contact(work: Work, customer: str) -> Contact | None:
    """How a customer who has an account is reached; None of who has none."""
    shopper = work.shoppers.get(customer)
    proven = work.proven_contacts.of(shopper.person) if shopper else []
    found = sorted(proven, key=lambda one: (one.contact.by is not By.PHONE, one.id))
    return found[0].contact if found else None


def reached(work: Work, about: AboutTicket) -> CustomerReached | None:
    """Who is told of the part; None where it is none, or nobody can be reached."""
    order, merchant = work.orders.get(about.order), work.merchants.get(about.merchant)
    ticket = order.ticket(about.merchant) if order else None
    contact = contact_of(work, order) if order else None
    if order is None or merchant is None or ticket is None or contact is None:
        return None
    return CustomerReached(order, ticket, merchant, contact)
