"""Registering merchants with their menus over JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, StringConstraints

from yeshi.base.limits import PRICE_FEN_MAX
from yeshi.base.money import Money
from yeshi.flow.stalls import listing
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.web.frame.access import STEWARDS_OF_CITY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, NameBody, PlaceBody
from yeshi.web.frame.fields import Count, Id, IdempotencyKey, Line, NewId, TimeOfDay, Year
from yeshi.web.frame.scopes import CONTROL

router = APIRouter(prefix="/api", tags=["registering"])
Sector = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]


class ItemBody(Body):
    """A dish: prices in fen; left null: it does not run out."""

    id: NewId
    name: NameBody
    price_fen: int = Field(gt=0, le=PRICE_FEN_MAX)
    packing_fen: int = Field(0, ge=0, le=PRICE_FEN_MAX)
    left: Count | None = None


class MerchantBody(PlaceBody):
    """A merchant: hours may pass midnight, equal hours mean round the clock."""

    id: NewId
    name: NameBody
    market: Id | None = None
    opens: TimeOfDay
    closes: TimeOfDay
    cook_minutes: int = Field(ge=1, le=240)
    sector: Sector = "other"
    district: Line = Field("", max_length=60)
    owner_woman: bool | None = None
    owner_born_year: Year | None = None
    menu: list[ItemBody] = Field(min_length=1, max_length=200)


@router.post("/merchants", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def merchant(desk: At, reply: Reply, body: MerchantBody, key: IdempotencyKey) -> JSONResponse:
    """List a merchant with its menu."""
    currency = desk.engine.terms.currency
    menu = [
        Item(
            id=f"{body.id}.{item.id}",
            merchant=body.id,
            name=item.name.read(),
            price=Money(item.price_fen, currency),
            packing=Money(item.packing_fen, currency),
            left=item.left,
        )
        for item in body.menu
    ]
    listed = Merchant(
        id=body.id,
        name=body.name.read(),
        market=body.market,
        place=body.point(),
        hours=Hours(body.opens, body.closes),
        cook_s=body.cook_minutes * 60,
        sector=body.sector,
        district=body.district,
        owner_woman=body.owner_woman,
        owner_born_year=body.owner_born_year,
    )
    named = f"api:merchant:{key}"
    return reply.answered(listing.register_merchant(desk.engine, named, listed, menu))
