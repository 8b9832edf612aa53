"""The control room: its live map, why dispatch chose as it did, and an operator's hand."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse, JSONResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow import errands
from yeshi.flow.orders import complaints_seen, explaining, overriding, thread_seen, watching
from yeshi.orders.thread import CONTROL
from yeshi.web.frame.access import OPERATORS, At, Language
from yeshi.web.frame.answering import NOT_KEPT, Page, PageReply, redirect
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, IdOrNone, Key, Line, Number, Start
from yeshi.web.frame.maps import areas_map, control_map
from yeshi.web.frame.tide import EVERYTHING

OfZone = Annotated[IdOrNone, Query()]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/control", dependencies=OPERATORS)
def control(desk: At, page: Page, start: Start = 0, zone: OfZone = "") -> Response:
    """What is under way, from that order on of the late ones and of the others."""
    return _shown(desk, page, "control/control.html", start, zone)


@router.get("/control/part", dependencies=OPERATORS)
def control_part(desk: At, page: Page, start: Start = 0, zone: OfZone = "") -> Response:
    """The part of the control room that changes."""
    return page.unless_known(_shown(desk, page, "control/control_part.html", start, zone))


def _shown(desk: Desk, page: PageReply, template: str, start: int, zone: str) -> Response:
    overseen = watching.overseen(desk.engine, zone)
    if isinstance(overseen, Refused):
        return page.refused(overseen, "/control")
    zones, whole = overseen.looked_at, overseen.whole

    def facts() -> dict[str, Any]:
        view = watching.control_board(desk.engine, start, zones)
        return {
            "view": view, "zone": zone, "errands": errands.counts(desk.engine) if whole else None,
            "complaints": complaints_seen.referred(desk.engine, zones),
            "threads": thread_seen.threads_to_answer(desk.engine, zones),
        }  # fmt: skip

    what = (start, zone, zones, whole)
    board = page.shared("control/board_part.html", what, facts, concerns=(EVERYTHING,))
    # What was set aside, and the errands, are of the city.
    aside = desk.set_aside() if whole else ()
    return page.show(template, board=board, start=start, overseen=overseen, set_aside=aside)


@router.get("/control/map", dependencies=OPERATORS)
def control_places(desk: At, page: Page, language: Language, zone: OfZone = "") -> Response:
    """Couriers, orders and ways."""
    overseen = watching.overseen(desk.engine, zone)
    if isinstance(overseen, Refused):
        return page.refused(overseen, "/control")
    zones = overseen.looked_at
    return page.shared_data(
        ("control/map", zones),
        lambda: control_map(watching.sights(desk.engine, zones), language),
        concerns=(EVERYTHING,),
    )


@router.get("/control/areas", dependencies=OPERATORS)
def control_areas(desk: At, page: Page, zone: OfZone = "") -> Response:
    """The outlines of the zones that are looked at."""
    overseen = watching.overseen(desk.engine, zone)
    if isinstance(overseen, Refused):
        return page.refused(overseen, "/control")
    seen = overseen.looked_at
    zones = [one for one in desk.engine.terms.zones if seen is None or one.id in seen]
    return JSONResponse(areas_map(zones), headers=NOT_KEPT)


@router.get("/control/orders/{order}", dependencies=OPERATORS)
def dispatch(
    desk: At, page: Page, order: Id, cost_s: Annotated[Number | None, Query()] = None
) -> Response:
    """Why the order's courier was sent; `cost_s` is what the last decision by hand cost all."""
    found = explaining.dispatch(desk.engine, order)
    if isinstance(found, Refused):
        return page.refused(found, "/control")
    thread = thread_seen.thread_of(desk.engine, CONTROL, order)
    if isinstance(thread, Refused):
        return page.refused(thread, "/control")
    return page.show(
        "control/dispatch.html", view=found, cost_s=cost_s, thread=thread,
        thread_at=f"/control/orders/{order}/thread",
    )  # fmt: skip


@router.post("/control/orders/{order}/hand", dependencies=OPERATORS)
def hand(
    desk: At,
    page: Page,
    order: Id,
    step: Annotated[Literal["pin", "forbid", "release"], Form()],
    key: Key,
    courier: Annotated[IdOrNone, Form()] = "",
    why: Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)] = "",
) -> Response:
    """Decide who brings the order."""
    to, named = f"/control/orders/{order}", f"page:{key}"
    if step == "release":
        answer = overriding.release(desk.engine, named, order, why.strip())
    else:
        override = overriding.pin if step == "pin" else overriding.forbid
        answer = override(desk.engine, named, order, courier, why.strip())
    if isinstance(answer, Refused):
        return page.refused(answer, to)
    return redirect(f"{to}?cost_s={answer.data['cost_s']}")
