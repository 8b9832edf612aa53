"""Markets, voucher campaigns, programmes and accords over JSON."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from yeshi.base.limits import FEN_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.stalls import listing
from yeshi.flow.vouchers import launching
from yeshi.geo.point import Point
from yeshi.market.merchant import Market
from yeshi.vouchers.campaign import Campaign
from yeshi.web.frame.answering import REFUSALS, IdempotencyKey, answered
from yeshi.web.frame.bodies import Id, NameBody
from yeshi.web.frame.desk import Desk


class MarketBody(BaseModel):
    """A market and where orders over several of its stalls are collected."""

    id: str = Id
    name: NameBody
    x: float = Field(ge=-180, le=180)
    y: float = Field(ge=-90, le=90)


class CampaignBody(BaseModel):
    """`off_fen` off orders whose items cost at least `threshold_fen`, between two moments."""

    id: str = Id
    name: NameBody
    threshold_fen: int = Field(ge=0, le=FEN_MAX)
    off_fen: int = Field(gt=0, le=FEN_MAX)
    begins_at: AwareDatetime
    ends_at: AwareDatetime


class BudgetBody(BaseModel):
    """An amount from the city's budget."""

    fen: int = Field(gt=0, le=FEN_MAX)


def _name(body: NameBody) -> Name:
    return Name(body.zh, body.en)


def funding_router(desk: Desk) -> APIRouter:
    """/api for those who open markets and fund vouchers."""
    router = APIRouter(tags=["registering"], responses=REFUSALS)  # type: ignore[arg-type]
    engine = desk.engine

    def money(fen: int) -> Money:
        return Money(fen, engine.terms.currency)

    @router.post("/markets")
    def market(request: Request, body: MarketBody, key: IdempotencyKey) -> JSONResponse:
        """List a night market."""
        listed = Market(body.id, _name(body.name), Point(body.x, body.y))
        return answered(request, listing.open_market(engine, f"api:market:{key}", listed))

    @router.post("/campaigns")
    def campaign(request: Request, body: CampaignBody, key: IdempotencyKey) -> JSONResponse:
        """Launch a voucher campaign; its budget is given separately."""
        if body.ends_at <= body.begins_at:
            return answered(request, Refused(Invalid("ends_at", f"<= {body.begins_at}")))
        launched = Campaign(
            body.id, _name(body.name), money(body.threshold_fen), money(body.off_fen),
            body.begins_at, body.ends_at,
        )  # fmt: skip
        answer = launching.launch_campaign(engine, f"api:campaign:{key}", launched)
        return answered(request, answer)

    @router.post("/campaigns/{campaign}/budget")
    def budget(
        request: Request, campaign: str, body: BudgetBody, key: IdempotencyKey
    ) -> JSONResponse:
        """Give a campaign a budget."""
        answer = launching.fund_campaign(engine, f"api:budget:{key}", campaign, money(body.fen))
        return answered(request, answer)

    return router
