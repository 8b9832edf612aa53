"""How a made-up city's customers rate what they had, from a seed; and what its stalls answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from random import Random

from yeshi.events.orders import OrderSettled
from yeshi.events.record import Recorded
from yeshi.files.city import City
from yeshi.flow.engine import Engine
from yeshi.flow.orders import rating
from yeshi.orders.order import Order
from yeshi.orders.rating import BROUGHT, Judged, lines_to_rate
from yeshi.orders.stars import (
    ALL_BROUGHT,
    ALL_DISHES,
    COUNTED,
    STARS_MAX,
    STARS_MIN,
    Stars,
    StarsOfDay,
    brought_in,
    of_dish,
    of_stall,
    stars_of,
)
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.actors.parts import Played

# Whose orders the demo's people place; what anybody else had, they rate themselves.
GUEST = "guest-"
RATES, RATES_A_LINE, RATES_BRINGING, WRITES, ANSWERS = 0.4, 0.8, 0.7, 0.3, 0.6
# Within so many minutes of the door, and of the rating.
RATES_WITHIN, ANSWERS_WITHIN = 60, 30
SPREAD = 0.75
# What is made up of before the city began is told by the month.
MONTH = timedelta(days=30)
WORDS = {
    1: ("凉了，味道也淡。", "不是我点的那种口味。"),
    2: ("分量比图片少。", "Soggy by the time it came."),
    3: ("还行，偏咸。", "味道可以，等得有点久。", "Fine, nothing special."),
    4: ("好吃，下次多放点辣。", "热乎乎的，不错。", "Good portion."),
    5: ("和现场吃一样香！", "外酥里嫩，会再来。", "老长沙的味道。", "Best of the street."),
}
SAYS = ("抱歉，下次给您补上。", "谢谢提醒，我们改。", "不好意思，今晚人手紧，下次一定做好。")


@dataclass(frozen=True, slots=True)
class Raters:
    """Guests who rate some of their orders, and stalls that answer some of what is no praise."""

    engine: Engine
    agenda: Agenda
    seed: int
    guests: Played
    stalls: Played

    def hear(self, recorded: Recorded) -> None:
        """Plan whether, and when, what was brought is rated."""
        event = recorded.event
        if not isinstance(event, OrderSettled):
            return
        chance = Random(f"{self.seed}:rates:{event.order}")
        if chance.random() < RATES:
            at = recorded.at + timedelta(minutes=chance.uniform(3, RATES_WITHIN))
            self.agenda.enter(at, Rank.CUSTOMER, partial(self._rate, event.order, chance))

    def _rate(self, order_id: str, chance: Random) -> None:
        with self.engine.store.read() as work:
            order = work.orders.get(order_id)
        if order is None or not order.customer.startswith(GUEST):
            return
        given = list(self._given(order, chance))
        rating.rate(
            self.guests(order.customer), f"rate:{order_id}", order.customer, order_id, given
        )
        self._plan_answers(order_id, chance)

    def _given(self, order: Order, chance: Random) -> Iterator[Judged]:
        for merchant, line in lines_to_rate(order):
            if chance.random() < RATES_A_LINE:
                stars = drawn_stars(chance, quality(self.seed, merchant, line.item))
                word = chance.choice(WORDS[stars]) if chance.random() < WRITES else ""
                yield Judged(line.selection.written, stars, word)
        if order.courier and order.ended_at and chance.random() < RATES_BRINGING:
            late_min = (order.ended_at - order.promised_by) / timedelta(minutes=1)
            yield Judged(BROUGHT, drawn_stars(chance, 4.7 - max(0.0, late_min) / 10))

    def _plan_answers(self, order_id: str, chance: Random) -> None:
        with self.engine.store.read() as work:
            found = work.ratings.of(order_id)
        for one in sorted(found, key=lambda it: it.line):
            if one.merchant and one.word and one.stars < 4 and chance.random() < ANSWERS:
                at = one.rated_at + timedelta(minutes=chance.uniform(2, ANSWERS_WITHIN))
                words = chance.choice(SAYS)
                self.agenda.enter(
                    at, Rank.KITCHEN, partial(self._answer, one.id, one.merchant, words)
                )

    def _answer(self, id_: str, merchant: str, words: str) -> None:
        rating.answer_rating(self.stalls(merchant), f"answer:{id_}", merchant, id_, words)


def quality(seed: int, merchant: str, item: str) -> float:
    """How good a stall's dish is, in stars: the stalls differ, and their dishes a little."""
    of_stall_ = 3.9 + Random(f"{seed}:quality:{merchant}").random()
    return of_stall_ + Random(f"{seed}:quality:{item}").uniform(-0.3, 0.3)


def drawn_stars(chance: Random, mean: float) -> int:
    """One to five stars around that mean."""
    return min(STARS_MAX, max(STARS_MIN, round(chance.gauss(mean, SPREAD))))


def past_stars(city: City, seed: int, today: date) -> list[StarsOfDay]:
    """What is made up of what was rated before the city began: as long as ratings count."""
    found: dict[str, StarsOfDay] = {}
    months = COUNTED // MONTH
    for month in range(1, months + 1):
        # A day inside the window for as long as anybody looks at a demo.
        day = today - MONTH * month + timedelta(days=20)
        for name, stars in _of_month(city, seed, month):
            kept = found.get(f"{name}@{day}", stars_of(name, day))
            count, total = kept.count + stars.count, kept.total + stars.total
            found[kept.id] = replace(kept, count=count, total=total)
    return sorted(found.values(), key=lambda one: one.id)


def _of_month(city: City, seed: int, month: int) -> Iterator[tuple[str, Stars]]:
    """What each thing got in a month, under all that it counts under."""
    chance = Random(f"{seed}:past-stars:{month}")
    for merchant, menu in (stall for quarter in city.quarters for stall in quarter.stalls):
        busy = Random(f"{seed}:busy:{merchant.id}").uniform(0, 6) if merchant.online else 0.0
        for item in menu:
            mean = quality(seed, merchant.id, item.id)
            got = [drawn_stars(chance, mean) for _ in range(round(chance.uniform(0, busy)))]
            stars = Stars(len(got), sum(got))
            for name in (of_dish(item.id), of_stall(merchant.id), ALL_DISHES):
                yield name, stars
    for zone in city.zones:
        got = [drawn_stars(chance, 4.5) for _ in range(40)]
        yield brought_in(zone.id), Stars(len(got), sum(got))
        yield ALL_BROUGHT, Stars(len(got), sum(got))
