"""Ordering over JSON: what is open, quotes, orders, the wallet."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, TypeAdapter

from yeshi.base.money import Money
from yeshi.base.refused import NotYours, Refused
from yeshi.flow.orders import ordering, reading
from yeshi.flow.orders.ordering import Wish
from yeshi.flow.orders.reading import OrderView
from yeshi.flow.stalls import menus
from yeshi.flow.stalls.menus import Stall
from yeshi.geo.point import Point
from yeshi.orders.checkout import Quote
from yeshi.orders.order import Destination, Order
from yeshi.web.frame.answering import REFUSALS, IdempotencyKey, answered
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import problem

_VIEW, _QUOTE = TypeAdapter(OrderView), TypeAdapter(Quote)


class QuoteRequest(BaseModel):
    """Quantities by item, and the door in degrees east (x) and north (y)."""

    items: dict[str, int] = Field(examples=[{"liu-tofu.stinky-tofu": 2}])
    x: float = Field(ge=-180, le=180, examples=[112.9765])
    y: float = Field(ge=-90, le=90, examples=[28.1965])
    address: str = Field(max_length=120, examples=["五一广场 地铁口"])
    round_up: str | None = Field(
        None, max_length=100, description="a programme's id", examples=["rural-teachers"]
    )


class PlaceRequest(BaseModel):
    """The quote to pay, and a note for the kitchen."""

    quote: str
    note: str = Field("", max_length=200)


class TopUpRequest(BaseModel):
    """Test money in fen."""

    fen: int = Field(gt=0, le=100_000)


def ordering_router(desk: Desk) -> APIRouter:
    """/api for customers."""
    router = APIRouter(tags=["ordering"], responses=REFUSALS)  # type: ignore[arg-type]
    engine = desk.engine

    def customer(request: Request) -> str:
        return desk.visitors.of(request).customer

    @router.post("/customers", summary="Become a customer: the answer sets a signed cookie")
    def become(request: Request) -> JSONResponse:
        visitor = desk.visitors.of(request)
        response = JSONResponse({"customer": visitor.customer})
        desk.visitors.keep(visitor, response)
        return response

    @router.get("/merchants", summary="All merchants with their menus, and whether they are open")
    def merchants() -> list[Stall]:
        return menus.stalls(engine)

    @router.get("/merchants/{merchant}", summary="One merchant", response_model=Stall)
    def merchant(request: Request, merchant: str) -> Stall | JSONResponse:
        found = menus.stall(engine, merchant)
        return problem(found, language_of(request)) if isinstance(found, Refused) else found

    @router.post("/quotes", summary="Price a basket to a door; the prices hold five minutes")
    def ask(request: Request, wish: QuoteRequest, key: IdempotencyKey) -> JSONResponse:
        place = Destination(Point(wish.x, wish.y), wish.address)
        wanted = Wish(customer(request), wish.items, place, wish.round_up)
        return answered(
            request, ordering.ask_quote(engine, f"api:{customer(request)}:{key}", wanted)
        )

    @router.get("/quotes/{quote}", summary="A quote", response_model=Quote)
    def quote(request: Request, quote: str) -> JSONResponse:
        found = reading.quote(engine, customer(request), quote)
        if isinstance(found, Refused):
            return problem(found, language_of(request))
        return JSONResponse(_QUOTE.dump_python(found, mode="json"))

    @router.post("/orders", summary="Pay a quote from the test wallet: it becomes an order")
    def place(request: Request, wanted: PlaceRequest, key: IdempotencyKey) -> JSONResponse:
        who = customer(request)
        answer = ordering.place(engine, f"api:{who}:{key}", who, wanted.quote, wanted.note)
        return answered(request, answer)

    @router.get("/orders", summary="My orders, the newest first")
    def orders(request: Request) -> list[Order]:
        return reading.orders_of(engine, customer(request))

    @router.get("/orders/{order}", summary="My order, its courier and its money")
    def order(request: Request, order: str) -> JSONResponse:
        found = reading.order(engine, order)
        if isinstance(found, Refused):
            return problem(found, language_of(request))
        if found.order.customer != customer(request):
            return problem(Refused(NotYours("order", order)), language_of(request))
        return JSONResponse(_VIEW.dump_python(found, mode="json"))

    @router.post("/orders/{order}/call-off", summary="Call my order off, until it is accepted")
    def call_off(request: Request, order: str, key: IdempotencyKey) -> JSONResponse:
        who = customer(request)
        answer = ordering.call_off_order(engine, f"api:{who}:{key}", who, order)
        return answered(request, answer)

    @router.get("/wallet", summary="My test wallet")
    def wallet(request: Request) -> Money:
        return reading.wallet(engine, customer(request))

    @router.post("/wallet", summary="Fill my test wallet")
    def fill(request: Request, amount: TopUpRequest, key: IdempotencyKey) -> JSONResponse:
        who = customer(request)
        money = Money(amount.fen, engine.terms.currency)
        return answered(request, ordering.top_up(engine, f"api:{who}:{key}", who, money))

    return router
