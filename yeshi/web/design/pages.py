"""All that pages are made of on one page, for who makes them: in a made-up city alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, JSONResponse

from yeshi.base.refused import Reason, Refused, Unknown
from yeshi.base.sentences import say
from yeshi.web.design.samples import Samples
from yeshi.web.design.tokens import tokens
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.charts import framed
from yeshi.web.frame.maps import areas_map
from yeshi.web.frame.pictures import As, PlaceAsked, chart_as
from yeshi.web.frame.sparing import PICTURES

PAGE, MAPS = "/design", "/design/maps"
# What is drawn on maps is apart: their library is heavier than all the rest.
SECTIONS = {
    "values": PAGE, "fields": PAGE, "entries": MAPS, "pieces": PAGE, "said": PAGE, "drawn": MAPS,
    "shop": PAGE, "stall": PAGE,
}  # fmt: skip
# Every kind of mark that a map has.
MARKS = ("counter", "door", "courier", "idle", "late", "order", "trade")
_STEP_DEGREES = 0.004

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class SampleOnly(Reason):
    """What was sent is a sample of a form: it does nothing."""


@router.get(PAGE, dependencies=ANYBODY)
def design(page: Page, language: Language) -> Response:
    """Values, and each piece in its states; no such page in a city that is not made up."""
    return _pieces(page, language, PAGE)


@router.get(MAPS, dependencies=ANYBODY)
def maps(page: Page, language: Language) -> Response:
    """The pieces that are drawn, on maps and as charts."""
    return _pieces(page, language, MAPS)


@router.post(PAGE, dependencies=ANYBODY)
def send(page: Page) -> Response:
    """A form of the page, as one that is refused is shown: with why, and as it was sent."""
    return page.refused(Refused(SampleOnly()), PAGE) if _is_made_up(page) else _none(page)


@router.get(f"{PAGE}/chart", dependencies=[*ANYBODY, *PICTURES])
def chart(page: Page, language: Language, place: PlaceAsked, form: As = "json") -> Response:
    """A chart in the colours of all charts."""
    if not _is_made_up(page):
        return _none(page)
    values = [{"hour": f"{18 + hour}", "sold": 20 + 7 * hour % 40} for hour in range(6)]
    axes = {
        "x": {
            "field": "hour",
            "type": "ordinal",
            "axis": {"title": say(language, "city.hour"), "labelAngle": 0},
        },
        "y": {
            "field": "sold",
            "type": "quantitative",
            "axis": {"title": say(language, "design.sold")},
        },
    }
    bars = {"type": "bar", "cornerRadiusEnd": 2, "color": "#f2a33a"}
    drawn = framed({"data": {"values": values}, "mark": bars, "encoding": axes})
    return chart_as(page, drawn, form, "design", place)


@router.get(f"{PAGE}/map", dependencies=ANYBODY)
def map_of_all(desk: At, page: Page) -> Response:
    """A mark of each kind in a row, a way that is in time and one that is late, all zones."""
    if not _is_made_up(page):
        return _none(page)
    at = desk.charter().centre
    places = [[at.x + _STEP_DEGREES * number, at.y] for number in range(len(MARKS))]
    marks: list[dict[str, Any]] = [
        {"kind": kind, "id": kind, "at": place, "label": ""}
        for kind, place in zip(MARKS, places, strict=True)
    ]
    ways = [{"late": False, "points": places[:3]}, {"late": True, "points": places[3:5]}]
    areas = areas_map(desk.engine.terms.zones)
    return JSONResponse({"marks": marks, "ways": ways, **areas})


def _pieces(page: PageReply, language: str, at: str) -> Response:
    if not _is_made_up(page):
        return _none(page)
    samples = Samples(engine=page.desk.engine, language=language, page=PAGE)
    return page.show(
        "design/design.html", sections=SECTIONS, at=at, maps=MAPS, tokens=tokens(), marks=MARKS,
        **samples.facts(),
    )  # fmt: skip


def _is_made_up(page: PageReply) -> bool:
    return page.desk.charter().demo


def _none(page: PageReply) -> Response:
    return page.desk.render.refused(page.request, Refused(Unknown("page", page.request.url.path)))
