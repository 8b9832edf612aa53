"""The orders of the made-up past: how many on each day, for which stalls, and how they went."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from yeshi.events.fulfilment import Fulfilment
from yeshi.flow.terms import Terms
from yeshi.observatory.columns import Coded, Columns
from yeshi.twin.demo.past.days import TURNS, Days, Floats, Ints
from yeshi.twin.demo.past.shifts import Flags
from yeshi.twin.demo.past.stalls import Stalls
from yeshi.twin.demo.past.wishes import Wishes

# People who order now and then; who they are is told nowhere.
CUSTOMERS = 6000
SETTLED = 0.975
WAIT_MEDIAN_S, WAIT_SPREAD, PROMISED_S = 1150.0, 0.36, 2000.0
# A second stall takes so much longer.
SECOND_S = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PastOrders:
    """PastOrders by their time: as `Wishes`, and how they went; `day` is a day's number."""

    day: Ints
    hour: Ints
    customer: Ints
    stall: Ints
    asked_fen: Ints
    goods_fen: Ints
    delivery_fen: Ints
    donation_fen: Ints
    door_m: Floats
    settled: Flags
    wait_s: Floats
    voucher_fen: Ints
    campaign: Ints

    def taken(self, rows: NDArray[np.int64] | Flags) -> PastOrders:
        """Those rows: numbers of rows, or a flag for each."""
        return PastOrders(**{one.name: getattr(self, one.name)[rows] for one in fields(self)})

    def with_others(self, others: PastOrders) -> PastOrders:
        """These and others, by their time."""
        both = PastOrders(
            **{
                f.name: np.concatenate([getattr(self, f.name), getattr(others, f.name)])
                for f in fields(self)
            }
        )
        order = np.lexsort(((both.hour - TURNS) % 24, both.day))
        return both.taken(order)

    @property
    def paid_fen(self) -> Ints:
        """What each customer paid."""
        paid: Ints = (
            self.asked_fen.sum(axis=1) + self.delivery_fen + self.donation_fen - self.voucher_fen
        )
        return paid

    @property
    def voucher_parts(self) -> Ints:
        """Of each stall its part of the voucher, by what it asks; shape (n, 2)."""
        first = self.voucher_fen * self.asked_fen[:, 0] // self.asked_fen.sum(axis=1)
        parts: Ints = np.stack([first, self.voucher_fen - first], axis=1)
        return parts

    @property
    def stalls(self) -> Ints:
        """Of how many stalls each is."""
        stalls: Ints = (self.stall >= 0).sum(axis=1)
        return stalls


def orders_of(wishes: Wishes, stalls: Stalls, seed: int) -> PastOrders:
    """The orders: a number a day by chance, thinned by how lively each stall was then."""
    chance = np.random.default_rng((seed, 5))
    usual = len(wishes.hour) / wishes.days
    most = stalls.lively.max(axis=1)
    numbers = chance.poisson(usual * most)
    day = np.repeat(np.arange(len(most)), numbers)
    wish = chance.integers(0, len(wishes.hour), len(day))
    first = wishes.stall[wish, 0]
    kept = _delivers(stalls, day, first)
    kept &= chance.random(len(day)) * most[day] < stalls.lively[day, first]
    return ordered(wishes, stalls, day[kept], wish[kept], chance)


