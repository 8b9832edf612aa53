"""What the city opens and pays for, over JSON: markets, voucher campaigns and their budgets."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import FEN_MAX, NOTE_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.flow.stalls import markets
from yeshi.flow.vouchers import launching
from yeshi.market.merchant import Market
from yeshi.vouchers.campaign import Campaign
from yeshi.web.frame.access import CAMPAIGNERS, STEWARDS_OF_CITY, TREASURERS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, NameBody, PlaceBody
from yeshi.web.frame.fields import Fen, Id, IdempotencyKey, Line, Moment, NewId
from yeshi.web.frame.scopes import CONTROL, MONEY

router = APIRouter(prefix="/api", tags=["registering"])


class MarketBody(PlaceBody):
    """A market and where orders over several of its stalls are collected."""

    id: NewId
    name: NameBody


class CampaignBody(Body):
    """`off_fen` off orders whose items cost at least `threshold_fen`, between two moments."""

    id: NewId
    name: NameBody
    threshold_fen: Fen
    off_fen: int = Field(gt=0, le=FEN_MAX)
    begins_at: Moment
    ends_at: Moment


class EndBody(Body):
    """Why it ends, as the record keeps it."""

    why: Line = Field(min_length=1, max_length=NOTE_LENGTH_MAX)


class BudgetBody(Body):
    """An amount from the city's budget."""

    fen: int = Field(gt=0, le=FEN_MAX)


@router.post("/markets", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def market(desk: At, reply: Reply, body: MarketBody, key: IdempotencyKey) -> JSONResponse:
    """List a night market."""
    listed = Market(body.id, body.name.read(), body.point())
    return reply.answered(markets.open_market(desk.engine, f"api:market:{key}", listed))


@router.post("/campaigns", dependencies=[*CAMPAIGNERS, *MONEY])
def campaign(desk: At, reply: Reply, body: CampaignBody, key: IdempotencyKey) -> JSONResponse:
    """Launch a voucher campaign; its budget is given separately."""
    currency = desk.engine.terms.currency
    launched = Campaign(
        id=body.id,
        name=body.name.read(),
        threshold=Money(body.threshold_fen, currency),
        off=Money(body.off_fen, currency),
        begins_at=body.begins_at,
        ends_at=body.ends_at,
    )
    named = f"api:campaign:{key}"
    return reply.answered(launching.launch_campaign(desk.engine, named, launched))


@router.post("/campaigns/{campaign}/budget", dependencies=[*TREASURERS, *MONEY])
def budget(
    desk: At, reply: Reply, campaign: Id, body: BudgetBody, key: IdempotencyKey
) -> JSONResponse:
    """Give a campaign a budget."""
    amount = Money(body.fen, desk.engine.terms.currency)
    named = f"api:budget:{key}"
    return reply.answered(launching.fund_campaign(desk.engine, named, campaign, amount))


@router.post("/campaigns/{campaign}/end", dependencies=[*CAMPAIGNERS, *MONEY])
def end(desk: At, reply: Reply, campaign: Id, body: EndBody, key: IdempotencyKey) -> JSONResponse:
    """Have a campaign end now."""
    named = f"api:end-campaign:{key}"
    return reply.answered(launching.end_campaign(desk.engine, named, campaign, body.why))
