"""For operators and their programs: whether the city is ready, and figures.

Anybody may ask for the first, which says nothing of anybody; the figures tell of trade, and are for
who has the token of the installation and for operators of the city.
"""

from __future__ import annotations

from secrets import compare_digest
from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi.responses import JSONResponse

from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role
from yeshi.web.frame.access import ANYBODY, At
from yeshi.web.frame.alive import NOT_KEPT
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Secret

router = APIRouter(tags=["operating"])
Authorization = Annotated[Secret, Header()]


@router.get(
    "/readyz",
    summary="Whether the city is ready, by its parts",
    responses={503: {"description": "Not ready; the parts say why"}},
    dependencies=ANYBODY,
)
def ready(desk: At) -> JSONResponse:
    """Each part with what is wrong with it, null where nothing is; 503 when something is."""
    parts = desk.operating.parts()
    well = not any(one.fault for one in parts)
    told = {"ready": well, "parts": {one.name: one.fault or None for one in parts}}
    return JSONResponse(told, 200 if well else 503, headers=NOT_KEPT)


@router.get(
    "/metrics",
    summary="Figures of this process, for Prometheus",
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    response_class=Response,
    dependencies=ANYBODY,
)
def metrics(desk: At, reply: Reply, authorization: Authorization = "") -> Response:
    """The figures, as `Authorization: Bearer TOKEN` or an operator's cookie lets one read them."""
    if not _has_token(desk, authorization):
        refused = admit(desk.engine.actor, CITY, Role.OPERATOR)
        if refused:
            return reply.refused(refused)
    told = desk.operating.figures()
    return Response(told, media_type=desk.operating.media, headers=NOT_KEPT)


def _has_token(desk: Desk, authorization: str) -> bool:
    token = desk.operating.token
    # Compared in the same time whatever was sent.
    said = authorization.encode("utf-8", "replace")
    return token is not None and compare_digest(said, f"Bearer {token}".encode())
