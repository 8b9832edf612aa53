"""What a stall's dishes got, and its answers, over JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.flow.orders import rated, rating
from yeshi.flow.orders.rated import StallRatings
from yeshi.orders.rating import WORD_LENGTH_MAX
from yeshi.web.frame.access import TILL_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey, Line, Start
from yeshi.web.frame.scopes import KITCHEN

_RATINGS = TypeAdapter(StallRatings)

router = APIRouter(prefix="/api", tags=["working"])


class AnswerBody(Body):
    """What the stall says to it; everybody reads it below."""

    reply: Annotated[Line, Field(min_length=1, max_length=WORD_LENGTH_MAX)]


@router.get(
    "/merchants/{merchant}/ratings/own",
    summary="What my dishes got",
    response_model=StallRatings,
    dependencies=[*TILL_OF, *KITCHEN],
)
def own(desk: At, reply: Reply, merchant: Id, start: Start = 0) -> JSONResponse:
    """The mean of each dish, and the ratings from that one on, the newest first."""
    return reply.found(rated.of_stall(desk.engine, merchant, start), _RATINGS)


@router.post("/merchants/{merchant}/ratings/{rating_id}/answer", dependencies=[*TILL_OF, *KITCHEN])
def answer(
    desk: At, reply: Reply, merchant: Id, rating_id: Id, said: AnswerBody, key: IdempotencyKey
) -> JSONResponse:
    """Answer a rating, once."""
    named = f"api:{merchant}:{key}"
    return reply.answered(rating.answer_rating(desk.engine, named, merchant, rating_id, said.reply))
