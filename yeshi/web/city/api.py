"""The control room, the figures and the books over JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, TypeAdapter

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.events.dispatch import Choice
from yeshi.flow.city.observing import Figures
from yeshi.flow.orders import explaining, overriding, reading
from yeshi.flow.orders.reading import ControlView
from yeshi.web.frame.answering import REFUSALS, IdempotencyKey, answered
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import problem

Day = Annotated[date | None, Query(description="A business day; today's by default")]
_FIGURES, _CONTROL = TypeAdapter(Figures), TypeAdapter(ControlView)
_CHOICES = TypeAdapter(tuple[Choice, ...])


class Override(BaseModel):
    """An operator's decision: the courier alone, anybody but them, or dispatch's choice again."""

    step: Literal["pin", "forbid", "release"]
    courier: str = Field("", max_length=100)
    why: str = Field(min_length=1, max_length=NOTE_LENGTH_MAX)


class CityNow(BaseModel):
    """The city's moment, and how fast it goes against the wall clock."""

    now: datetime
    speed: float


def observing_router(desk: Desk) -> APIRouter:
    """/api for the control room, officials and foundations."""
    router = APIRouter(tags=["observing"], responses=REFUSALS)  # type: ignore[arg-type]

    @router.get("/now")
    def now() -> CityNow:
        """The city's clock."""
        return CityNow(now=desk.engine.clock.now(), speed=desk.speed)

    @router.get("/control")
    def control() -> Any:
        """All that is under way."""
        return JSONResponse(_CONTROL.dump_python(reading.control(desk.engine), mode="json"))

    @router.get("/orders/{order}/why")
    def why(request: Request, order: str) -> Any:
        """Why the order's courier was sent, and not another: costs in seconds of lateness."""
        found = explaining.why(desk.engine, order)
        if isinstance(found, Refused):
            return problem(found, language_of(request))
        return JSONResponse(
            {
                "order": found.order.id,
                "at": found.at.isoformat(),
                "together": [one.id for one in found.together],
                "choices": _CHOICES.dump_python(found.choices, mode="json"),
            }
        )

    @router.post("/orders/{order}/hand")
    def hand(request: Request, order: str, said: Override, key: IdempotencyKey) -> JSONResponse:
        """Decide who brings the order: `cost_s` is what that costs all orders together."""
        named = f"api:hand:{key}"
        if said.step == "release":
            return answered(request, overriding.release(desk.engine, named, order, said.why))
        override = overriding.pin if said.step == "pin" else overriding.forbid
        return answered(request, override(desk.engine, named, order, said.courier, said.why))

    @router.get("/figures")
    def figures(day: Day = None) -> Any:
        """The city's figures of a business day."""
        return JSONResponse(_FIGURES.dump_python(desk.figures.figures(day), mode="json"))

    return router
