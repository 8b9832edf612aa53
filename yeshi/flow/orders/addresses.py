"""Addresses: where a customer is, kept by themselves, and refused where no courier can come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil
from typing import Annotated

from yeshi.base.limits import ADDRESS_LENGTH_MAX, NAME_LENGTH_MAX, NOTE_LENGTH_MAX
from yeshi.base.names import Name
from yeshi.base.personal import Personal
from yeshi.base.phones import phone_of
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.terms import Terms
from yeshi.geo.point import Point
from yeshi.geo.travel import TravelTimes
from yeshi.geo.zones import is_within
from yeshi.orders.addresses import ADDRESSES_MAX, Address, AddressBook, TooManyAddresses
from yeshi.orders.checkout import BeyondZones, TooFar
from yeshi.orders.order import Destination
from yeshi.people.actor import admit_customer


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """What a customer says of an address: what they call it, and where it is.

    `phone`: as they write it; "" for none.
    """

    name: Annotated[str, Personal("address")]
    place: Annotated[Point, Personal("door")]
    address: Annotated[str, Personal("address")]
    door_note: Annotated[str, Personal("note")] = ""
    phone: Annotated[str, Personal("phone")] = ""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that whoever has no map may start from: a market, or the middle of a zone."""

    id: str
    name: Name
    place: Point


def add_address(engine: Engine, key: str, customer: str, said: Whereabouts) -> Answer:
    """Keep a new address of the customer, as the one that is used now; the answer names it."""

    def act(turn: Turn) -> Answer:
        return _keep(turn, engine.travel, customer, None, said)

    return engine.perform(key, "add_address", act, asked=(customer, said))


def change_address(
    engine: Engine, key: str, customer: str, address: str, said: Whereabouts
) -> Answer:
    """Have an address of the customer say this instead, as the one that is used now."""

    def act(turn: Turn) -> Answer:
        return _keep(turn, engine.travel, customer, address, said)

    return engine.perform(key, "change_address", act, asked=(customer, address, said))


def choose_address(engine: Engine, key: str, customer: str, address: str) -> Answer:
    """Have the customer's address be the one that is used now."""
    return _of_book(
        engine, key, "choose_address", customer, address, lambda book, one: book.using(one)
    )


def remove_address(engine: Engine, key: str, customer: str, address: str) -> Answer:
    """Forget an address of the customer: nothing of it is kept but in what was ordered to it."""
    return _of_book(
        engine, key, "remove_address", customer, address, lambda book, one: book.without(one.id)
    )


def book_of(engine: Engine, customer: str) -> AddressBook:
    """The customer's addresses, the last used first."""
    with engine.store.read() as work:
        return work.address_books.get(customer) or AddressBook(id=customer)


def places_of(engine: Engine) -> list[Landmark]:
    """The markets and zones of the city."""
    with engine.store.read() as work:
        there = [one for one in work.markets.all() if one.ended_at is None]
        markets = [Landmark(one.id, one.name, one.collection) for one in there]
    zones = [Landmark(f"zone:{one.id}", one.name, one.centre) for one in engine.terms.zones]
    return [*markets, *zones]


def reach(engine: Engine, place: Point) -> Refused | None:
    """That no courier brings anything there; None where somebody sells near enough."""
    with engine.store.read() as work:
        return out_of_reach(work, engine.terms, engine.travel, place)


def destination_of(said: Destination, terms: Terms) -> Destination | Refused:
    """Where an order goes, as it is kept; the refusal of words that are too many or no number."""
    if not 0 < len(said.address.strip()) <= ADDRESS_LENGTH_MAX:
        return Refused(Invalid("address", f"1…{ADDRESS_LENGTH_MAX}"))
    if not said.door_note and not said.phone:
        return said
    if len(said.door_note) > NOTE_LENGTH_MAX:
        return Refused(Invalid("door_note", f"> {NOTE_LENGTH_MAX}"))
    phone = phone_in(said.phone, terms)
    if isinstance(phone, Refused):
        return phone
    return replace(said, phone=phone, door_note=said.door_note.strip())


def phone_in(said: str, terms: Terms) -> str | Refused:
    """The number as it is kept, "" where none was said."""
    return phone_of(said, terms.phone_region) if said.strip() else ""


def served_destination(said: Destination, terms: Terms) -> Destination | Refused:
    """The same of an order that is asked for; also refused outside of the city's zones."""
    within = is_within(said.place, terms.zones)
    return destination_of(said, terms) if within else Refused(BeyondZones())


def out_of_reach(work: Work, terms: Terms, travel: TravelTimes, place: Point) -> Refused | None:
    """That no courier brings anything there; None where somebody sells near enough.

    While nobody sells yet, the zones say where the city is.
    """
    if not is_within(place, terms.zones):
        return Refused(BeyondZones())
    markets = [one.collection for one in work.markets.all() if one.ended_at is None]
    counters = [*work.merchants.places(), *markets]
    near = counters or [zone.centre for zone in terms.zones]
    travel_s = float(travel.matrix(near, [place]).min())
    if travel_s <= terms.fees.reach_s:
        return None
    return Refused(TooFar(ceil(travel_s / 60), int(terms.fees.reach_s // 60)))


def _keep(
    turn: Turn, travel: TravelTimes, customer: str, address: str | None, said: Whereabouts
) -> Answer:
    refused = admit_customer(turn.by, customer)
    if refused:
        return refused
    book = turn.work.address_books.lock_own(AddressBook(id=customer))
    if address is not None and book.get(address) is None:
        return Refused(Unknown("address", address))
    if address is None and len(book.addresses) >= ADDRESSES_MAX:
        return Refused(TooManyAddresses(ADDRESSES_MAX))
    if not 0 < len(said.name.strip()) <= NAME_LENGTH_MAX:
        return Refused(Invalid("name", f"1…{NAME_LENGTH_MAX}"))
    words = Destination(said.place, said.address.strip(), said.door_note, said.phone.strip())
    to = destination_of(words, turn.terms)
    if isinstance(to, Refused):
        return to
    refused = out_of_reach(turn.work, turn.terms, travel, said.place)
    if refused:
        return refused
    kept = Address(id=address or turn.new_id("ad"), name=said.name.strip(), to=to)
    turn.work.address_books.put(replace(book.using(kept), used_at=turn.now))
    return Done({"address": kept.id})


def _of_book(
    engine: Engine, key: str, command: str, customer: str, address: str,
    change: Callable[[AddressBook, Address], AddressBook],
) -> Answer:  # fmt: skip
    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        book = turn.work.address_books.lock(customer)
        found = book.get(address) if book else None
        if book is None or found is None:
            return Refused(Unknown("address", address))
        changed = change(book, found)
        if changed != book:
            turn.work.address_books.put(replace(changed, used_at=turn.now))
        return Done({"address": address})

    return engine.perform(key, command, act, asked=(customer, address))
