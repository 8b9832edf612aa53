"""Joining: who signs in where they ordered without an account finds it all on each device.

Nobody gains by it. Orders, vouchers and open cash count for the person as a whole, whichever
customer they were made as (flow/shopping.py); who was barred stays barred; and of several
claims in one lot one counts (flow/vouchers/claiming.py). Test money stays where it is.
"""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.refused import Refused
from yeshi.events.ledger import CashForbidden
from yeshi.events.people import CustomerJoined
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.vouchers.entitling import tallies_of
from yeshi.market.favourites import FavouriteList
from yeshi.orders.addresses import ADDRESSES_MAX, AddressBook
from yeshi.orders.cash import CashStanding
from yeshi.people.actor import ActorKind
from yeshi.people.person import SignInFirst
from yeshi.people.shopper import Shopper
from yeshi.vouchers.lot import claim_id


def join(engine: Engine, key: str, customer: str) -> Answer:
    """Have whoever acts be that customer too, if it is nobody's yet and has done anything.

    The answer's `customer` is as whom they order from now on, on each device.
    """

    def act(turn: Turn) -> Answer:
        if turn.by.kind is not ActorKind.PERSON:
            return Refused(SignInFirst())
        person = turn.work.persons.must_lock(turn.by.id).id
        main = next((one for one in turn.work.shoppers.of(person) if one.main), None)
        if main is None:
            main = Shopper(turn.new_id("customer"), person, main=True, since=turn.now)
            turn.work.shoppers.add(main)
        if customer and turn.work.shoppers.get(customer) is None and _has_any(turn.work, customer):
            turn.work.shoppers.add(Shopper(customer, person, main=False, since=turn.now))
            _take_addresses(turn, customer, main.id)
            _take_favourites(turn, customer, main.id)
            _stay_barred(turn, customer, main.id)
            turn.emit(CustomerJoined(person, customer))
        return Done({"customer": main.id})

    return engine.perform(key, "join_customer", act, asked=(customer,))


def _has_any(work: Work, customer: str) -> bool:
    """Whether the customer has ordered, claimed or kept anything, or orders with others."""
    if work.group_baskets.with_guest(customer):
        return True
    if work.orders.of_customer(customer, 1) or work.address_books.get(customer):
        return True
    if work.favourite_lists.get(customer):
        return True
    if tallies_of(work, customer):
        return True
    lots = [one.id for one in work.campaigns.all() if one.lot is not None]
    return bool(work.claims.get_many([claim_id(one, customer) for one in lots]))


def _take_addresses(turn: Turn, customer: str, main: str) -> None:
    """Add the customer's addresses behind the person's, as many as there is room for."""
    theirs = turn.work.address_books.lock(customer)
    if theirs is None or not theirs.addresses:
        return
    known = turn.work.address_books.lock(main)
    book = known or AddressBook(id=main)
    there = {(one.name, one.to) for one in book.addresses}
    more = tuple(one for one in theirs.addresses if (one.name, one.to) not in there)
    addresses = (*book.addresses, *more)[:ADDRESSES_MAX]
    book = replace(book, addresses=addresses, used_at=turn.now)
    if known is None:
        turn.work.address_books.add(book)
    else:
        turn.work.address_books.put(book)
    turn.work.address_books.put(AddressBook(id=customer))


def _take_favourites(turn: Turn, customer: str, main: str) -> None:
    """Add what the customer liked to what the person likes, as much as there is room for."""
    lists = turn.work.favourite_lists
    theirs = lists.lock(customer)
    if theirs is None or not theirs.favourites:
        return
    lists.put(lists.lock_own(FavouriteList(id=main)).joined_by(theirs, turn.now))
    lists.put(FavouriteList(id=customer))


def _stay_barred(turn: Turn, customer: str, main: str) -> None:
    theirs = turn.work.cash_standings.get(customer)
    if theirs is None or theirs.barred_by is None:
        return
    standing = turn.work.cash_standings.lock_own(CashStanding(id=main))
    if standing.barred_by is None:
        turn.work.cash_standings.put(replace(theirs, id=main))
        turn.emit(CashForbidden(main, theirs.barred_by))
