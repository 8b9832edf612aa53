"""Errands over JSON: what waits, what failed and why; tried again or given up by hand."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.flow import errands, errands_seen
from yeshi.flow.errand import Errand, ErrandState
from yeshi.flow.errand_kinds import KINDS
from yeshi.web.frame.access import OPERATORS_OF_CITY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import CONTROL

router = APIRouter(prefix="/api", tags=["observing"])


@router.get("/control/errands", dependencies=[*OPERATORS_OF_CITY, *CONTROL])
def all_errands(desk: At) -> Any:
    """How many errands there are in each state, and the first 50 of each with their last fault.

    Waiting ones are listed by when they are due, others the latest first. What an errand was given
    is not told, for it may name somebody; `about` says what it concerns.
    """
    view = errands_seen.view(desk.engine, KINDS)
    lists = {
        ErrandState.WAITING: view.waiting,
        ErrandState.RUNNING: view.running,
        ErrandState.GIVEN_UP: view.given_up,
        ErrandState.DONE: view.done,
    }
    return JSONResponse(
        {
            "at": view.at.isoformat(),
            "counts": {state.value: count for state, count in view.counts.items()},
            **{
                state.value: [_told(one, view.about[one.id]) for one in found]
                for state, found in lists.items()
            },
        }
    )


@router.post("/control/errands/{errand}/{step}", dependencies=[*OPERATORS_OF_CITY, *CONTROL])
def decide(
    desk: At,
    reply: Reply,
    errand: Id,
    step: Literal["again", "give-up"],
    key: IdempotencyKey,
) -> JSONResponse:
    """Have an errand tried again at once, or no more."""
    act = errands.try_again if step == "again" else errands.give_up
    return reply.answered(act(desk.engine, f"api:errand:{key}", errand))


def _told(errand: Errand, about: str | None) -> dict[str, Any]:
    moments = {
        name: at.isoformat() if at else None
        for name, at in (
            ("written_at", errand.written_at),
            ("again_at", errand.again_at),
            ("begun_at", errand.begun_at),
            ("ended_at", errand.ended_at),
        )
    }
    return {
        "id": errand.id,
        "kind": errand.kind,
        "about": about,
        "tries": errand.tries,
        "failures": errand.failures,
        "fault": errand.fault,
        "place": errand.place,
        **moments,
    }
