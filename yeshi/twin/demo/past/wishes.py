"""What the demo city's own customers wish for, as patterns that the orders of its past follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from yeshi.base.clock import LOCAL, day_begins
from yeshi.base.refused import Refused
from yeshi.files.city import City
from yeshi.flow.terms import Terms
from yeshi.geo.point import metres_between
from yeshi.geo.travel import TravelTimes
from yeshi.market.catalogue import Item
from yeshi.orders.basket import Offer, fill
from yeshi.orders.checkout import price
from yeshi.twin.demo.crowd import Crowd
from yeshi.twin.demo.past.days import Days, Floats, Ints

# Days of wishes that all orders are drawn from.
PATTERN_DAYS = 6


@dataclass(frozen=True, slots=True)
class Wishes:
    """Orders of some days, all as today: shape (n,) each, but for parts of shape (n, 2).

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
    crowd = Crowd(city, seed)
    quarters = {q.market.id: q for q in city.quarters}
    numbers = {m.id: n for n, m in enumerate(m for q in city.quarters for m, _ in q.stalls)}
    offers = {
        item.id: _offer(item, merchant.id, q.market.id)
        for q in city.quarters for merchant, menu in q.stalls for item in menu
    }  # fmt: skip
    places = {m.id: m.place for q in city.quarters for m, _ in q.stalls}
    rows = []
    for back in range(count):
        begins = day_begins(days.last - timedelta(days=back))
        for minute in range(24 * 60):
            for wish in crowd.wishes(begins + timedelta(minutes=minute)):
                basket = fill(wish.wanted, offers)
                if isinstance(basket, Refused) or len(basket.merchants) > 2:
                    continue
                door = wish.destination.place
                market = quarters[offers[next(iter(wish.wanted))].market or ""].market
                nothing = terms.pay_per_order * 0
                bill = price(
                    basket, terms.fees, travel.between(market.collection, door), nothing,
                    wish.donate,
                )  # fmt: skip
                if isinstance(bill, Refused):
                    continue
                asked = [
                    sum((line.price.fen + line.packing.fen) * line.quantity for line in lines)
                    for _, lines in basket.lines
                ]
                stalls = [numbers[one] for one in basket.merchants]
                rows.append((
                    wish.at.astimezone(LOCAL).hour, *_two(stalls, -1), *_two(asked, 0),
                    bill.items.fen, bill.delivery.fen, bill.donation.fen,
                    metres_between(places[basket.merchants[0]], door),
                ))  # fmt: skip
    told = np.array(rows, np.float64).reshape(-1, 9)
    whole = told[:, :8].astype(np.int64)
    return Wishes(
        count, whole[:, 0], whole[:, 1:3], whole[:, 3:5], whole[:, 5], whole[:, 6], whole[:, 7],
        told[:, 8],
    )  # fmt: skip


def _offer(item: Item, merchant: str, market: str) -> Offer:
    return Offer(item.id, merchant, market, item.name, item.price, item.packing)


def _two(values: list[int], none: int) -> tuple[int, int]:
    return (values[0], values[1]) if len(values) > 1 else (values[0], none)