def ordered(
    wishes: Wishes, stalls: Stalls, day: Ints, wish: Ints, chance: np.random.Generator
) -> PastOrders:
    """The orders of those days by those wishes, by their time."""
    by_time = np.lexsort(((wishes.hour[wish] - TURNS) % 24, day))
    day, wish = day[by_time], wish[by_time]
    stall, asked = wishes.stall[wish].copy(), wishes.asked_fen[wish].copy()
    # A stall that did not deliver yet is left out of an order of two.
    there = _delivers(stalls, day, stall[:, 1])
    goods = np.where(
        there | (stall[:, 1] < 0), wishes.goods_fen[wish],
        wishes.goods_fen[wish] * asked[:, 0] // asked.sum(axis=1),
    )  # fmt: skip
    stall[~there, 1], asked[~there, 1] = -1, 0
    delivery = wishes.delivery_fen[wish]
    rounded = -(asked.sum(axis=1) + delivery) % 100
    settled = chance.random(len(day)) < SETTLED
    wait = WAIT_MEDIAN_S * np.exp(chance.normal(0.0, WAIT_SPREAD, len(day)))
    nothing = np.zeros(len(day), np.int64)
    return PastOrders(
        day=day,
        hour=wishes.hour[wish],
        customer=chance.integers(0, CUSTOMERS, len(day)),
        stall=stall,
        asked_fen=asked,
        goods_fen=goods,
        delivery_fen=delivery,
        donation_fen=np.where(wishes.donation_fen[wish] > 0, rounded, 0),
        door_m=wishes.door_m[wish],
        settled=settled,
        wait_s=wait + SECOND_S * there,
        voucher_fen=nothing,
        campaign=nothing,
    )


def _delivers(stalls: Stalls, day: Ints, stall: Ints) -> Flags:
    since = stalls.online[stall]
    found: Flags = (stall >= 0) & (since >= 0) & (since <= day)
    return found


def with_vouchers(orders: PastOrders, rows: Flags, off_fen: int, campaign: int) -> PastOrders:
    """The orders with a campaign's voucher taken off those rows."""
    voucher = np.where(rows, np.minimum(off_fen, orders.goods_fen), orders.voucher_fen)
    return replace(orders, voucher_fen=voucher, campaign=np.where(rows, campaign, orders.campaign))


def fees_fen(sold_fen: Ints, terms: Terms) -> Ints:
    """The platform's fee of each sale, rounded as the books do."""
    rounded: Ints = (sold_fen * terms.commission.basis_points + 5000) // 10000
    return rounded


@dataclass(frozen=True, slots=True)
class Seats:
    """Where each stall belongs, by its number."""

    market: Coded
    sector: Coded
    district: Coded


def columns_of_orders(
    orders: PastOrders, stalls: Stalls, seats: Seats, days: Days, terms: Terms
) -> Columns:
    """Sales as the city records them: a row an order and stall."""
    row, part = np.nonzero(orders.stall >= 0)
    stall, many = orders.stall[row, part], orders.stalls[row]
    asked, settled = orders.asked_fen[row, part], orders.settled[row]
    sold = np.where(settled, asked, 0)
    nothing = np.zeros(len(row), np.int64)
    wait = np.where(settled, orders.wait_s[row], np.nan)
    hour = orders.hour[row]
    return {
        "day": days.days[orders.day[row]],
        "week": days.mondays[orders.day[row]],
        "hour": hour,
        "night": np.isin(hour, [one for one in range(24) if terms.calendar.hour_is_night(one)]),
        "order": np.char.add("past-", row.astype(str)),
        "merchant": Coded(stall.astype(np.int32), stalls.ids),
        "market": seats.market.taken(stall),
        "sector": seats.sector.taken(stall),
        "district": seats.district.taken(stall),
        "asked_fen": asked,
        "sold_fen": sold,
        "voucher_fen": orders.voucher_parts[row, part],
        "fee_fen": fees_fen(sold, terms),
        "given_fen": nothing,
        "compensated_fen": nothing,
        "part": 1.0 / many,
        "settled": settled,
        "carried": settled,
        "delivered": settled,
        "wait_s": np.ma.masked_array(wait, ~settled),
        "late": np.ma.masked_array(orders.wait_s[row] > PROMISED_S, ~settled),
        # Those who were there before the city opened had everything brought.
        "fulfilment": Coded(np.zeros(len(row), np.int32), (Fulfilment.DELIVERY.value,)),
        "collected": np.zeros(len(row), bool),
    }
