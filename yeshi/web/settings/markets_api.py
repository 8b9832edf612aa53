"""Markets over JSON for who enters them: changed, closed, open again."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.flow.stalls import markets
from yeshi.web.frame.access import STEWARDS_OF_CITY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import NameBody, PlaceBody
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import CONTROL
from yeshi.web.settings.stalls_api import Reasoned

router = APIRouter(prefix="/api", tags=["registering"])


class MarketEntryBody(Reasoned):
    """What a market is called, and where orders of several of its stalls are collected."""

    name: NameBody
    place: PlaceBody


class MarketEndBody(Reasoned):
    """`with_stalls`: each stall that stands in it closes too."""

    with_stalls: bool = False


@router.post("/markets/{market}", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def change(
    desk: At, reply: Reply, market: Id, body: MarketEntryBody, key: IdempotencyKey
) -> JSONResponse:
    """Enter a market anew."""
    named, name, place = f"api:enter:{key}", body.name.read(), body.place.point()
    return reply.answered(markets.change_market(desk.engine, named, market, name, place, body.why))


@router.post("/markets/{market}/close", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def close(
    desk: At, reply: Reply, market: Id, body: MarketEndBody, key: IdempotencyKey
) -> JSONResponse:
    """Have a market be no more; refused while stalls stand in it, or have orders under way."""
    named = f"api:close:{key}"
    return reply.answered(
        markets.close_market(desk.engine, named, market, body.with_stalls, body.why)
    )


@router.post("/markets/{market}/reopen", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def reopen(desk: At, reply: Reply, market: Id, body: Reasoned, key: IdempotencyKey) -> JSONResponse:
    """Have a market that closed be there again."""
    named = f"api:reopen:{key}"
    return reply.answered(markets.reopen_market(desk.engine, named, market, body.why))
