"""The whole made-up past: the same city, day and seed bring the same rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from yeshi.base.money import unit_fen
from yeshi.files.city import City
from yeshi.flow.terms import Terms
from yeshi.geo.travel import TravelTimes
from yeshi.observatory.columns import Coded, Columns
from yeshi.twin.demo.crew import riders
from yeshi.twin.demo.past.books import entries_of
from yeshi.twin.demo.past.days import WEEKS, Days, days_before
from yeshi.twin.demo.past.lots import LOT, lot_of, weighed_columns, with_lot
from yeshi.twin.demo.past.orders import Seats, columns_of_orders, orders_of, with_vouchers
from yeshi.twin.demo.past.outside import panels_of
from yeshi.twin.demo.past.shifts import columns_of_shifts, roster_of, worked_shifts
from yeshi.twin.demo.past.stalls import dealings_of, stalls_of
from yeshi.twin.demo.past.wishes import wishes_of

# The vouchers that the city gives every night began so many weeks before its first day.
NIGHTLY_WEEKS, NIGHTLY = 8, 2


@dataclass(frozen=True, slots=True)
class Nightly:
    """The campaign of every night: its id, from what goods on, and how much comes off."""

    campaign: str
    threshold_fen: int
    off_fen: int


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A past: its days, and its tables and panels by name."""

    days: Days
    tables: Mapping[str, Columns]
    panels: Mapping[str, Columns]


def made_up_past(
    city: City, sellers: Mapping[str, tuple[str, str]], terms: Terms, travel: TravelTimes,
    begins: date, nightly: Nightly, programme: str, seed: int, weeks: int = WEEKS,
) -> MadeUp:  # fmt: skip
    """The past of a city whose first recorded day is `begins`.

    `sellers`: by merchant its sector and district. `programme`: who is given what is rounded up.
    """
    days = days_before(begins, seed, weeks)
    merchants = [one for quarter in city.quarters for one, _ in quarter.stalls]
    ids = [one.id for one in merchants]
    stalls = stalls_of(ids, [one.online for one in merchants], days, seed)
    seats = Seats(
        _coded([one.market or "" for one in merchants]),
        _coded([sellers[id_][0] for id_ in ids]), _coded([sellers[id_][1] for id_ in ids]),
    )  # fmt: skip
    wishes = wishes_of(city, terms, travel, days, seed)
    lot = lot_of(days, seed)
    orders = with_lot(orders_of(wishes, stalls, seed), lot, wishes, stalls, seed)
    takes = (
        orders.settled & (orders.campaign == 0) & (orders.goods_fen >= nightly.threshold_fen)
        & (orders.day >= len(days.days) - 7 * NIGHTLY_WEEKS)
    )  # fmt: skip
    orders = with_vouchers(orders, takes, nightly.off_fen, NIGHTLY)
    roster = roster_of(riders(city, seed), days, seed)
    day, hour = orders.day[orders.settled], orders.hour[orders.settled]
    courier = roster.bringing(day, hour, np.random.default_rng((seed, 9)))
    shifts = worked_shifts(roster, day, courier, days, terms)
    campaigns, claims, uses = weighed_columns(orders, lot, stalls, days)
    return MadeUp(
        days,
        {
            "sales": columns_of_orders(orders, stalls, seats, days, terms),
            "shiftwork": columns_of_shifts(shifts, roster, days),
            "dealings": dealings_of(stalls, days, seed),
            "entries": entries_of(
                orders, courier, shifts, stalls, roster, days, terms, (LOT, nightly.campaign),
                programme,
            ),
            "campaigns": campaigns,
            "claims": claims,
            "uses": uses,
        },
        panels_of(wishes, stalls, seats, days, unit_fen(terms.currency), seed),
    )  # fmt: skip


def _coded(texts: list[str]) -> Coded:
    names = tuple(dict.fromkeys(texts))
    return Coded(np.array([names.index(text) for text in texts], np.int32), names)
