"""What is told of ratings to who may give one, to a stall, to the control room and to the city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.flow.shopping import is_own
from yeshi.flow.stalls.stars import of_dishes, of_stalls, stars_since
from yeshi.market.catalogue import Item
from yeshi.market.merchant import Merchant
from yeshi.orders.lines import Line
from yeshi.orders.rating import BROUGHT, RATED_WITHIN, Rating, lines_to_rate, rated_until
from yeshi.orders.stars import (
    ALL_BROUGHT,
    ALL_DISHES,
    COUNTED,
    PRIOR_RATINGS,
    SHOWN_FROM,
    Rated,
    Stars,
    brought_in,
)

PAGE_RATINGS = 30


@dataclass(frozen=True, slots=True)
class LineToRate:
    """A line of an order at its stall, and what it was given; None for nothing yet."""

    merchant: Name
    line: Line
    given: Rating | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRatings:
    """What of an order is rated, and what may be, until when; of one not delivered nothing.

    `by_courier`: whether somebody brought it, so that this can be rated; `brought`: as what it was.
    """

    order: str
    lines: tuple[LineToRate, ...]
    by_courier: bool
    brought: Rating | None
    until: datetime | None
    is_open: bool

    @property
    def may_rate(self) -> bool:
        """Whether anything of it may still be rated."""
        unrated = any(one.given is None for one in self.lines)
        return self.is_open and (unrated or (self.by_courier and self.brought is None))

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show of it."""
        return self.may_rate or bool(self.brought) or any(one.given for one in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingSeen:
    """A rating for who answers for it: neither who gave it nor of which order it is.

    `dish`: None where it is of how an order was brought.
    """

    id: str
    dish: Name | None
    stars: int
    word: str
    night: date
    answer: str
    hidden_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StallRatings:
    """How good a stall and its dishes are said to be, the most rated first, and what it got.

    `before` and `after`: where the ratings before and after these begin; None for none.
    """

    merchant: Merchant
    rated: Rated
    dishes: tuple[tuple[Item, Rated], ...]
    ratings: tuple[RatingSeen, ...]
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class ZoneBrought:
    """What was given in a zone to how orders are brought."""

    zone: Name
    brought: Stars


@dataclass(frozen=True, slots=True, kw_only=True)
class CityRatings:
    """What all dishes of the city got, and how orders are brought in it and in each zone.

    How a mean is made of it: with `prior` more ratings, each at the mean of the city; shown from
    so many on; a rating counts for so many days, and may be given within so many.
    """

    dishes: Stars
    brought: Stars
    zones: tuple[ZoneBrought, ...]
    prior: int = PRIOR_RATINGS
    shown_from: int = SHOWN_FROM
    counted_days: int = COUNTED.days
    rated_within_days: int = RATED_WITHIN.days


@dataclass(frozen=True, slots=True)
class WordsWritten:
    """What was written to ratings, newest first; `before` and `after` as of a StallRatings."""

    ratings: tuple[RatingSeen, ...]
    before: int | None
    after: int | None


def ratings_of(engine: Engine, order_id: str) -> OrderRatings | Refused:
    """What of their own order whoever acts has rated and may rate; to anybody else it is none."""
    with engine.store.read() as work:
        order = work.orders.get(order_id)
        if order is None or not is_own(work, engine.actor, order.customer):
            return Refused(Unknown("order", order_id))
        given = {one.line: one for one in work.ratings.of(order_id)}
        lines = lines_to_rate(order)
        stalls = work.merchants.get_many(sorted({merchant for merchant, _ in lines}))
    until = rated_until(order)
    return OrderRatings(
        order=order_id,
        lines=tuple(
            LineToRate(stalls[merchant].name, line, given.get(line.selection.written))
            for merchant, line in lines
        ),
        by_courier=order.courier is not None,
        brought=given.get(BROUGHT),
        until=until,
        is_open=until is not None and engine.clock.now() < until,
    )


def of_stall(engine: Engine, merchant_id: str, start: int = 0) -> StallRatings | Refused:
    """What the stall's dishes got, and so many ratings from that one on."""
    with engine.store.read() as work:
        merchant = work.merchants.get(merchant_id)
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        found = work.ratings.of_merchant(merchant_id, start, PAGE_RATINGS + 1)
        menu = [one for one in work.items.of_merchant(merchant_id) if one.ended_at is None]
        means = of_dishes(engine, work, [one.id for one in menu])
        dishes = [(one, means[one.id]) for one in menu if means[one.id].count]
        return StallRatings(
            merchant=merchant,
            rated=of_stalls(engine, work, [merchant_id])[merchant_id],
            dishes=tuple(sorted(dishes, key=lambda it: (-it[1].count, it[0].id))),
            ratings=_seen(work, found[:PAGE_RATINGS]),
            before=max(0, start - PAGE_RATINGS) if start else None,
            after=start + PAGE_RATINGS if len(found) > PAGE_RATINGS else None,
        )


def of_city(engine: Engine) -> CityRatings:
    """What the city's dishes got, and how orders are brought in it, as long as ratings count."""
    zones = engine.terms.zones
    names = [ALL_DISHES, ALL_BROUGHT, *(brought_in(one.id) for one in zones)]
    with engine.store.read() as work:
        got = stars_since(engine, work, names)
    none = Stars()
    return CityRatings(
        dishes=got.get(ALL_DISHES, none),
        brought=got.get(ALL_BROUGHT, none),
        zones=tuple(ZoneBrought(one.name, got.get(brought_in(one.id), none)) for one in zones),
    )


def written(engine: Engine, start: int = 0) -> WordsWritten:
    """What was written to ratings all over the city, from that one on, the newest first."""
    with engine.store.read() as work:
        found = work.ratings.with_words(start, PAGE_RATINGS + 1)
        return WordsWritten(
            _seen(work, found[:PAGE_RATINGS]),
            max(0, start - PAGE_RATINGS) if start else None,
            start + PAGE_RATINGS if len(found) > PAGE_RATINGS else None,
        )


def _seen(work: Work, ratings: Sequence[Rating]) -> tuple[RatingSeen, ...]:
    items = work.items.get_many(sorted({one.item for one in ratings if one.item}))
    return tuple(
        RatingSeen(
            id=one.id,
            dish=items[one.item].name if one.item else None,
            stars=one.stars,
            word=one.word,
            night=one.night,
            answer=one.answer,
            hidden_why=one.hidden_why,
        )
        for one in ratings
    )
