"""Claiming a voucher that is drawn by lot."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from yeshi.base.refused import Refused
from yeshi.flow.vouchers import claiming
from yeshi.web.frame.desk import Desk


def vouchers_router(desk: Desk) -> APIRouter:
    """The button on the front page."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.post("/vouchers/{campaign}/claim")
    def claim(
        request: Request, campaign: str, key: Annotated[str, Form(max_length=100)]
    ) -> Response:
        visitor = desk.visitors.of(request)
        named = f"claim:{visitor.customer}:{key}"
        answer = claiming.claim(desk.engine, named, visitor.customer, campaign)
        if isinstance(answer, Refused):
            return desk.render.refused(request, answer)
        response = RedirectResponse("/", status_code=303)
        desk.visitors.keep(visitor, response)
        return response

    return router
