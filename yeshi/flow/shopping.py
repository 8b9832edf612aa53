"""As whom people order: which customers are one person, and what is whose."""

from __future__ import annotations

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Turn
from yeshi.flow.ports import Work
from yeshi.orders.order import Order
from yeshi.people.actor import Actor, ActorKind, admit_customer, visitor


def all_of(work: Work, customer: str) -> tuple[str, ...]:
    """All customers who are the same person as that one, the one as whom they order first."""
    known = work.shoppers.get(customer)
    if known is None:
        return (customer,)
    found = sorted(work.shoppers.of(known.person), key=lambda one: (not one.main, one.id))
    return tuple(one.id for one in found)


def orders_as(work: Work, customer: str) -> str:
    """As whom that customer orders now: of one who has an account, as its person does."""
    return all_of(work, customer)[0]


def is_own(work: Work, by: Actor, customer: str) -> bool:
    """Whether what is that customer's belongs to whoever acts.

    Of a customer who has an account it is the person's who signed in, whatever browser still has
    the cookie of before.
    """
    if by.keeps_house:
        return True
    if by.kind is ActorKind.VISITOR and by.customer != customer:
        return False
    known = work.shoppers.get(customer)
    if known is None:
        return by.customer == customer
    return by.kind is ActorKind.PERSON and by.id == known.person


def order_of(turn: Turn, customer: str, order_id: str) -> Order | Refused:
    """The customer's order, kept from others, for whoever acts as them; to anybody else it is none.

    Whoever has the machine acts as the customer who is named, and as no other.
    """
    refused = admit_customer(turn.by, customer)
    if refused:
        return refused
    order = turn.work.orders.lock(order_id)
    by = visitor(customer) if turn.by.keeps_house else turn.by
    if order is None or not is_own(turn.work, by, order.customer):
        return Refused(Unknown("order", order_id))
    return order
