"""The city's clock and the figures of a business day over JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, TypeAdapter

from yeshi.flow.city.observing import Figures
from yeshi.web.frame.access import ANYBODY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Day
from yeshi.web.frame.scopes import ANY_KEY

_FIGURES = TypeAdapter(Figures)
OfDay = Annotated[Day | None, Query(description="A business day; today's by default")]

router = APIRouter(prefix="/api", tags=["observing"])


class CityNow(BaseModel):
    """The city's moment, and how fast it goes against the wall clock."""

    now: datetime
    speed: float


@router.get("/now", dependencies=[*ANYBODY, *ANY_KEY])
def now(desk: At) -> CityNow:
    """The city's clock."""
    return CityNow(now=desk.engine.clock.now(), speed=desk.speed)


@router.get("/figures", response_model=Figures, dependencies=[*ANYBODY, *ANY_KEY])
def figures(desk: At, reply: Reply, day: OfDay = None) -> Any:
    """The city's figures of a business day."""
    return reply.found(desk.figures.figures(day), _FIGURES)
