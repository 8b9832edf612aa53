"""The control room over JSON: what is under way, why a courier was sent, an operator's hand."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.events.dispatch import Choice
from yeshi.flow.orders import explaining, overriding, watching
from yeshi.flow.orders.watching import ControlView
from yeshi.web.frame.access import OPERATORS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey, IdOrNone, Line
from yeshi.web.frame.paging import LIMIT, PAGED, After, Limit, lead_on
from yeshi.web.frame.scopes import CONTROL

_CHOICES = TypeAdapter(tuple[Choice, ...])

router = APIRouter(prefix="/api", tags=["observing"])


class Override(Body):
    """An operator's decision: the courier alone, anybody but them, or dispatch's choice again."""

    step: Literal["pin", "forbid", "release"]
    courier: IdOrNone = ""
    why: Line = Field(min_length=1, max_length=NOTE_LENGTH_MAX)


@router.get(
    "/control", responses=PAGED, response_model=ControlView, dependencies=[*OPERATORS, *CONTROL]
)
def control(
    desk: At,
    reply: Reply,
    request: Request,
    response: Response,
    after: After = "",
    limit: Limit = LIMIT,
    zone: Annotated[IdOrNone, Query()] = "",
) -> ControlView | JSONResponse:
    """The city, or a zone, under way in figures, and orders with all that concerns them."""
    overseen = watching.overseen(desk.engine, zone)
    if isinstance(overseen, Refused):
        return reply.refused(overseen)
    found = watching.control(desk.engine, after, limit, overseen.looked_at)
    lead_on(request, response, found.next)
    return found


@router.get("/orders/{order}/why", dependencies=[*OPERATORS, *CONTROL])
def why(desk: At, reply: Reply, order: Id) -> Any:
    """Why the order's courier was sent, and not another: costs in seconds of lateness."""
    found = explaining.why(desk.engine, order)
    if isinstance(found, Refused):
        return reply.refused(found)
    return JSONResponse(
        {
            "order": found.order.id,
            "at": found.at.isoformat(),
            "together": [one.id for one in found.together],
            "choices": _CHOICES.dump_python(found.choices, mode="json"),
        }
    )


@router.post("/orders/{order}/hand", dependencies=[*OPERATORS, *CONTROL])
def hand(desk: At, reply: Reply, order: Id, said: Override, key: IdempotencyKey) -> JSONResponse:
    """Decide who brings the order: `cost_s` is what that costs all orders together."""
    named = f"api:hand:{key}"
    if said.step == "release":
        return reply.answered(overriding.release(desk.engine, named, order, said.why))
    override = overriding.pin if said.step == "pin" else overriding.forbid
    return reply.answered(override(desk.engine, named, order, said.courier, said.why))
