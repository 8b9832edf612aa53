"""A book of addresses has the last used first, and each of them once."""

from __future__ import annotations

from dataclasses import replace

from yeshi.geo.point import Point
from yeshi.orders.addresses import ADDRESSES_MAX, Address, AddressBook
from yeshi.orders.order import Destination


def _address(id_: str) -> Address:
    return Address(id=id_, name=id_, to=Destination(Point(0, 0), f"door of {id_}"))


def test_what_was_used_last_comes_first() -> None:
    """Whether it is new, another was used meanwhile, or it says something else now."""
    book = AddressBook(id="c")
    assert book.chosen is None
    for id_ in ("home", "work", "gran"):
        book = book.using(_address(id_))
    assert [one.id for one in book.addresses] == ["gran", "work", "home"]
    book = book.using(replace(_address("home"), name="flat"))
    assert [one.name for one in book.addresses] == ["flat", "gran", "work"]
    assert book.chosen == book.get("home")
    assert [one.id for one in book.without("gran").addresses] == ["home", "work"]
    assert book.without("nowhere") == book


def test_an_address_is_in_it_once_and_there_are_only_so_many() -> None:
    """Else it may not be kept."""
    many = tuple(_address(str(number)) for number in range(ADDRESSES_MAX))
    assert AddressBook(id="c", addresses=many).holds
    assert not AddressBook(id="c", addresses=(*many, _address("more"))).holds
    assert not AddressBook(id="c", addresses=(many[0], many[0])).holds
