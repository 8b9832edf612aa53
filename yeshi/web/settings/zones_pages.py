"""Zones for the owner: all of them on a map, a new one, one that moves, closes; or from a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, JSONResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.city import zoning
from yeshi.flow.city.zoning import ZoneSeen
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Answer
from yeshi.web.frame.access import OWNERS, At, Language
from yeshi.web.frame.answering import NOT_KEPT, Page, PageReply, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line, UploadedFile
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.maps import zones_map
from yeshi.web.frame.zones_form import FILE_BYTES_MAX, outline_lines, zone_typed, zones_read
from yeshi.web.settings.answers import form

PAGE = "/settings/zones"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=OWNERS)
def zones(desk: At, page: Page) -> Response:
    """The zones, with how many couriers ride in each."""
    found = zoning.zones_seen(desk.engine)
    bordered = all(one.zone.outline for one in found)
    return page.show("settings/zones.html", zones=found, bordered=bordered)


@router.get(f"{PAGE}/map", dependencies=OWNERS)
def zones_places(desk: At, language: Language) -> Response:
    """Where their middles are, and their outlines."""
    found = [one.zone for one in zoning.zones_seen(desk.engine)]
    return JSONResponse(zones_map(found, language), headers=NOT_KEPT)


@router.get(f"{PAGE}/new", dependencies=OWNERS)
def new(page: Page) -> Response:
    """The form of a new one."""
    return form(page, "settings/zone_new.html", {})


@router.post(PAGE, dependencies=OWNERS)
def add(desk: At, page: Page, fields: Fields) -> Response:
    """Divide the city into one zone more."""
    taken = {one.zone.id for one in zoning.zones_seen(desk.engine)}
    zone = zone_typed(fields, taken)
    answer = (
        zone if isinstance(zone, Refused)
        else zoning.enter_zone(desk.engine, f"page:{fields['key']}", zone, fields.get("why", ""))
    )  # fmt: skip
    if isinstance(answer, Refused):
        return page.refused(answer, f"{PAGE}/new")
    return done(PAGE, Deed.ZONE)


@router.post(f"{PAGE}/file", dependencies=OWNERS)
def from_file(
    desk: At,
    page: Page,
    file: UploadedFile,
    key: Key,
    why: Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)] = "",
) -> Response:
    """Divide the city into the zones of a GeoJSON file."""
    engine = desk.engine
    known = [one.zone for one in zoning.zones_seen(engine)]
    read = zones_read(file.file.read(FILE_BYTES_MAX), known)
    answer = (
        read if isinstance(read, Refused)
        else zoning.enter_zones(engine, f"page:{key}", read, why)
    )  # fmt: skip
    return page.back(answer, PAGE)


@router.get(PAGE + "/{zone}", dependencies=OWNERS)
def zone(desk: At, page: Page, zone: Id) -> Response:
    """One zone, to be changed or closed."""
    found = _seen(desk.engine, zone)
    if found is None:
        return page.refused(Refused(Unknown("zone", zone)), PAGE)
    name, centre, outline = found.zone.name, found.zone.centre, found.zone.outline
    filled = {
        "name_zh": name.zh, "name_en": name.en,
        "x": str(centre.x), "y": str(centre.y), "outline": outline_lines(outline),
    }  # fmt: skip
    alone = len(zoning.zones_seen(desk.engine)) == 1
    return form(page, "settings/zone.html", filled, view=found, alone=alone)


@router.post(PAGE + "/{zone}", dependencies=OWNERS)
def change(desk: At, page: Page, zone: Id, fields: Fields) -> Response:
    """Call it something else, draw it otherwise, or move its middle."""
    if _seen(desk.engine, zone) is None:
        return page.refused(Refused(Unknown("zone", zone)), PAGE)
    said = zone_typed(fields, (), zone)
    answer = (
        said if isinstance(said, Refused)
        else zoning.enter_zone(desk.engine, f"page:{fields['key']}", said, fields.get("why", ""))
    )  # fmt: skip
    return _after(page, zone, answer, Deed.ZONE)


@router.post(PAGE + "/{zone}/close", dependencies=OWNERS)
def close(desk: At, page: Page, zone: Id, fields: Fields) -> Response:
    """Divide the city into one zone less."""
    named, moves = f"page:{fields['key']}", fields.get("moves", "") == "true"
    answer = zoning.close_zone(desk.engine, named, zone, moves, fields.get("why", ""))
    return _after(page, zone, answer, Deed.DONE)


def _seen(engine: Engine, id_: str) -> ZoneSeen | None:
    return next((one for one in zoning.zones_seen(engine) if one.zone.id == id_), None)


def _after(page: PageReply, zone: str, answer: Answer, deed: Deed) -> Response:
    """To all zones; a refusal to the one it is about."""
    return page.back(answer, f"{PAGE}/{zone}" if isinstance(answer, Refused) else PAGE, deed)
