"""Where the customer wants to eat: what the lists of stalls go by."""

from __future__ import annotations

from collections.abc import Mapping

from yeshi.flow.orders.addresses import book_of
from yeshi.flow.stalls.menus import Front, Section
from yeshi.flow.stalls.nearness import WayTo, ways_to
from yeshi.geo.point import Point
from yeshi.orders.addresses import Address
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.visitor import Visitor

# To about a hundred metres, so that neighbours are shown the same list, computed once.
_DIGITS = 3


def chosen_by(desk: Desk, guest: Visitor) -> Address | None:
    """The address that the visitor used last; none of whoever is here for the first time."""
    return None if guest.is_new else book_of(desk.engine, guest.customer).chosen


def neighbourhood_of(address: Address | None) -> Point | None:
    """The place by which the lists go, which is that of all neighbours; None without an address."""
    if address is None:
        return None
    return Point(round(address.to.place.x, _DIGITS), round(address.to.place.y, _DIGITS))


def ways_of(
    desk: Desk, shown: Front | Section, near: Point | None
) -> Mapping[str, WayTo | None] | None:
    """By merchant the way from each stall that is shown; None where nobody said to where."""
    if near is None:
        return None
    sections = shown.sections if isinstance(shown, Front) else (shown,)
    merchants = [stall.merchant for one in sections for stall in one.stalls]
    return ways_to(desk.engine, merchants, near)


def soonest_of(front: Front, ways: Mapping[str, WayTo | None] | None) -> Mapping[str, float]:
    """By market the seconds from ordering to the door of the stall that is soonest of those that
    are shown and take orders; none where it is not known to where, or too far."""
    found = {}
    for section in front.sections:
        there = [ways.get(one.merchant.id) for one in section.stalls if one.open] if ways else []
        seconds = [way.seconds for way in there if way]
        if section.market and seconds:
            found[section.market.id] = min(seconds)
    return found
