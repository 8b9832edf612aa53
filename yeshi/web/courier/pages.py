"""The courier's pages: the next stop, and what is done there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, JSONResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.orders import cash, delivering, reading, standing, thread_seen
from yeshi.orders.thread import Correspondent, ThreadSide
from yeshi.orders.thread_writing import PHRASES
from yeshi.people.person import Role
from yeshi.web.frame.access import AS_COURIERS, COURIER_OF, At, Language, Signed
from yeshi.web.frame.answering import NOT_KEPT, Page, PageReply, Reply, redirect
from yeshi.web.frame.fields import Id, Key, Line
from yeshi.web.frame.maps import courier_map

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/courier", dependencies=AS_COURIERS)
def couriers(desk: At, page: Page, person: Signed) -> Response:
    """Where one rides; who is several couriers chooses."""
    own = person.where(Role.COURIER) if person else []
    if len(own) == 1:
        return redirect(f"/courier/{own[0]}")
    return page.show("courier/couriers.html", couriers=reading.couriers_of(desk.engine, own))


@router.get("/courier/{courier}", dependencies=COURIER_OF)
def courier(page: Page, courier: Id) -> Response:
    """A courier's route, shift and pay."""
    return _courier(page, courier, "courier/courier.html")


@router.get("/courier/{courier}/part", dependencies=COURIER_OF)
def courier_part(page: Page, courier: Id) -> Response:
    """The part of the courier's page that changes."""
    return _courier(page, courier, "courier/courier_part.html")


@router.get("/courier/{courier}/map", dependencies=COURIER_OF)
def courier_way(desk: At, reply: Reply, language: Language, courier: Id) -> Response:
    """What is drawn of the stops that are left."""
    view = reading.courier(desk.engine, courier)
    if isinstance(view, Refused):
        return reply.refused(view)
    return JSONResponse(courier_map(view, language), headers=NOT_KEPT)


def _courier(page: PageReply, courier: str, template: str) -> Response:
    view = reading.courier(page.desk.engine, courier)
    if isinstance(view, Refused):
        return page.refused(view, "/courier")
    news = thread_seen.news_of(page.desk.engine, Correspondent(ThreadSide.COURIER, courier))
    taps = PHRASES[ThreadSide.COURIER, ThreadSide.CUSTOMER]
    return page.show(template, view=view, news=news, taps=taps)


@router.post("/courier/{courier}/arrive", dependencies=COURIER_OF)
def arrive(desk: At, page: Page, courier: Id, key: Key) -> Response:
    """Stand where the courier was sent ahead to."""
    answer = standing.arrive(desk.engine, f"page:{key}", courier)
    return page.back(answer, f"/courier/{courier}", None)


@router.post("/courier/{courier}/{order}/collect", dependencies=COURIER_OF)
def collect(desk: At, page: Page, courier: Id, order: Id, key: Key) -> Response:
    """Take the order at the counter."""
    answer = delivering.collect(desk.engine, f"page:{key}", courier, order)
    return page.back(answer, f"/courier/{courier}", None)


@router.post("/courier/{courier}/{order}/deliver", dependencies=COURIER_OF)
def deliver(
    desk: At, page: Page, courier: Id, order: Id, key: Key,
    code: Annotated[Line, Form(max_length=10)] = "",
) -> Response:  # fmt: skip
    """Hand the order over at the door, with the code that one was told there, if any."""
    answer = delivering.deliver(desk.engine, f"page:{key}", courier, order, code)
    return page.back(answer, f"/courier/{courier}", None)


@router.post("/courier/{courier}/{order}/not-paid", dependencies=COURIER_OF)
def not_paid(desk: At, page: Page, courier: Id, order: Id, key: Key) -> Response:
    """Say that nobody paid, or opened, at the door."""
    answer = cash.not_paid(desk.engine, f"page:{key}", courier, order)
    return page.back(answer, f"/courier/{courier}", None)


@router.post("/courier/{courier}/{order}/fail", dependencies=COURIER_OF)
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
    return page.back(answer, f"/courier/{courier}", None)
