"""The courier's pages: the next stop, and what is done there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.orders import delivering, reading, standing
from yeshi.web.frame.access import At
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.fields import Id, Key, Line, Start

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/courier")
def couriers(desk: At, page: Page, start: Start = 0) -> Response:
    """The couriers from that one on, those on duty first."""
    return page.show("courier/couriers.html", found=reading.some_couriers(desk.engine, start))


@router.get("/courier/{courier}")
def courier(page: Page, courier: Id) -> Response:
    """A courier's route, shift and pay."""
    return _courier(page, courier, "courier/courier.html")


@router.get("/courier/{courier}/part")
def courier_part(page: Page, courier: Id) -> Response:
    """The part of the courier's page that changes."""
    return _courier(page, courier, "courier/courier_part.html")


def _courier(page: PageReply, courier: str, template: str) -> Response:
    view = reading.courier(page.desk.engine, courier)
    if isinstance(view, Refused):
        return page.refused(view, "/courier")
    return page.show(template, view=view)


@router.post("/courier/{courier}/arrive")
def arrive(desk: At, page: Page, courier: Id, key: Key) -> Response:
    """Stand where the courier was sent ahead to."""
    answer = standing.arrive(desk.engine, f"page:{key}", courier)
    return page.back(answer, f"/courier/{courier}")


@router.post("/courier/{courier}/{order}/collect")
def collect(desk: At, page: Page, courier: Id, order: Id, key: Key) -> Response:
    """Take the order at the counter."""
    answer = delivering.collect(desk.engine, f"page:{key}", courier, order)
    return page.back(answer, f"/courier/{courier}")


@router.post("/courier/{courier}/{order}/deliver")
def deliver(desk: At, page: Page, courier: Id, order: Id, key: Key) -> Response:
    """Hand the order over at the door."""
    answer = delivering.deliver(desk.engine, f"page:{key}", courier, order)
    return page.back(answer, f"/courier/{courier}")


@router.post("/courier/{courier}/{order}/fail")
def fail(
    desk: At,
    page: Page,
    courier: Id,
    order: Id,
    why: Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)],
    key: Key,
) -> Response:
    """Give the order up; its customer is refunded."""
    answer = delivering.fail(desk.engine, f"page:{key}", courier, order, why)
    return page.back(answer, f"/courier/{courier}")
