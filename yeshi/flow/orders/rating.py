"""Rating: who bought it says how it was, their stall answers, and an operator hides what must go.

How a courier brings orders is rated for the city alone: no pay depends on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yeshi.base.limits import beyond_reason
from yeshi.base.refused import Refused, Unknown
from yeshi.events.ratings import (
    DeliveryRated,
    LineRated,
    RatingAnswered,
    RatingHidden,
    RatingShown,
)
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.own_order import order_of
from yeshi.flow.ports import Answer, Done
from yeshi.orders import rating as rules
from yeshi.orders.order import Order
from yeshi.orders.rating import Judged, Rating, answer_to, counted_under, lines_to_rate
from yeshi.orders.stars import ALL_BROUGHT, ALL_DISHES, Stars, stars_of
from yeshi.people.actor import admit, admit_to
from yeshi.people.person import CITY, TILL, Role

# What the law forbids is hidden by who oversees the city's orders, or by its official.
HIDING = (Role.OPERATOR, Role.OFFICIAL)


def rate(engine: Engine, key: str, customer: str, order_id: str, given: Sequence[Judged]) -> Answer:
    """Have the customer rate lines of their order, or how it was brought, each once."""

    def act(turn: Turn) -> Answer:
        # Kept from others to the end: of two who rate a line at once, one finds it rated.
        order = order_of(turn, customer, order_id)
        if isinstance(order, Refused):
            return order
        before = [one.line for one in turn.work.ratings.of(order_id)]
        refused = rules.rate(order, given, before, turn.now)
        if refused:
            return refused
        found = [_rating(turn, order, one) for one in given]
        for one in found:
            turn.work.ratings.add(one)
            turn.emit(_happened(one, order))
        _count(turn, order, found)
        return Done({"order": order_id})

    asked = (customer, order_id, tuple(given))
    return engine.perform(key, "rate_order", act, asked=asked)


def answer_rating(engine: Engine, key: str, merchant: str, rating_id: str, answer: str) -> Answer:
    """Have the stall say something to a rating of its dish, once; everybody reads it below."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant), *TILL)
        if refused:
            return refused
        rating = turn.work.ratings.lock(rating_id)
        if rating is None or rating.merchant != merchant:
            return Refused(Unknown("rating", rating_id))
        answered = answer_to(rating, answer, turn.now)
        if isinstance(answered, Refused):
            return answered
        turn.work.ratings.put(answered)
        turn.emit(RatingAnswered(rating_id, rating.order, merchant))
        return Done({"rating": rating_id})

    return engine.perform(key, "answer_rating", act, asked=(merchant, rating_id, answer))


def hide_rating(engine: Engine, key: str, rating_id: str, why: str, *, hide: bool) -> Answer:
    """Show what was written to a rating to nobody, or to everybody again; its stars count."""

    def act(turn: Turn) -> Answer:
        rating = turn.work.ratings.lock(rating_id)
        refused = admit(turn.by, CITY, *HIDING) or beyond_reason(why)
        if refused:
            return refused
        if rating is None:
            return Refused(Unknown("rating", rating_id))
        if rating.is_hidden != hide:
            turn.work.ratings.put(replace(rating, hidden_why=why if hide else ""))
            turn.emit((RatingHidden if hide else RatingShown)(rating_id, rating.order, why))
        return Done({"rating": rating_id})

    return engine.perform(key, "hide_rating", act, asked=(rating_id, why, hide))


def _rating(turn: Turn, order: Order, given: Judged) -> Rating:
    of_lines = {line.selection.written: (who, line) for who, line in lines_to_rate(order)}
    merchant, line = of_lines.get(given.line, (None, None))
    return Rating(
        id=turn.new_id("rating"),
        order=order.id,
        line=given.line,
        merchant=merchant,
        item=line.item if line else None,
        stars=given.stars,
        word=given.word.strip(),
        rated_at=turn.now,
        night=turn.terms.calendar.business_day(turn.now),
    )


def _happened(rating: Rating, order: Order) -> LineRated | DeliveryRated:
    if rating.merchant is None or rating.item is None:
        return DeliveryRated(rating.id, order.id, order.zone, rating.stars)
    return LineRated(
        rating=rating.id,
        order=order.id,
        merchant=rating.merchant,
        item=rating.item,
        stars=rating.stars,
    )


def _count(turn: Turn, order: Order, ratings: Sequence[Rating]) -> None:
    """Count their stars under all that they are counted under, on the night of each."""
    more: dict[str, Stars] = {}
    for one in ratings:
        for name in counted_under(one, order.zone):
            more[name] = more.get(name, Stars()) + Stars(1, one.stars)
    night = turn.terms.calendar.business_day(turn.now)
    # In one order for all who count, and what the whole city shares last: it is held shortest.
    for name in sorted(more, key=lambda it: (it in (ALL_BROUGHT, ALL_DISHES), it)):
        kept = turn.work.stars_of_days.lock_own(stars_of(name, night))
        count, total = kept.count + more[name].count, kept.total + more[name].total
        turn.work.stars_of_days.put(replace(kept, count=count, total=total))
