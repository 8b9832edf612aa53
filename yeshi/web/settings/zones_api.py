"""Zones over JSON for the owner: how the city is divided, one more, changed, or one less."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.refused import Invalid, Refused
from yeshi.flow.city import zoning
from yeshi.geo.outline import CORNERS_MAX, CORNERS_MIN, middle, outline_of
from yeshi.geo.zones import Zone
from yeshi.web.frame.access import OWNERS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import NameBody, PlaceBody
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import CONTROL
from yeshi.web.settings.stalls_api import Reasoned

router = APIRouter(prefix="/api/zones", tags=["registering"])


class ZoneBody(Reasoned):
    """What a zone is called, and the corners of its area in a row, or at least its middle.

    A place within the outline is of the zone; without one, what is nearest to its middle.
    """

    name: NameBody
    centre: PlaceBody | None = None
    outline: list[PlaceBody] = Field(default=[], max_length=CORNERS_MAX + 1)


class ZoneEndBody(Reasoned):
    """`moves`: its couriers go to the zone that is nearest to where each is."""

    moves: bool = False


@router.get("", dependencies=[*OWNERS, *CONTROL])
def zones(desk: At) -> list[Zone]:
    """The zones in force."""
    return [one.zone for one in zoning.zones_seen(desk.engine)]


@router.post("/{zone}", dependencies=[*OWNERS, *CONTROL])
def enter(desk: At, reply: Reply, zone: Id, body: ZoneBody, key: IdempotencyKey) -> JSONResponse:
    """One zone more, or one that there is otherwise; the answer names the version of the terms."""
    outline = outline_of([one.point() for one in body.outline])
    if body.centre is None and len(outline) < CORNERS_MIN:
        return reply.refused(Refused(Invalid("zones.centre", "missing")))
    centre = body.centre.point() if body.centre else middle(outline)
    said = Zone(zone, body.name.read(), centre, outline)
    return reply.answered(zoning.enter_zone(desk.engine, f"api:zone:{key}", said, body.why))


@router.post("/{zone}/close", dependencies=[*OWNERS, *CONTROL])
def close(desk: At, reply: Reply, zone: Id, body: ZoneEndBody, key: IdempotencyKey) -> JSONResponse:
    """One zone less; refused while orders of it are under way."""
    named = f"api:close-zone:{key}"
    return reply.answered(zoning.close_zone(desk.engine, named, zone, body.moves, body.why))
