"""What the made-up past tells of those outside the platform, as panels that are imported are told.

Weekly trade of shops that are not on it, and of its stalls before they were; since when shops stand
on which rung; public services; and how many people live where.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from yeshi.observatory.columns import Coded, Columns
from yeshi.twin.demo.past.days import Days, Floats, Ints
from yeshi.twin.demo.past.orders import Seats
from yeshi.twin.demo.past.stalls import COHORTS, NEVER, ONLINE_ADDS, WAITED_WEEKS, Stalls
from yeshi.twin.demo.past.wishes import Wishes

SHOPS = 90
# Of the shops: those that delivered before the shock, and those that began after it.
BEFORE, AFTER = 12, 32
SECTORS = ("snacks", "noodles", "barbecue", "drinks", "kitchens", "crayfish")
DISTRICTS = ("east", "west")
PEOPLE = {"east": 412_000, "west": 268_000}
USUAL_FEN, USUAL_SPREAD = 600_000.0, 0.5
SERVICES = (
    "摊位许可 Stall licence", "食品安全登记 Food safety registration",
    "夜间停车证 Night parking permit", "垃圾清运合同 Waste contract",
    "消防检查预约 Fire inspection date", "税务登记 Tax registration",
    "占道经营 Pavement use", "噪声投诉答复 Noise complaint answer",
)  # fmt: skip
NO_DAY = np.datetime64("NaT", "D")


def shops_online(days: Days) -> Ints:
    """By shop the day since which it delivers, or NEVER."""
    online = np.full(SHOPS, NEVER, np.int64)
    online[:BEFORE] = 7 * np.arange(BEFORE)
    shock = days.number(days.shock_began)
    online[BEFORE : BEFORE + AFTER] = shock + 7 * (WAITED_WEEKS + np.arange(AFTER) % COHORTS)
    return np.where(online < len(days.days), online, NEVER)


def panels_of(
    wishes: Wishes, stalls: Stalls, seats: Seats, days: Days, unit: int, seed: int
) -> dict[str, Columns]:
    """The panels, by kind; only whole weeks are told. `unit`: the fen of a unit of money."""
    chance = np.random.default_rng((seed, 8))
    online = shops_online(days)
    names = tuple(f"shop-{number:03d}" for number in range(SHOPS))
    sector = chance.integers(0, len(SECTORS), SHOPS).astype(np.int32)
    district = (np.arange(SHOPS) % 2).astype(np.int32)
    weeks = len(days.days) // 7
    shop, week, took = _shops(days, online, weeks, unit, chance)
    stall, before, sold = _before(wishes, stalls, weeks, unit, chance)
    return {
        "trade": {
            "business": Coded(
                np.concatenate([shop, SHOPS + stall]).astype(np.int32), (*names, *stalls.ids)
            ),
            "period": days.days[7 * np.concatenate([week, before])],
            "trade": np.round(np.concatenate([took, sold]), 2),
            "sector": _joined(Coded(sector[shop], SECTORS), seats.sector.taken(stall)),
            "district": _joined(Coded(district[shop], DISTRICTS), seats.district.taken(stall)),
            "online_since": np.concatenate([
                _days(days, online)[shop], _days(days, stalls.online)[stall]
            ]),
        },
        "businesses": _businesses(days, online, names, sector, district, chance),
        "services": _services(days, chance),
        "people": {
            "district": Coded(np.arange(2, dtype=np.int32), DISTRICTS),
            "year": np.full(2, days.first.year),
            "people": np.array([PEOPLE[one] for one in DISTRICTS]),
        },
    }  # fmt: skip


def _shops(
    days: Days, online: Ints, weeks: int, unit: int, chance: np.random.Generator
) -> tuple[Ints, Ints, Floats]:
    """Of every shop and week: their numbers, and what was taken, in units of money."""
    size = USUAL_FEN / unit * np.exp(chance.normal(0.0, USUAL_SPREAD, SHOPS))
    number = np.arange(7 * weeks)[:, None]
    delivers = (online >= 0) & (number >= online)
    late = online >= days.number(days.shock_began)
    counter, at_door = days.at_counter[: 7 * weeks, None], days.online[: 7 * weeks, None]
    left = np.where(late, counter + ONLINE_ADDS * delivers, np.where(delivers, at_door, counter))
    # Trade outside the platform follows the seasons, and grows half as much.
    daily = np.sqrt(days.lively[: 7 * weeks, None]) * left
    weekly = daily.reshape(weeks, 7, SHOPS).mean(axis=1) * size
    noise = np.exp(chance.normal(0.0, 0.12, weekly.shape))
    shop, week = np.divmod(np.arange(SHOPS * weeks), weeks)
    return shop, week, (weekly * noise)[week, shop]


def _before(
    wishes: Wishes, stalls: Stalls, weeks: int, unit: int, chance: np.random.Generator
) -> tuple[Ints, Ints, Floats]:
    """Of each stall and week before it came onto the platform: numbers, and what it took."""
    usual = np.zeros(len(stalls.ids))
    for part in range(2):
        there = wishes.stall[:, part] >= 0
        np.add.at(usual, wishes.stall[there, part], wishes.asked_fen[there, part] / unit)
    # A stall that never delivered takes what the others take.
    usual = np.where(usual > 0, usual, np.median(usual[usual > 0])) / wishes.days
    weekly = stalls.lively[: 7 * weeks].reshape(weeks, 7, -1).sum(axis=1) * usual
    until = np.where(stalls.online == NEVER, weeks, stalls.online // 7)
    stall, week = np.nonzero(np.arange(weeks) < until[:, None])
    sold = weekly[week, stall] * np.exp(chance.normal(0.0, 0.08, len(stall)))
    return stall, week, sold


def _businesses(
    days: Days, online: Ints, names: tuple[str, ...], sector: NDArray[np.int32],
    district: NDArray[np.int32], chance: np.random.Generator,
) -> Columns:  # fmt: skip
    last = len(days.days) - 1
    ordering = np.where(online == NEVER, last + 1, online)
    # A third of those who never delivered takes orders by telephone and message all the same.
    asks = (online == NEVER) & (chance.random(SHOPS) < 0.33)
    ordering = np.where(asks, chance.integers(last // 3, last + 1, SHOPS), ordering)
    learns = online + chance.integers(40, 420, SHOPS)
    figures = np.where((online == NEVER) | (chance.random(SHOPS) < 0.5), last + 1, learns)
    paid = ordering + np.where(asks, last, chance.integers(0, 25, SHOPS))
    number = np.arange(SHOPS, dtype=np.int32)
    shown = tuple(f"街坊小店 {one:03d} · Corner shop {one:03d}" for one in range(SHOPS))
    return {
        "business": Coded(number, names),
        "listed_on": days.days[chance.integers(0, max(1, last // 4), SHOPS)],
        "name": Coded(number, shown),
        "sector": Coded(sector, SECTORS),
        "district": Coded(district, DISTRICTS),
        "ordering_on": _days(days, ordering),
        "paid_on": _days(days, paid),
        "delivering_on": _days(days, online),
        "figures_on": _days(days, figures),
    }


def _services(days: Days, chance: np.random.Generator) -> Columns:
    count, last = len(SERVICES), len(days.days) - 1
    number = np.arange(count, dtype=np.int32)
    described = chance.integers(0, max(1, last // 3), count)
    applied = described + chance.integers(60, 300, count)
    decided = applied + chance.integers(40, 260, count)
    return {
        "service": Coded(number, tuple(f"service-{one}" for one in range(count))),
        "described_on": days.days[described],
        "name": Coded(number, SERVICES),
        "sector": Coded(np.zeros(count, np.int32), ("public",)),
        "district": Coded(number % 2, DISTRICTS),
        "applied_on": _days(days, applied),
        "decided_on": _days(days, decided),
        "delivered_on": _days(days, decided + chance.integers(40, 260, count)),
    }


def _days(days: Days, numbers: Ints | Sequence[int]) -> NDArray[np.datetime64]:
    """The days of those numbers; none (NaT) for a number that is not of the past."""
    number = np.asarray(numbers)
    there = (number >= 0) & (number < len(days.days))
    return np.where(there, days.days[np.where(there, number, 0)], NO_DAY)


def _joined(one: Coded, other: Coded) -> Coded:
    """Two columns one after the other."""
    return Coded(
        np.concatenate([one.codes, len(one.names) + other.codes]).astype(np.int32),
        (*one.names, *other.names),
    )
