"""The pages of those who work: the merchant's board and the courier's next stop."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from yeshi.base.refused import Invalid, Refused
from yeshi.flow.orders import cooking, delivering, reading, standing
from yeshi.flow.ports import Answer
from yeshi.flow.programmes import donating
from yeshi.flow.stalls import listing, menus
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.desk import Desk


def work_router(desk: Desk) -> APIRouter:
    """The merchant's and the courier's pages."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    engine = desk.engine

    def _back(request: Request, answer: Answer, to: str) -> Response:
        if isinstance(answer, Refused):
            return desk.render.refused(request, desk.named(answer, request), to)
        return RedirectResponse(to, status_code=303)

    @router.get("/kitchen")
    def kitchens(request: Request) -> Response:
        return desk.render.page(request, "stall/kitchens.html", stalls=menus.stalls(engine))

    def _board(request: Request, merchant: str, template: str) -> Response:
        stall, board = menus.stall(engine, merchant), reading.kitchen(engine, merchant)
        if isinstance(stall, Refused):
            return desk.render.refused(request, stall, "/kitchen")
        if isinstance(board, Refused):
            return desk.render.refused(request, board, "/kitchen")
        with engine.store.begin() as work:
            programmes = work.programmes.all()
        return desk.render.page(request, template, stall=stall, board=board, programmes=programmes)

    @router.get("/kitchen/{merchant}")
    def board(request: Request, merchant: str) -> Response:
        return _board(request, merchant, "stall/kitchen.html")

    @router.get("/kitchen/{merchant}/part")
    def board_part(request: Request, merchant: str) -> Response:
        return _board(request, merchant, "stall/kitchen_part.html")

    @router.post("/kitchen/{merchant}/{order}/accept")
    def accept(
        request: Request,
        merchant: str,
        order: str,
        minutes: int = Form(ge=1, le=240),
        key: str = Form(max_length=100),
    ) -> Response:
        ready_at = engine.clock.now() + timedelta(minutes=minutes)
        answer = cooking.accept(engine, f"page:{key}", merchant, order, ready_at)
        return _back(request, answer, f"/kitchen/{merchant}")

    @router.post("/kitchen/{merchant}/{order}/reject")
    def reject(
        request: Request,
        merchant: str,
        order: str,
        why: str = Form(max_length=200),
        key: str = Form(max_length=100),
    ) -> Response:
        answer = cooking.reject(engine, f"page:{key}", merchant, order, why)
        return _back(request, answer, f"/kitchen/{merchant}")

    @router.post("/kitchen/{merchant}/{order}/ready")
    def ready(
        request: Request, merchant: str, order: str, key: str = Form(max_length=100)
    ) -> Response:
        answer = cooking.ready(engine, f"page:{key}", merchant, order)
        return _back(request, answer, f"/kitchen/{merchant}")

    @router.post("/kitchen/{merchant}/taking")
    def taking(
        request: Request,
        merchant: str,
        on: bool = Form(),
        key: str = Form(max_length=100),
    ) -> Response:
        answer = listing.take_orders(engine, f"page:{key}", merchant, on)
        return _back(request, answer, f"/kitchen/{merchant}")

    @router.post("/kitchen/{merchant}/stock")
    def stock(
        request: Request,
        merchant: str,
        item: str = Form(max_length=100),
        left: str = Form("", max_length=6),
        key: str = Form(max_length=100),
    ) -> Response:
        written = left.strip()
        if written and not written.isdecimal():
            refused = Refused(Invalid("left", written))
            return _back(request, refused, f"/kitchen/{merchant}")
        count = int(written) if written else None
        answer = listing.restock(engine, f"page:{key}", merchant, item, count)
        return _back(request, answer, f"/kitchen/{merchant}")

    @router.post("/kitchen/{merchant}/give")
    def give(
        request: Request,
        merchant: str,
        programme: str = Form(max_length=60),
        yuan: str = Form("", max_length=30),
        key: str = Form(max_length=100),
    ) -> Response:
        amount = amount_of(yuan, engine.terms.currency)
        if isinstance(amount, Refused):
            return _back(request, amount, f"/kitchen/{merchant}")
        answer = donating.give_per_order(engine, f"page:{key}", merchant, programme, amount)
        return _back(request, answer, f"/kitchen/{merchant}")

    @router.get("/courier")
    def couriers(request: Request) -> Response:
        found = sorted(reading.couriers(engine), key=lambda one: (one.shift is None, one.id))
        return desk.render.page(request, "courier/couriers.html", couriers=found)

    def _courier(request: Request, courier: str, template: str) -> Response:
        view = reading.courier(engine, courier)
        if isinstance(view, Refused):
            return desk.render.refused(request, view, "/courier")
        return desk.render.page(request, template, view=view)

    @router.get("/courier/{courier}")
    def courier(request: Request, courier: str) -> Response:
        return _courier(request, courier, "courier/courier.html")

    @router.get("/courier/{courier}/part")
    def courier_part(request: Request, courier: str) -> Response:
        return _courier(request, courier, "courier/courier_part.html")

    @router.post("/courier/{courier}/arrive")
    def arrive(request: Request, courier: str, key: str = Form(max_length=100)) -> Response:
        answer = standing.arrive(engine, f"page:{key}", courier)
        return _back(request, answer, f"/courier/{courier}")

    @router.post("/courier/{courier}/{order}/collect")
    def collect(
        request: Request, courier: str, order: str, key: str = Form(max_length=100)
    ) -> Response:
        answer = delivering.collect(engine, f"page:{key}", courier, order)
        return _back(request, answer, f"/courier/{courier}")

    @router.post("/courier/{courier}/{order}/deliver")
    def deliver(
        request: Request, courier: str, order: str, key: str = Form(max_length=100)
    ) -> Response:
        answer = delivering.deliver(engine, f"page:{key}", courier, order)
        return _back(request, answer, f"/courier/{courier}")

    @router.post("/courier/{courier}/{order}/fail")
    def fail(
        request: Request,
        courier: str,
        order: str,
        why: str = Form(max_length=200),
        key: str = Form(max_length=100),
    ) -> Response:
        answer = delivering.fail(engine, f"page:{key}", courier, order, why)
        return _back(request, answer, f"/courier/{courier}")

    return router
