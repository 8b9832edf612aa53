"""As whom people order: which customers are one person, and what is whose."""

from __future__ import annotations

from yeshi.flow.ports import Work
from yeshi.people.actor import Actor, ActorKind


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
