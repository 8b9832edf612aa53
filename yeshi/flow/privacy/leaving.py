"""Somebody has deleted what is theirs: nothing of it tells any more who they are or were.

What was ordered, paid and booked stays as it was, of a customer whom nobody knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.refused import Reason, Refused
from yeshi.events.payees import PayeeTakenOut
from yeshi.events.people import RoleTaken
from yeshi.events.privacy import CustomerForgotten, PersonForgotten
from yeshi.fleet.leaving import leave
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.complaining import forget_telling
from yeshi.flow.orders.grouping import forget_guest
from yeshi.flow.people import giving
from yeshi.flow.people.giving import LastOwner
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.privacy.forgetting import (
    forget_doors,
    forget_guests,
    forget_invoices,
    forget_threads,
    forget_ways,
    forget_words,
)
from yeshi.flow.shopping import is_own
from yeshi.flow.visits.booking import end_by_guest
from yeshi.ledger import accounts
from yeshi.market.favourites import FavouriteList
from yeshi.orders.addresses import AddressBook
from yeshi.orders.hiding import without_door
from yeshi.orders.lifecycle import ENDED
from yeshi.orders.rating import wordless
from yeshi.people.actor import Actor, ActorKind, visitor
from yeshi.people.granting import are_owners
from yeshi.people.person import Person, Role

# More than anybody ordered; what is left of more is let go of by the clock.
ORDERS_MAX = 10_000
# What no password makes: nobody signs in by it.
_NO_SECRET = "-"
# Why their roles ended, in the record.
_WHY = "account deleted"


@dataclass(frozen=True, slots=True)
class OrderUnderWay(Reason):
    """An order of theirs is on its way, and has to find them; afterwards all can be deleted."""

    order: str


@dataclass(frozen=True, slots=True)
class GroupUnderWay(Reason):
    """They order with others: what they opened is called off first, what they paid taken back."""

    group: str


@dataclass(frozen=True, slots=True)
class NothingKept(Reason):
    """Nobody is known here by this device or account, so nothing is kept of them."""


def customers_of(work: Work, by: Actor) -> tuple[str, ...]:
    """As whom somebody ordered, on whatever device; a device that became a person's is theirs."""
    if by.kind is ActorKind.PERSON:
        joined = [one.id for one in work.shoppers.of(by.id)]
        own = [by.customer] if by.customer and is_own(work, by, by.customer) else []
        return tuple(dict.fromkeys((*own, *joined)))
    return (by.customer,) if by.id and is_own(work, by, by.customer) else ()


def forget_me(engine: Engine, key: str) -> Answer:
    """Keep nothing of whoever acts: of the customer, and of the account, whose roles end with it.

    The city keeps an owner; who rides, or is on a shift, comes in first.
    """

    def act(turn: Turn) -> Answer:
        customers = customers_of(turn.work, turn.by)
        if not turn.by.id:
            return Refused(NothingKept())
        # Before anything is let go: what is refused has changed nothing.
        refused = _must_stay(turn) or _is_awaited(turn, customers)
        refused = refused or _orders_with_others(turn, customers)
        if refused:
            return refused
        for customer in customers:
            _forget_customer(turn, customer)
        # What they typed may stand in why something was refused.
        for by in (turn.by, *(visitor(one) for one in customers)):
            turn.work.commands.forget(by.own_keys)
        if turn.by.kind is ActorKind.PERSON:
            _forget_person(turn, turn.work.persons.must_lock(turn.by.id))
        return Done()

    return engine.perform(key, "forget_me", act)


def _must_stay(turn: Turn) -> Refused | None:
    """Why the account of whoever acts cannot go now; None where it can."""
    if turn.by.kind is not ActorKind.PERSON:
        return None
    person = turn.work.persons.must_lock(turn.by.id)
    if are_owners(person.grants) and not giving.is_owned_by_others(turn.work, person.id):
        return Refused(LastOwner())
    for id_ in person.where(Role.COURIER):
        courier = turn.work.couriers.get(id_)
        gone = leave(courier, turn.now) if courier else None
        if isinstance(gone, Refused):
            return gone
    return None


def _is_awaited(turn: Turn, customers: tuple[str, ...]) -> Refused | None:
    """The order that is on its way to one of them; None where there is none."""
    for customer in sorted(customers):
        # First, so that nothing is ordered to one of its addresses meanwhile.
        turn.work.address_books.lock(customer)
        orders = turn.work.orders.of_customer(customer, ORDERS_MAX)
        under_way = next((one for one in orders if one.state not in ENDED), None)
        if under_way:
            return Refused(OrderUnderWay(under_way.id))
    return None


