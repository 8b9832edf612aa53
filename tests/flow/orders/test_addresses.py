"""A customer keeps where they are; nobody else sees it, and nothing is kept that nobody reaches."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.builders import SmallCity, done
from tests.flow.test_races import at_once
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.orders import addresses, ordering, quoting, reading
from yeshi.flow.orders.addresses import Whereabouts
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.ports import Store
from yeshi.geo.point import Point
from yeshi.orders.addresses import ADDRESSES_MAX, TooManyAddresses
from yeshi.orders.checkout import Quote, TooFar
from yeshi.orders.order import Destination
from yeshi.people.actor import visitor

HOME = Whereabouts(
    name=" home ", place=Point(1000, 1000), address=" 3 Lane, 5th floor ",
    door_note="ring twice", phone="138 0013 8000",
)  # fmt: skip


def add(city: SmallCity, **other: Any) -> str:
    """The id of an address of the customer `c`, which is like home but for these."""
    said = replace(HOME, **other)
    return done(addresses.add_address(city.engine, city.key(), "c", said))["address"]


def names(city: SmallCity, customer: str = "c") -> list[str]:
    """What the customer calls their addresses, in the order of the book."""
    return [one.name for one in addresses.book_of(city.engine, customer).addresses]


def test_addresses_are_added_changed_chosen_and_taken_out(store: Store) -> None:
    """The last used comes first, words without blanks around them, the number with its code."""
    city = SmallCity(store).settle_in()
    assert names(city) == []
    home, work = add(city), add(city, name="work", phone="", door_note="")
    assert names(city) == ["work", "home"]
    done(addresses.choose_address(city.engine, city.key(), "c", home))
    chosen = addresses.book_of(city.engine, "c").chosen
    assert chosen is not None
    assert (chosen.id, chosen.to) == (
        home, Destination(HOME.place, "3 Lane, 5th floor", "ring twice", "+8613800138000"),
    )  # fmt: skip
    flat = replace(HOME, name="flat")
    done(addresses.change_address(city.engine, city.key(), "c", work, flat))
    assert names(city) == ["flat", "home"]
    done(addresses.remove_address(city.engine, city.key(), "c", home))
    assert names(city) == ["flat"]


def test_the_addresses_of_others_are_not_there() -> None:
    """To be read, changed, chosen or taken out."""
    city = SmallCity().settle_in()
    home = add(city)
    other, key = city.engine.acting(visitor("d")), city.key
    assert names(city, "d") == []
    for refused in (
        addresses.choose_address(other, key(), "d", home),
        addresses.remove_address(other, key(), "d", home),
        addresses.change_address(other, key(), "d", home, HOME),
    ):
        assert refused == Refused(Unknown("address", home))
    for refused in (
        addresses.add_address(other, key(), "c", HOME),
        addresses.choose_address(other, key(), "c", home),
        addresses.remove_address(other, key(), "c", home),
    ):
        assert refused == Refused(Unknown("customer", "c"))
    assert names(city) == ["home"]


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"address": " "}, "address"),
        ({"address": "x" * 121}, "address"),
        ({"door_note": "x" * 201}, "door_note"),
        ({"phone": "12345"}, "phone"),
    ],
)
def test_what_cannot_be_used_is_refused(other: dict[str, str], field: str) -> None:
    """By the name of its field, and nothing is kept."""
    city = SmallCity().settle_in()
    refused = addresses.add_address(city.engine, city.key(), "c", replace(HOME, **other))
    assert isinstance(refused, Refused)
    assert isinstance(refused.reason, Invalid)
    assert refused.reason.field == field
    assert names(city) == []


def test_a_place_that_no_courier_reaches_is_refused_there_and_then(store: Store) -> None:
    """It says how far it is; where nobody sells yet, the zones say where the city is."""
    city = SmallCity(store)
    far = Point(10_000, 0)
    refused = Refused(TooFar(34, 30))
    assert addresses.reach(city.engine, far) == refused
    assert addresses.reach(city.engine, HOME.place) is None
    city.settle_in()
    assert addresses.reach(city.engine, HOME.place) is None
    there = replace(HOME, place=far)
    assert addresses.add_address(city.engine, city.key(), "c", there) == refused
    home = add(city)
    changed = addresses.change_address(city.engine, city.key(), "c", home, there)
    assert changed == refused
    assert addresses.book_of(city.engine, "c").addresses[0].to.place == HOME.place


def test_only_so_many_are_kept() -> None:
    """And a place that is kept may still be changed."""
    city = SmallCity().settle_in()
    kept = [add(city, name=str(number)) for number in range(ADDRESSES_MAX)]
    refused = addresses.add_address(city.engine, city.key(), "c", HOME)
    assert refused == Refused(TooManyAddresses(ADDRESSES_MAX))
    done(addresses.change_address(city.engine, city.key(), "c", kept[0], HOME))
    assert names(city)[0] == "home"


def test_an_order_goes_where_it_was_quoted_to(store: Store) -> None:
    """With the note and the number, also once the address is forgotten; the number is checked."""
    city = SmallCity(store).settle_in()
    city.fill()
    home = add(city)
    chosen = addresses.book_of(city.engine, "c").chosen
    assert chosen is not None
    named = done(quoting.ask_quote(city.engine, city.key(), Wish("c", {"a1": 1}, chosen.to)))
    order = done(ordering.place(city.engine, city.key(), "c", named["quote"]))["order"]
    done(addresses.remove_address(city.engine, city.key(), "c", home))
    assert city.order(order).destination == chosen.to
    wrong = Wish("c", {"a1": 1}, replace(chosen.to, phone="12"))
    assert quoting.ask_quote(city.engine, city.key(), wrong) == Refused(Invalid("phone", "phone"))
    written = Wish("c", {"a1": 1}, replace(chosen.to, phone="(138) 0013-8000"))
    quote = reading.quote(
        city.engine, "c", done(quoting.ask_quote(city.engine, city.key(), written))["quote"]
    )
    assert isinstance(quote, Quote)
    assert quote.destination.phone == "+8613800138000"


def test_the_stall_is_told_neither_place_nor_number() -> None:
    """Its board has the order without all that leads to the door."""
    city = SmallCity().settle_in()
    city.fill()
    to = Destination(HOME.place, "marked", "marked", "+8613800138000")
    named = done(quoting.ask_quote(city.engine, city.key(), Wish("c", {"a1": 1}, to)))
    done(ordering.place(city.engine, city.key(), "c", named["quote"]))
    board = reading.board(city.engine, "a")
    assert not isinstance(board, Refused)
    assert board[0].destination == Destination(board[0].pickup, "")


def test_whoever_has_no_map_starts_from_a_market_or_a_zone() -> None:
    """Each by its name and where it is."""
    city = SmallCity().settle_in()
    found = addresses.places_of(city.engine)
    assert [(one.id, one.place) for one in found] == [
        ("m", Point(0, 0)), ("zone:city", Point(0, 0)),
    ]  # fmt: skip


def test_two_first_addresses_at_once_are_both_kept(postgres: PostgresStore) -> None:
    """Of one customer, on two devices."""
    city = SmallCity(postgres).settle_in()
    at_once(
        [
            lambda n=n: addresses.add_address(
                city.engine, f"at-once-{n}", "c", replace(HOME, name=f"n{n}")
            )
            for n in range(4)
        ]
    )
    assert set(names(city)) == {"n0", "n1", "n2", "n3"}
