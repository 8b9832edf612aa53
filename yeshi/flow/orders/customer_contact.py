"""How the customer of an order is reached, whose page may be long closed."""

from __future__ import annotations

from yeshi.flow.ports import Work
from yeshi.orders.order import Order
from yeshi.people.contact import By, Contact


def contact_of(work: Work, order: Order) -> Contact | None:
    """The number that was said for this order; or else how its customer, who has an account, is
    reached."""
    if order.destination.phone:
        return Contact(By.PHONE, order.destination.phone)
    shopper = work.shoppers.get(order.customer)
    proven = work.proven_contacts.of(shopper.person) if shopper else []
    found = sorted(proven, key=lambda one: (one.contact.by is not By.PHONE, one.id))
    return found[0].contact if found else None
