"""What the demo city's own customers wish for, as patterns that the orders of its past follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from yeshi.base.errors import InvariantBroken
from yeshi.base.refused import Refused
from yeshi.base.selection import selection_of
from yeshi.files.city import City
from yeshi.flow.orders.choosing import line_of
from yeshi.flow.terms import Terms
from yeshi.geo.point import metres_between
from yeshi.geo.travel import TravelTimes
from yeshi.market.catalogue import Item
from yeshi.market.selection import select
from yeshi.orders.basket import Offer, fill
from yeshi.orders.checkout import Besides, price
from yeshi.twin.actors.demand import Intent
from yeshi.twin.demo.crowd import Crowd
from yeshi.twin.demo.past.days import TURNS, Days, Floats, Ints

# Days of wishes that all orders are drawn from.
PATTERN_DAYS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """PastOrders of some days, all as today: shape (n,) each, but for parts of shape (n, 2).

    `stall`: numbers of one or two stalls, −1 for none; `asked_fen`: what each asks;
    `goods_fen`: items alone, which vouchers go by; `door_m`: from the first stall to the door.
    """

    days: int
    hour: Ints
    stall: Ints
    asked_fen: Ints
    goods_fen: Ints
    delivery_fen: Ints
    donation_fen: Ints
    door_m: Floats


def wishes_of(
    city: City, terms: Terms, travel: TravelTimes, days: Days, seed: int, count: int = PATTERN_DAYS
) -> Wishes:
    """The crowd's wishes of the past's last days, priced as the city prices them."""
    crowd, pricing = Crowd(city=city, seed=seed), _Pricing(city, terms, travel)
    rows = []
    for back in range(count):
        begins = terms.calendar.day_begins(days.last - timedelta(days=back))
        for minute in range(24 * 60):
            hour = (TURNS + minute // 60) % 24
            for wish in crowd.wishes(begins + timedelta(minutes=minute)):
                priced = pricing.row(wish)
                if priced is not None:
                    rows.append((hour, *priced))
    told = np.array(rows, np.float64).reshape(-1, 9)
    whole = told[:, :8].astype(np.int64)
    return Wishes(
        days=count,
        hour=whole[:, 0],
        stall=whole[:, 1:3],
        asked_fen=whole[:, 3:5],
        goods_fen=whole[:, 5],
        delivery_fen=whole[:, 6],
        donation_fen=whole[:, 7],
        door_m=told[:, 8],
    )


class _Pricing:
    """What a wish costs: the city's own bill of it."""

    def __init__(self, city: City, terms: Terms, travel: TravelTimes) -> None:
        self._terms, self._travel = terms, travel
        self._markets = {q.market.id: q.market for q in city.quarters}
        merchants = [one for q in city.quarters for one, _ in q.stalls]
        self._numbers = {one.id: number for number, one in enumerate(merchants)}
        self._places = {one.id: one.place for one in merchants}
        self._items: dict[str, tuple[Item, Sequence[Item], str]] = {
            item.id: (item, menu, q.market.id)
            for q in city.quarters for _, menu in q.stalls for item in menu
        }  # fmt: skip
        self._offers: dict[str, Offer] = {}

    def row(self, wish: Intent) -> tuple[float, ...] | None:
        """Of a wish what `Wishes` tells after its hour; None where it makes no order here."""
        offers = {written: self._offer(written) for written in wish.wanted}
        basket = fill(wish.wanted, offers)
        if isinstance(basket, Refused) or len(basket.merchants) > 2:
            return None
        door = wish.destination.place
        market = self._markets[offers[next(iter(wish.wanted))].market or ""]
        travel_s = self._travel.between(market.collection, door)
        nothing = self._terms.pay_per_order * 0
        bill = price(basket, self._terms.fees, travel_s, Besides(nothing, donate=wish.donate))
        if isinstance(bill, Refused):
            return None
        asked = [
            sum((line.price.fen + line.packing.fen) * line.quantity for line in lines)
            for _, lines in basket.lines
        ]
        stalls = [self._numbers[one] for one in basket.merchants]
        return (
            *_two(stalls, -1), *_two(asked, 0), bill.items.fen, bill.delivery.fen,
            bill.donation.fen, metres_between(self._places[basket.merchants[0]], door),
        )  # fmt: skip

    def _offer(self, written: str) -> Offer:
        known = self._offers.get(written)
        if known is None:
            selection = selection_of(written)
            item, menu, market = self._items[selection.item]
            selected = select(item, {one.id: one for one in menu}, selection.chosen)
            if isinstance(selected, Refused):
                raise InvariantBroken(f"the crowd chose what cannot be: {written}")
            known = Offer(merchant=item.merchant, market=market, line=line_of(selected))
            self._offers[written] = known
        return known


def _two(values: list[int], none: int) -> tuple[int, int]:
    return (values[0], values[1]) if len(values) > 1 else (values[0], none)
