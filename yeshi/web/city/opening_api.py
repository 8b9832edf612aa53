"""What the city opens and pays for, over JSON: markets, voucher campaigns and their budgets."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import FEN_MAX, NOTE_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.flow.stalls import markets
from yeshi.flow.vouchers import launching
from yeshi.market.merchant import Market
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.code import WRITTEN_LENGTH_MAX
from yeshi.vouchers.rules import (
    AWAY_DAYS_MAX,
    PLACES_MAX,
    TIMES_MAX,
    CodeKind,
    CustomerGroup,
    Rules,
    VoucherLimits,
    Where,
    as_kept,
)
from yeshi.web.frame.access import CAMPAIGNERS, STEWARDS_OF_CITY, TREASURERS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, NameBody, PlaceBody
from yeshi.web.frame.fields import Fen, Id, IdempotencyKey, Line, Moment, NewId
from yeshi.web.frame.scopes import CONTROL, MONEY

Times = Annotated[int, Field(ge=1, le=TIMES_MAX)]

router = APIRouter(prefix="/api", tags=["registering"])


class MarketBody(PlaceBody):
    """A market and where orders over several of its stalls are collected."""

    id: NewId
    name: NameBody


class RulesBody(Body):
    """For whom a campaign is, where it is spent, and how often; each list narrows where.

    `code`: a `word` that all type, or many of which `each` is entered once. `own` limits are one
    customer's, the others' those of all on a business day; null: as often as there is money.
    `beside_deals`: whether it is taken off what a stall's own deal takes something off already.
    """

    group: Literal["everybody", "new", "away"] = "everybody"
    away_days: int | None = Field(None, ge=1, le=AWAY_DAYS_MAX)
    signed_in: bool = False
    code: Literal["none", "one", "each"] = "none"
    markets: list[Id] = Field(default_factory=list, max_length=PLACES_MAX)
    sectors: list[Id] = Field(default_factory=list, max_length=PLACES_MAX)
    merchants: list[Id] = Field(default_factory=list, max_length=PLACES_MAX)
    beside_deals: bool = True
    own_times: Times | None = None
    own_day_times: Times | None = None
    day_times: Times | None = None
    day_money_fen: int | None = Field(None, gt=0, le=FEN_MAX)

    def read(self, currency: str) -> Rules:
        """As they are kept."""
        money = None if self.day_money_fen is None else Money(self.day_money_fen, currency)
        return Rules(
            group=CustomerGroup(self.group),
            away_days=self.away_days,
            signed_in=self.signed_in,
            code=CodeKind(self.code),
            where=Where(
                markets=tuple(self.markets),
                sectors=tuple(self.sectors),
                merchants=tuple(self.merchants),
            ),
            beside_deals=self.beside_deals,
            limits=VoucherLimits(
                own=self.own_times, own_day=self.own_day_times, day=self.day_times, day_off=money
            ),
        )


class CampaignBody(Body):
    """`off_fen` off orders whose items cost at least `threshold_fen`, between two moments."""

    id: NewId
    name: NameBody
    threshold_fen: Fen
    off_fen: int = Field(gt=0, le=FEN_MAX)
    begins_at: Moment
    ends_at: Moment
    rules: RulesBody | None = None
    word: Line = Field("", max_length=WRITTEN_LENGTH_MAX, description="the code that all type")


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
        rules=as_kept(body.rules.read(currency) if body.rules else None),
    )
    named = f"api:campaign:{key}"
    return reply.answered(launching.launch_campaign(desk.engine, named, launched, body.word))


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
