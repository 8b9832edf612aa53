"""The lists go by the neighbourhood of an address, which is computed once for all in it."""

from __future__ import annotations

from yeshi.geo.point import Point
from yeshi.orders.addresses import Address
from yeshi.orders.order import Destination
from yeshi.web.shop.near import neighbourhood_of


def _at(x: float, y: float) -> Address:
    return Address(id="a", name="home", to=Destination(Point(x, y), "door"))


def test_neighbours_are_shown_the_same_list() -> None:
    """Nobody's door can be told from it."""
    assert neighbourhood_of(None) is None
    assert neighbourhood_of(_at(112.98341, 28.19412)) == Point(112.983, 28.194)
    assert neighbourhood_of(_at(112.98312, 28.19432)) == Point(112.983, 28.194)
