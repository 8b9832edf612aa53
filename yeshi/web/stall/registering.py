"""Registering over JSON: merchants with their menus, couriers, shifts."""

from __future__ import annotations

from datetime import datetime, time

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from yeshi.base.limits import PRICE_FEN_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.fleet.courier import Vehicle
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift, Said
from yeshi.flow.stalls import listing
from yeshi.geo.point import Point
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.web.frame.answering import REFUSALS, IdempotencyKey, answered
from yeshi.web.frame.bodies import Id, NameBody
from yeshi.web.frame.desk import Desk


class ItemBody(BaseModel):
    """A dish: prices in fen; left null: it does not run out."""

    id: str = Id
    name: NameBody
    price_fen: int = Field(gt=0, le=PRICE_FEN_MAX)
    packing_fen: int = Field(0, ge=0, le=PRICE_FEN_MAX)
    left: int | None = Field(None, ge=0)


class MerchantBody(BaseModel):
    """A merchant: hours may pass midnight, equal hours mean round the clock."""

    id: str = Id
    name: NameBody
    market: str | None = None
    x: float = Field(ge=-180, le=180)
    y: float = Field(ge=-90, le=90)
    opens: time
    closes: time
    cook_minutes: int = Field(ge=1, le=240)
    sector: str = Field("other", pattern=r"^[a-z][a-z0-9-]{0,39}$")
    district: str = Field("", max_length=60)
    owner_woman: bool | None = None
    owner_born_year: int | None = Field(None, ge=1900, le=2200)
    menu: list[ItemBody] = Field(min_length=1, max_length=200)


class CourierBody(BaseModel):
    """A courier and where they start."""

    id: str = Id
    name: NameBody
    vehicle: Vehicle
    woman: bool | None = None
    born_year: int | None = None
    first_job: bool | None = None
    x: float = Field(ge=-180, le=180)
    y: float = Field(ge=-90, le=90)


class ShiftBody(BaseModel):
    """When and where a courier works; times with their zone."""

    on_at: AwareDatetime
    off_at: AwareDatetime
    x: float = Field(ge=-180, le=180)
    y: float = Field(ge=-90, le=90)


def registering_router(desk: Desk) -> APIRouter:
    """/api for those who join."""
    router = APIRouter(tags=["registering"], responses=REFUSALS)  # type: ignore[arg-type]
    engine = desk.engine

    @router.post("/merchants")
    def merchant(request: Request, body: MerchantBody, key: IdempotencyKey) -> JSONResponse:
        """List a merchant with its menu."""
        currency = engine.terms.currency
        menu = [
            Item(
                f"{body.id}.{item.id}", body.id, Name(item.name.zh, item.name.en),
                Money(item.price_fen, currency), Money(item.packing_fen, currency), item.left,
            )
            for item in body.menu
        ]  # fmt: skip
        listed = Merchant(
            body.id, Name(body.name.zh, body.name.en), body.market, Point(body.x, body.y),
            Hours(body.opens, body.closes), body.cook_minutes * 60,
            sector=body.sector, district=body.district, owner_woman=body.owner_woman,
            owner_born_year=body.owner_born_year,
        )  # fmt: skip
        answer = listing.register_merchant(engine, f"api:merchant:{key}", listed, menu)
        return answered(request, answer)

    @router.post("/couriers")
    def courier(request: Request, body: CourierBody, key: IdempotencyKey) -> JSONResponse:
        """Have a courier join."""
        answer = joining.register_courier(
            engine,
            f"api:courier:{key}",
            body.id,
            Name(body.name.zh, body.name.en),
            body.vehicle,
            Point(body.x, body.y),
            Said(body.woman, body.born_year, body.first_job),
        )
        return answered(request, answer)

    @router.post("/couriers/{courier}/shifts")
    def shift(request: Request, courier: str, body: ShiftBody, key: IdempotencyKey) -> JSONResponse:
        """Plan a courier's shift."""
        on_at: datetime = body.on_at
        planned = PlannedShift(courier, on_at, body.off_at, Point(body.x, body.y))
        answer = joining.plan_shift(engine, f"api:shift:{key}", planned)
        return answered(request, answer)

    return router
