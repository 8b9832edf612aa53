"""Rating what one had, over JSON; and what others gave."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.limits import LINES_MAX, STALLS_MAX
from yeshi.base.refused import Refused
from yeshi.base.selection import WRITTEN_LENGTH_MAX
from yeshi.flow.orders import rated, rating
from yeshi.flow.orders.rated import CityRatings, OrderRatings
from yeshi.flow.stalls import menus
from yeshi.flow.stalls.stars import ToldRating, told_of
from yeshi.orders.rating import BROUGHT, WORD_LENGTH_MAX, Judged
from yeshi.orders.stars import STARS_MAX, STARS_MIN
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey, Line
from yeshi.web.frame.scopes import ANY_KEY, ORDER

_OF_ORDER, _TOLD = TypeAdapter(OrderRatings), TypeAdapter(tuple[ToldRating, ...])

Word = Annotated[Line, Field(max_length=WORD_LENGTH_MAX)]

router = APIRouter(prefix="/api", tags=["ordering"])


class StarsBody(Body):
    """One to five stars, and why, if one likes."""

    stars: int = Field(ge=STARS_MIN, le=STARS_MAX)
    word: Word = ""


class LineStars(StarsBody):
    """The same of a line, named as it was ordered."""

    line: Annotated[
        Line, Field(min_length=1, max_length=WRITTEN_LENGTH_MAX, examples=["it-4+large"])
    ]


class RatingsBody(Body):
    """What lines are given, and how the order was brought; null for nothing."""

    lines: Annotated[list[LineStars], Field(max_length=LINES_MAX * STALLS_MAX)] = []
    brought: StarsBody | None = None

    @property
    def judged(self) -> list[Judged]:
        """All of it."""
        brought = self.brought
        given = [Judged(one.line, one.stars, one.word) for one in self.lines]
        return [*given, *([Judged(BROUGHT, brought.stars, brought.word)] if brought else [])]


@router.get(
    "/orders/{order}/ratings",
    summary="What of my order I rated, and what I may",
    response_model=OrderRatings,
    dependencies=[*OWNER_ALONE, *ORDER],
)
def ratings(desk: At, reply: Reply, order: Id) -> JSONResponse:
    """Each line with what it was given, and until when it may be rated."""
    return reply.found(rated.ratings_of(desk.engine, order), _OF_ORDER)


@router.post(
    "/orders/{order}/ratings",
    summary="Rate what I had, and how it was brought, each once",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def rate(
    desk: At, customer: Customer, reply: Reply, order: Id, given: RatingsBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    named = f"api:{customer}:{key}"
    return reply.answered(rating.rate(desk.engine, named, customer, order, given.judged))


@router.get(
    "/merchants/{merchant}/ratings",
    summary="What was written of a stall's dishes lately",
    response_model=tuple[ToldRating, ...],
    dependencies=[*ANYBODY, *ANY_KEY],
)
def told(desk: At, reply: Reply, merchant: Id) -> JSONResponse:
    """With the stall's answers; it names nobody."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return reply.refused(found)
    return reply.found(told_of(desk.engine, merchant), _TOLD)


@router.get(
    "/ratings",
    summary="What all dishes of the city got, and how a mean is made",
    dependencies=[*ANYBODY, *ANY_KEY],
)
def of_city(desk: At) -> CityRatings:
    """With how orders are brought, by zone: no pay depends on it."""
    return rated.of_city(desk.engine)
