"""A customer's favourites over JSON."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.flow.stalls import favourites
from yeshi.market.favourites import Favourite, liked_as
from yeshi.web.frame.access import OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import NOT_KEPT, Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import ORDER

router = APIRouter(prefix="/api/favourites", tags=["ordering"])


class FavouriteBody(Body):
    """A stall, or with `item` a dish of it."""

    merchant: Id = Field(examples=["liu-tofu"])
    item: Id | None = Field(None, examples=["liu-tofu.stinky-tofu"])


@router.get("", summary="What I like, the latest first", dependencies=[*OWNER_ALONE, *ORDER])
def mine(desk: At, customer: Customer, response: Response) -> list[Favourite]:
    """None of whoever likes nothing yet."""
    response.headers.update(NOT_KEPT)
    return list(favourites.list_of(desk.engine, customer).favourites)


@router.post("", summary="Like a stall, or a dish of it", dependencies=[*OWNER_ALONE, *ORDER])
def like(
    desk: At, customer: Customer, reply: Reply, body: FavouriteBody, key: IdempotencyKey
) -> JSONResponse:
    """The favourite's id; refused beyond a hundred of them."""
    named = f"api:{customer}:{key}"
    return reply.answered(
        favourites.like(desk.engine, named, customer, body.merchant, body.item)
    )  # fmt: skip


@router.post(
    "/remove", summary="Like a stall or dish no longer", dependencies=[*OWNER_ALONE, *ORDER]
)
def unlike(
    desk: At, customer: Customer, reply: Reply, body: FavouriteBody, key: IdempotencyKey
) -> JSONResponse:
    """The id that it had."""
    named = f"api:{customer}:{key}"
    liked = liked_as(body.merchant, body.item)
    return reply.answered(favourites.unlike(desk.engine, named, customer, liked))
