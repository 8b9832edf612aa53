"""The customer's pages: what is open, a stall, the basket, a quote, the order."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from yeshi.base.money import Money, total
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.orders import ordering, reading
from yeshi.flow.orders.ordering import Wish
from yeshi.flow.stalls import menus
from yeshi.flow.vouchers import claiming
from yeshi.orders.checkout import QuoteChanged
from yeshi.orders.order import Destination
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import COOKIE as LANGUAGE_COOKIE
from yeshi.web.frame.language import language_of
from yeshi.web.frame.maps import order_map
from yeshi.web.frame.visitor import Visitor

WELCOME_FEN = 20_000


def _redirect(to: str) -> RedirectResponse:
    return RedirectResponse(to, status_code=303)


def shop_router(desk: Desk) -> APIRouter:
    """The customer's pages."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/")
    def home(request: Request) -> Response:
        visitor = desk.visitors.of(request)
        orders = reading.orders_of(desk.engine, visitor.customer, 3)
        return _kept(
            desk.render.page(
                request,
                "shop/home.html",
                sections=menus.sections(desk.engine),
                count=sum(visitor.basket.values()),
                orders=orders,
                lots=claiming.lots_of(desk.engine, visitor.customer),
            ),
            visitor,
        )

    @router.get("/stalls/{merchant}")
    def stall(request: Request, merchant: str) -> Response:
        visitor = desk.visitors.of(request)
        found = menus.stall(desk.engine, merchant)
        if isinstance(found, Refused):
            return desk.render.refused(request, found)
        page = desk.render.page(
            request, "shop/stall.html", stall=found, basket=visitor.basket,
            count=sum(visitor.basket.values()),
        )  # fmt: skip
        return _kept(page, visitor)

    @router.post("/basket")
    def change(
        request: Request,
        item: str = Form(max_length=100),
        quantity: int = Form(ge=0, le=50),
        back: str = Form("/basket", max_length=200),
    ) -> Response:
        visitor = desk.visitors.of(request)
        if quantity:
            visitor.basket[item] = quantity
        else:
            visitor.basket.pop(item, None)
        local = back.startswith("/") and not back.startswith("//")
        return _kept(_redirect(back if local else "/basket"), visitor)

    @router.get("/basket")
    def basket(request: Request) -> Response:
        visitor = desk.visitors.of(request)
        found = menus.items(desk.engine, list(visitor.basket))
        lines = [(found[item], count) for item, count in visitor.basket.items() if item in found]
        amount = total((item.cost(count) for item, count in lines), desk.engine.terms.currency)
        language = language_of(request)
        programmes = [
            (one.id, one.name.in_language(language)) for one in reading.programmes(desk.engine)
        ]
        page = desk.render.page(
            request, "shop/basket.html", lines=lines, amount=amount, doors=desk.doors,
            programmes=programmes, proposed=desk.engine.terms.round_up or "",
        )  # fmt: skip
        return _kept(page, visitor)

    @router.post("/quotes")
    def ask(
        request: Request,
        key: str = Form(max_length=100),
        door: int = Form(),
        address: str = Form("", max_length=200),
        round_up: str = Form("", max_length=100),
    ) -> Response:
        visitor = desk.visitors.of(request)
        if not 0 <= door < len(desk.doors):
            return desk.render.refused(request, Refused(Invalid("door", str(door))), "/basket")
        chosen = desk.doors[door]
        words = f"{chosen.name.in_language(language_of(request))} {address}".strip()
        ordering.top_up(
            desk.engine,
            f"welcome:{visitor.customer}",
            visitor.customer,
            Money(WELCOME_FEN, desk.engine.terms.currency),
        )
        wish = Wish(
            visitor.customer, visitor.basket, Destination(chosen.place, words), round_up or None
        )
        answer = ordering.ask_quote(desk.engine, f"quote:{visitor.customer}:{key}", wish)
        if isinstance(answer, Refused):
            return desk.render.refused(request, desk.named(answer, request), "/basket")
        return _kept(_redirect(f"/quotes/{answer.data['quote']}"), visitor)

    @router.get("/quotes/{quote_id}")
    def quote(request: Request, quote_id: str, changed: str = "") -> Response:
        visitor = desk.visitors.of(request)
        found = reading.quote(desk.engine, visitor.customer, quote_id)
        if isinstance(found, Refused):
            return desk.render.refused(request, found)
        if found.order:
            return _redirect(f"/orders/{found.order}")
        parts = ("items", "packing", "delivery", "voucher", "donation", "lines")
        wallet = reading.wallet(desk.engine, visitor.customer)
        return desk.render.page(
            request, "shop/quote.html", quote=found, wallet=wallet, lacks=found.lacks(wallet),
            changes=[part for part in changed.split(",") if part in parts],
        )  # fmt: skip

    @router.post("/quotes/{quote_id}/pay")
    def pay(
        request: Request,
        quote_id: str,
        key: str = Form(max_length=100),
        note: str = Form("", max_length=200),
    ) -> Response:
        visitor = desk.visitors.of(request)
        key = f"pay:{visitor.customer}:{key}"
        answer = ordering.place(desk.engine, key, visitor.customer, quote_id, note)
        if isinstance(answer, Refused):
            if isinstance(answer.reason, QuoteChanged):
                return _requote(request, visitor, quote_id, answer.reason, key)
            back = f"/quotes/{quote_id}"
            return desk.render.refused(request, desk.named(answer, request), back)
        visitor.basket.clear()
        return _kept(_redirect(f"/orders/{answer.data['order']}"), visitor)

    def _requote(
        request: Request, visitor: Visitor, quote_id: str, reason: QuoteChanged, key: str
    ) -> Response:
        old = reading.quote(desk.engine, visitor.customer, quote_id)
        if isinstance(old, Refused):
            return desk.render.refused(request, old)
        wanted = {line.item: line.quantity for _, lines in old.basket.lines for line in lines}
        wish = Wish(visitor.customer, wanted, old.destination, old.programme)
        fresh = ordering.ask_quote(desk.engine, f"again:{key}", wish)
        if isinstance(fresh, Refused):
            return desk.render.refused(request, desk.named(fresh, request), "/basket")
        changed = ",".join(reason.changes)
        return _redirect(f"/quotes/{fresh.data['quote']}?changed={changed}")

    @router.post("/wallet")
    def fill(
        request: Request, key: str = Form(max_length=100), back: str = Form("/", max_length=200)
    ) -> Response:
        visitor = desk.visitors.of(request)
        key = f"wallet:{visitor.customer}:{key}"
        answer = ordering.top_up(
            desk.engine, key, visitor.customer, Money(WELCOME_FEN, desk.engine.terms.currency)
        )
        if isinstance(answer, Refused):
            return desk.render.refused(request, answer)
        local = back.startswith("/") and not back.startswith("//")
        return _kept(_redirect(back if local else "/"), visitor)

    def _order(request: Request, order_id: str, template: str) -> Response:
        found = reading.order(desk.engine, order_id)
        if isinstance(found, Refused):
            return desk.render.refused(request, found)
        visitor = desk.visitors.of(request)
        mine = found.order.customer == visitor.customer
        if not mine:
            # Whoever has only the link sees how far it is, not where the door is nor the money.
            hidden = replace(found.order.destination, address="•••")
            found = replace(found, order=replace(found.order, destination=hidden), transfers=())
        return desk.render.page(request, template, view=found, mine=mine)

    @router.get("/orders/{order_id}")
    def order(request: Request, order_id: str) -> Response:
        return _order(request, order_id, "shop/order.html")

    @router.get("/orders/{order_id}/part")
    def order_part(request: Request, order_id: str) -> Response:
        return _order(request, order_id, "shop/order_part.html")

    @router.get("/orders/{order_id}/map")
    def order_places(request: Request, order_id: str) -> Response:
        found = reading.order(desk.engine, order_id)
        if isinstance(found, Refused):
            return desk.render.refused(request, found)
        return JSONResponse(order_map(found, language_of(request)))

    @router.post("/orders/{order_id}/call-off")
    def call_off(request: Request, order_id: str, key: str = Form(max_length=100)) -> Response:
        visitor = desk.visitors.of(request)
        answer = ordering.call_off_order(
            desk.engine, f"off:{visitor.customer}:{key}", visitor.customer, order_id
        )
        if isinstance(answer, Refused):
            return desk.render.refused(request, answer, f"/orders/{order_id}")
        return _redirect(f"/orders/{order_id}")

    @router.get("/language/{language}")
    def language(language: str, back: str = "/") -> Response:
        local = back.startswith("/") and not back.startswith("//")
        response = _redirect(back if local else "/")
        if language in ("zh", "en"):
            response.set_cookie(LANGUAGE_COOKIE, language, max_age=10**8, samesite="lax")
        return response

    def _kept(response: Response, visitor: Visitor) -> Response:
        desk.visitors.keep(visitor, response)
        return response

    return router
