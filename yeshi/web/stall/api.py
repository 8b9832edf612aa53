"""The kitchen's and the courier's steps over JSON."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from yeshi.base.refused import Refused
from yeshi.fleet.courier import Courier, Position
from yeshi.flow.fleet import duty
from yeshi.flow.orders import cooking, delivering, reading, standing
from yeshi.flow.orders.reading import CourierView
from yeshi.flow.stalls import listing
from yeshi.geo.point import Point
from yeshi.orders.order import Order
from yeshi.web.frame.answering import REFUSALS, IdempotencyKey, answered
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import problem


class Accept(BaseModel):
    """How many minutes until it is ready."""

    minutes: int = Field(ge=1, le=240)


class Why(BaseModel):
    """The reason, as the customer will read it."""

    why: str = Field(min_length=1, max_length=200)


class Taking(BaseModel):
    """Whether the merchant takes orders now."""

    taking: bool


class Stock(BaseModel):
    """How many are left; null: it does not run out."""

    left: int | None = Field(ge=0, le=100_000)


class Place(BaseModel):
    """Degrees east (x) and north (y)."""

    x: float = Field(ge=-180, le=180)
    y: float = Field(ge=-90, le=90)


def working_router(desk: Desk) -> APIRouter:
    """/api for merchants and couriers."""
    router = APIRouter(tags=["working"], responses=REFUSALS)  # type: ignore[arg-type]
    engine = desk.engine

    @router.get("/merchants/{merchant}/orders", response_model=list[Order])
    def board(request: Request, merchant: str) -> list[Order] | JSONResponse:
        """The merchant's orders, those under way first."""
        found = reading.board(engine, merchant)
        return problem(found, language_of(request)) if isinstance(found, Refused) else found

    @router.post("/merchants/{merchant}/orders/{order}/accept")
    def accept(
        request: Request, merchant: str, order: str, said: Accept, key: IdempotencyKey
    ) -> JSONResponse:
        """Take on the merchant's part of the order."""
        ready_at = engine.clock.now() + timedelta(minutes=said.minutes)
        answer = cooking.accept(engine, f"api:{merchant}:{key}", merchant, order, ready_at)
        return answered(request, answer)

    @router.post("/merchants/{merchant}/orders/{order}/reject")
    def reject(
        request: Request, merchant: str, order: str, said: Why, key: IdempotencyKey
    ) -> JSONResponse:
        """Turn the merchant's part of the order down; it is paid back."""
        answer = cooking.reject(engine, f"api:{merchant}:{key}", merchant, order, said.why)
        return answered(request, answer)

    @router.post("/merchants/{merchant}/orders/{order}/ready")
    def ready(request: Request, merchant: str, order: str, key: IdempotencyKey) -> JSONResponse:
        """Put the merchant's part of the order on the counter."""
        return answered(request, cooking.ready(engine, f"api:{merchant}:{key}", merchant, order))

    @router.post("/merchants/{merchant}/taking")
    def taking(request: Request, merchant: str, said: Taking, key: IdempotencyKey) -> JSONResponse:
        """Take orders, or pause."""
        answer = listing.take_orders(engine, f"api:{merchant}:{key}", merchant, said.taking)
        return answered(request, answer)

    @router.post("/merchants/{merchant}/items/{item}/stock")
    def stock(
        request: Request, merchant: str, item: str, said: Stock, key: IdempotencyKey
    ) -> JSONResponse:
        """Count an item anew."""
        answer = listing.restock(engine, f"api:{merchant}:{key}", merchant, item, said.left)
        return answered(request, answer)

    @router.get("/couriers")
    def couriers() -> list[Courier]:
        """All couriers."""
        return reading.couriers(engine)

    @router.get("/couriers/{courier}", response_model=CourierView)
    def courier(request: Request, courier: str) -> CourierView | JSONResponse:
        """A courier's route, shifts and pay."""
        found = reading.courier(engine, courier)
        return problem(found, language_of(request)) if isinstance(found, Refused) else found

    @router.post("/couriers/{courier}/position")
    def position(request: Request, courier: str, place: Place) -> JSONResponse:
        """Say where the courier is."""
        known = reading.courier(engine, courier)
        if isinstance(known, Refused):
            return problem(known, language_of(request))
        seen = Position(courier, Point(place.x, place.y), engine.clock.now())
        duty.see(engine, [seen])
        return JSONResponse({"courier": courier})

    @router.post("/couriers/{courier}/arrive")
    def arrive(request: Request, courier: str, key: IdempotencyKey) -> JSONResponse:
        """Stand where the courier was sent ahead to, ready for an order."""
        return answered(request, standing.arrive(engine, f"api:{courier}:{key}", courier))

    @router.post("/couriers/{courier}/orders/{order}/collect")
    def collect(request: Request, courier: str, order: str, key: IdempotencyKey) -> JSONResponse:
        """Take the order at the counter."""
        answer = delivering.collect(engine, f"api:{courier}:{key}", courier, order)
        return answered(request, answer)

    @router.post("/couriers/{courier}/orders/{order}/deliver")
    def deliver(request: Request, courier: str, order: str, key: IdempotencyKey) -> JSONResponse:
        """Hand the order over at the door."""
        answer = delivering.deliver(engine, f"api:{courier}:{key}", courier, order)
        return answered(request, answer)

    @router.post("/couriers/{courier}/orders/{order}/fail")
    def fail(
        request: Request, courier: str, order: str, said: Why, key: IdempotencyKey
    ) -> JSONResponse:
        """Give the order up; its customer is refunded."""
        answer = delivering.fail(engine, f"api:{courier}:{key}", courier, order, said.why)
        return answered(request, answer)

    return router
