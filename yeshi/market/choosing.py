"""Choosing: what somebody would like of a stall and of its dishes, and in which order of stalls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from yeshi.base.calendar import Calendar
from yeshi.base.money import unit_fen
from yeshi.base.refused import Invalid, Refused
from yeshi.market.catalogue import SPICE_MAX, Allergen, Diet, Item
from yeshi.market.facts import StallFacts
from yeshi.market.merchant import Merchant

MINUTES_LEAST, MINUTES_MOST = 5, 180
# In whole units of the city's currency, such as yuan.
PRICE_LEAST, PRICE_MOST = 1, 10_000
# The market of who is of none.
NO_MARKET = "-"
# Who eats nothing of animals may eat all that is vegan.
SUITS: Mapping[Diet, tuple[Diet, ...]] = {Diet.VEGETARIAN: (Diet.VEGETARIAN, Diet.VEGAN)}


class Ranking(StrEnum):
    """Which stalls come first: who answers best, who is soonest at the door, who is cheapest."""

    BEST = "best"
    SOONEST = "soonest"
    CHEAPEST = "cheapest"


class WishKind(StrEnum):
    """What a stall, or a dish of it, may be asked for; named as in an address."""

    OPEN = "open_now"
    WITHIN = "within"
    SEATS = "seats"
    MARKET = "market"
    PRICE = "price"
    SPICE = "spice"
    DIET = "diet"
    WITHOUT = "without"


@dataclass(frozen=True, slots=True)
class WishedFor:
    """One thing that is asked for, as it is written: `within` of `30`."""

    kind: WishKind
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StallsWanted:
    """What is asked for, all of it at once; nothing by default.

    `within`: minutes from ordering to the door. `price`: of a dish, at most so many whole units of
    the currency. `spice`: at most so hot. `diets`: a dish that suits all of them. `without`: what a
    dish does not say to contain. `market`: its id, `-` for those of none.
    `seats`: the stall says that one may sit down.
    """

    open_now: bool = False
    within: int | None = None
    seats: bool = False
    market: str | None = None
    price: int | None = None
    spice: int | None = None
    diets: tuple[Diet, ...] = ()
    without: tuple[Allergen, ...] = ()
    ranking: Ranking = Ranking.BEST

    @property
    def wishes(self) -> tuple[WishedFor, ...]:
        """What is asked for, one by one."""
        one_each: tuple[tuple[WishKind, object], ...] = (
            (WishKind.OPEN, 1 if self.open_now else None),
            (WishKind.WITHIN, self.within),
            (WishKind.SEATS, 1 if self.seats else None),
            (WishKind.MARKET, self.market),
            (WishKind.PRICE, self.price),
            (WishKind.SPICE, self.spice),
            *((WishKind.DIET, diet) for diet in self.diets),
            *((WishKind.WITHOUT, one) for one in self.without),
        )
        return tuple(WishedFor(kind, str(value)) for kind, value in one_each if value is not None)

    @property
    def asks_of_dishes(self) -> bool:
        """Whether a dish is asked for, so that a stall needs one that is all of that."""
        return bool(self.price is not None or self.spice is not None or self.diets or self.without)

    @property
    def needs_dishes(self) -> bool:
        """Whether the dishes of all stalls have to be looked at."""
        return self.asks_of_dishes or self.ranking is Ranking.CHEAPEST

    @property
    def asks_what_is_in_it(self) -> bool:
        """Whether it has to be known what a dish is made of; of a set nobody says that."""
        return bool(self.spice is not None or self.diets or self.without)

    def asking(self, wish: WishedFor) -> StallsWanted:
        """The same with that one thing, in place of another of its kind where one is enough."""
        added: dict[str, Any] = {wish.kind.value: wish.value}
        match wish.kind:
            case WishKind.OPEN | WishKind.SEATS:
                added = {wish.kind.value: True}
            case WishKind.WITHIN | WishKind.PRICE | WishKind.SPICE:
                added = {wish.kind.value: int(wish.value)}
            case WishKind.DIET:
                added = {"diets": tuple(dict.fromkeys((*self.diets, Diet(wish.value))))}
            case WishKind.WITHOUT:
                added = {"without": tuple(dict.fromkeys((*self.without, Allergen(wish.value))))}
            case WishKind.MARKET:
                pass
        return replace(self, **added)

    def taking_off(self, wish: WishedFor) -> StallsWanted:
        """The same without that one thing."""
        left: dict[str, Any] = {wish.kind.value: None}
        match wish.kind:
            case WishKind.OPEN | WishKind.SEATS:
                left = {wish.kind.value: False}
            case WishKind.DIET:
                left = {"diets": tuple(one for one in self.diets if one != wish.value)}
            case WishKind.WITHOUT:
                left = {"without": tuple(one for one in self.without if one != wish.value)}
            case _:
                pass
        return replace(self, **left)

    def in_time(self, seconds: float | None) -> bool:
        """Whether that is soon enough; None is how far nobody rides."""
        return self.within is None or (seconds is not None and seconds <= 60 * self.within)


NOTHING_WANTED = StallsWanted()


@dataclass(frozen=True, slots=True)
class WantedNow:
    """What is asked for at a moment in a city, held against stalls and dishes, minutes apart."""

    wanted: StallsWanted
    now: datetime
    calendar: Calendar
    currency: str

    @property
    def local(self) -> time:
        """The time of day in the city."""
        return self.calendar.local(self.now).time()

    @property
    def weekday(self) -> int:
        """The business day's in the week; Monday is 0."""
        return self.calendar.business_day(self.now).weekday()

    @property
    def fen_most(self) -> int | None:
        """What a dish may cost; None: as much as it likes."""
        price = self.wanted.price
        return None if price is None else price * unit_fen(self.currency)

    def of_stall(self, merchant: Merchant, facts: StallFacts | None) -> bool:
        """Whether the stall is what is asked for, its dishes apart."""
        wanted = self.wanted
        return (
            merchant.ended_at is None
            and (wanted.market is None or (merchant.market or NO_MARKET) == wanted.market)
            and (not wanted.open_now or merchant.takes_orders_by_clock(self.local))
            and (not wanted.seats or (facts is not None and facts.seats is True))
        )

    def of_dish(self, item: Item) -> bool:
        """Whether the dish is what is asked for; who asks for what is open can have it now."""
        wanted, offered = self.wanted, item.offered
        return (
            item.ended_at is None
            and (not wanted.open_now or (item.serves(1) and item.is_on(self.now, self.calendar)))
            and (self.fen_most is None or item.price.fen <= self.fen_most)
            and (wanted.spice is None or offered.spice <= wanted.spice)
            and all(set(suiting(diet)).intersection(offered.diets) for diet in wanted.diets)
            and not set(wanted.without).intersection(offered.allergens)
            and not (wanted.asks_what_is_in_it and item.parts)
        )


def suiting(diet: Diet) -> tuple[Diet, ...]:
    """What a dish may say of itself that suits whoever eats so."""
    return SUITS.get(diet, (diet,))


def beyond(wanted: StallsWanted) -> Refused | None:
    """The refusal of what nobody could ask for; None where one could."""
    bounds = (
        ("within", wanted.within, MINUTES_LEAST, MINUTES_MOST),
        ("price", wanted.price, PRICE_LEAST, PRICE_MOST),
        ("spice", wanted.spice, 0, SPICE_MAX),
    )
    for name, value, least, most in bounds:
        if value is not None and not least <= value <= most:
            return Refused(Invalid(name, f"{least}…{most}"))
    return None