def _orders_with_others(turn: Turn, customers: tuple[str, ...]) -> Refused | None:
    """The open group that one of them hosts or has paid in; None where there is none."""
    for customer in sorted(customers):
        for found in turn.work.group_baskets.with_guest(customer):
            group = turn.work.group_baskets.must_lock(found.id)
            number = group.number_of(customer)
            if group.is_open and number and (number == 1 or group.guest(number).held is not None):
                return Refused(GroupUnderWay(group.id))
    return None


def _forget_customer(turn: Turn, customer: str) -> None:
    work = turn.work
    book = work.address_books.lock(customer)
    orders = work.orders.of_customer(customer, ORDERS_MAX)
    if book is not None:
        work.address_books.put(AddressBook(id=customer))
    liked = work.favourite_lists.lock(customer)
    if liked is not None:
        work.favourite_lists.put(FavouriteList(id=customer))
    telling = [one.id for one in orders if without_door(one) != one]
    doors = [one.destination.place for one in orders]
    forget_ways(turn, [one.id for one in work.routes.touching([o.id for o in orders], doors)])
    forget_doors(turn, [work.orders.must_lock(id_) for id_ in telling])
    ratings = work.ratings.of_orders([one.id for one in orders])
    forget_words(turn, [one.id for one in ratings if wordless(one) != one])
    forget_telling(turn, work.complaints.of_orders([one.id for one in orders]))
    threads = work.threads.get_many([one.id for one in orders]).values()
    forget_threads(turn, [one.id for one in threads if one.tells])
    booked = _forget_bookings(turn, customer)
    grouped = forget_guest(turn, customer)
    billed = work.invoice_wishes.of_orders([one.id for one in orders])
    forget_invoices(turn, [one.id for one in billed if one.tells])
    quotes = [one.id for one in work.quotes.of_customer(customer)]
    work.quotes.let_go(quotes)
    if book is not None or liked is not None or orders or quotes or booked or grouped:
        turn.emit(CustomerForgotten(customer))


def _forget_bookings(turn: Turn, customer: str) -> bool:
    """Call off what is still to come, and keep nobody's name; whether there was anything."""
    found = turn.work.bookings.of_customers([customer], ORDERS_MAX)
    for one in found:
        if one.may_change(turn.now):
            end_by_guest(turn, turn.work.bookings.must_lock(one.id))
    forget_guests(turn, [one.id for one in found if one.tells])
    return bool(found)


def _forget_payees(turn: Turn, couriers: list[str]) -> None:
    """Let go of whom they were paid out to; who is still owed something is paid first."""
    # In one order, and each before its payee, as who says anew whom to pay does it.
    there = [one for one in couriers if turn.work.couriers.lock(one)]
    for account in map(accounts.courier, there):
        if turn.work.payees.lock(account) and not turn.work.ledger.balance(account):
            turn.work.payees.let_go([account])
            turn.emit(PayeeTakenOut(account))


def _forget_person(turn: Turn, person: Person) -> None:
    """Let go of the account of somebody who is not made up; each of their roles ends first."""
    if person.is_demo:
        return
    work = turn.work
    for grant in person.grants:
        turn.emit(RoleTaken(person.id, grant.role.value, grant.scope, _WHY))
    _forget_payees(turn, person.where(Role.COURIER))
    let = [one.id for one in work.registered_consents.of(person.id)]
    for consent in let:
        work.secret_tokens.let_go([one.id for one in work.secret_tokens.of(consent)])
    work.registered_consents.let_go(let)
    for kept in (
        work.sessions, work.second_factors, work.registered_passkeys, work.secret_keys,
        work.proven_contacts, work.provided_subjects, work.shoppers,
    ):  # fmt: skip
        kept.let_go([one.id for one in kept.of(person.id)])
    work.sent_codes.let_go([one.id for one in work.sent_codes.all() if one.person == person.id])
    work.invitations.let_go([one.id for one in work.invitations.all() if one.person == person.id])
    # Its name to sign in with stays taken: nobody else is ever taken for who acted under it.
    work.persons.put(Person(person.id, "", (), _NO_SECRET))
    turn.emit(PersonForgotten(person.id))
