"""The pages of accords for everybody: progress, targets, files."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.accords.quarter import quarters_between
from yeshi.base.refused import Refused, Unknown
from yeshi.events.accords import TargetMeasured
from yeshi.flow.accords import agreements, signing
from yeshi.people.actor import NOBODY
from yeshi.web.accords.calendars import calendar
from yeshi.web.accords.charts import target_chart
from yeshi.web.accords.report import in_unit
from yeshi.web.accords.telling import told_of_target
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Id
from yeshi.web.frame.pictures import As, FileForm, PlaceAsked, chart_as, rows_as
from yeshi.web.frame.sparing import PICTURES

QUARTERS_SHOWN = 12

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/accords", dependencies=ANYBODY)
def accords(desk: At, page: Page, language: Language) -> Response:
    """All accords."""
    views = agreements.accords(desk.engine, desk.figures.facts())
    enters = signing.may_sign(desk.engine.actor) is None
    return page.show(
        "accords/accords.html",
        views=views,
        enters=enters,
        told_of=lambda view, one: told_of_target(view, one, language),
    )


@router.get("/accords/{accord}", dependencies=ANYBODY)
def accord(desk: At, page: Page, language: Language, accord: Id) -> Response:
    """An accord; with forms for those who act in it."""
    view = agreements.accord(desk.engine, accord, desk.figures.facts())
    if isinstance(view, Refused):
        return page.refused(view, "/accords")
    today = desk.engine.terms.calendar.date_at(desk.engine.clock.now())
    # The record begins when the accord came to the platform, which may be long after signing.
    began = [desk.engine.terms.calendar.date_at(recorded.at) for recorded in view.history[:1]]
    quarters = quarters_between(max(began, default=today), today)
    return page.show(
        "accords/accord.html",
        site=desk.site.address,
        view=view,
        a=view.accord,
        today=today,
        texts={one.id: one.text for one in view.milestones},
        quarters=quarters[:QUARTERS_SHOWN],
        unit=lambda figure, value: in_unit(figure, value, language),
        told_of=lambda measured: told_of_target(view, measured, language),
    )


@router.get("/accords/{accord}/calendar.ics", dependencies=ANYBODY)
def ics(desk: At, page: Page, language: Language, accord: Id) -> Response:
    """Its milestones for other programs' calendars."""
    view = agreements.accord(desk.engine.acting(NOBODY), accord, desk.figures.facts())
    if isinstance(view, Refused):
        return page.refused(view, "/accords")
    text = calendar(view.accord, view.milestones, language, desk.engine.clock.now())
    return Response(text, media_type="text/calendar; charset=utf-8")


@router.get("/accords/{accord}/targets/{target}/chart", dependencies=[*ANYBODY, *PICTURES])
def chart(
    desk: At,
    page: Page,
    language: Language,
    accord: Id,
    target: Id,
    place: PlaceAsked,
    form: As = "json",
) -> Response:
    """A target and its measurements, drawn."""
    view = agreements.accord(desk.engine.acting(NOBODY), accord, desk.figures.facts())
    if isinstance(view, Refused):
        return page.refused(view, "/accords")
    if target not in {one.id for one in view.accord.targets}:
        return page.refused(Refused(Unknown("target", target)), f"/accords/{accord}")
    drawn = target_chart(view, target, language)
    return chart_as(page, drawn, form, f"{accord}-{target}", place)


@router.get("/accords/{accord}/targets/{target}/rows.{form}", dependencies=[*ANYBODY, *PICTURES])
def rows(desk: At, page: Page, accord: Id, target: Id, form: FileForm) -> Response:
    """A target's measurements."""
    view = agreements.accord(desk.engine.acting(NOBODY), accord, desk.figures.facts())
    if isinstance(view, Refused):
        return page.refused(view, "/accords")
    # What there is has a name that a file may have; anything else is no target.
    if target not in {one.id for one in view.accord.targets}:
        return page.refused(Refused(Unknown("target", target)), f"/accords/{accord}")
    measured = [
        {
            "day": one.event.day,
            "figure": one.event.figure,
            "value": one.event.value,
            "why": one.event.why,
        }
        for one in view.history
        if isinstance(one.event, TargetMeasured) and one.event.target == target
    ]
    return rows_as(desk, measured, form, f"{accord}-{target}")


@router.get("/accords/{accord}/files/{file}", dependencies=ANYBODY)
def file(desk: At, page: Page, accord: Id, file: Id) -> Response:
    """A file, for those who may read it."""
    found = agreements.file(desk.engine, accord, file)
    if isinstance(found, Refused):
        return page.refused(found, f"/accords/{accord}")
    kept, data = found
    # Never shown in the page's own right: a file is somebody else's.
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(kept.name)}",
    }
    return Response(data, media_type="application/octet-stream", headers=headers)
