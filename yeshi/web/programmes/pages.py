"""The public pages of programmes: the account, whether it will last, and the exports."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.programmes import accounting, opening
from yeshi.people.person import CITY, Role
from yeshi.programmes.export_360giving import Publisher, grants
from yeshi.programmes.export_iati import activity, organisation
from yeshi.web.frame.access import ANYBODY, At, Language, Signed
from yeshi.web.frame.answering import Page
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id
from yeshi.web.frame.pictures import As, FileForm, PlaceAsked, chart_as, rows_as
from yeshi.web.frame.sparing import PICTURES
from yeshi.web.programmes.charts import account_chart, forecast_chart
from yeshi.web.programmes.outlook import look_ahead
from yeshi.web.programmes.telling import told_of_programme

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/programmes", dependencies=ANYBODY)
def programmes(desk: At, page: Page) -> Response:
    """All programmes."""
    opens = opening.may_open(desk.engine.actor) is None
    views = accounting.programmes(desk.engine)
    return page.show("programmes/programmes.html", views=views, opens=opens)


@router.get("/programmes/{programme}", dependencies=ANYBODY)
def programme(desk: At, page: Page, language: Language, person: Signed, programme: Id) -> Response:
    """A programme: its fund, its plan, its people in numbers."""
    view = accounting.programme(desk.engine, programme)
    outlook = look_ahead(desk, programme)
    if isinstance(view, Refused):
        return page.refused(view, "/programmes")
    if isinstance(outlook, Refused):
        return page.refused(outlook, "/programmes")
    year = desk.engine.terms.calendar.date_at(desk.engine.clock.now()).year
    plan = view.programme.plan_of(year)
    planned = [ahead for ahead in outlook.years if ahead.budget_fen]
    pledged = view.programme.signed_on.year + view.programme.pledged_years - 1
    works = person is not None and (
        person.has(Role.FOUNDATION, programme) or person.has(Role.APPROVER, programme)
    )
    keeps = opening.may_keep(desk.engine.actor, programme) is None
    given, paid = accounting.given_and_paid(view)
    return page.show(
        "programmes/programme.html",
        site=desk.site.address,
        posts=view.programme.posts,
        view=view,
        outlook=outlook,
        sentences=told_of_programme(view, outlook, year, language),
        year=year,
        given=given,
        paid=paid,
        tenth=next((ahead for ahead in outlook.years if ahead.year == pledged), None),
        last=planned[-1] if planned else None,
        works=works,
        reads=person is not None and person.has(Role.READER, programme),
        is_open=plan is not None and plan.places > 0,
        keeps=keeps,
        ends=keeps or desk.engine.actor.has(Role.TREASURER, CITY),
    )


@router.get("/programmes/{programme}/charts/{name}", dependencies=[*ANYBODY, *PICTURES])
def chart(
    desk: At,
    page: Page,
    language: Language,
    programme: Id,
    name: Literal["account", "forecast"],
    place: PlaceAsked,
    form: As = "json",
) -> Response:
    """The account by year, or whether the fund will last, drawn."""
    if name == "account":
        view = accounting.programme(desk.engine, programme)
        if isinstance(view, Refused):
            return page.refused(view, "/programmes")
        return chart_as(page, account_chart(view, language), form, f"{programme}-{name}", place)
    outlook = look_ahead(desk, programme)
    if isinstance(outlook, Refused):
        return page.refused(outlook, "/programmes")
    drawn = forecast_chart(outlook, desk.engine.terms.currency, language)
    return chart_as(page, drawn, form, f"{programme}-{name}", place)


@router.get("/programmes/{programme}/account.{form}", dependencies=[*ANYBODY, *PICTURES])
def rows(desk: At, page: Page, programme: Id, form: FileForm) -> Response:
    """The account by year and reason, as rows."""
    view = accounting.programme(desk.engine, programme)
    if isinstance(view, Refused):
        return page.refused(view, "/programmes")
    lines = [
        {"year": one.year, "why": one.why, "into_fen": one.into.fen, "out_fen": one.out.fen}
        for one in view.sums
    ]
    return rows_as(desk, lines, form, f"{programme}-account")


@router.get("/programmes/{programme}/forecast.{form}", dependencies=[*ANYBODY, *PICTURES])
def ahead(desk: At, page: Page, programme: Id, form: FileForm) -> Response:
    """The forecast by year, as rows."""
    outlook = look_ahead(desk, programme)
    if isinstance(outlook, Refused):
        return page.refused(outlook, "/programmes")
    return rows_as(desk, [asdict(one) for one in outlook.years], form, f"{programme}-forecast")


@router.get("/programmes/{programme}/360giving.json", dependencies=ANYBODY)
def giving(desk: At, page: Page, programme: Id) -> Response:
    """Its grants by the 360Giving standard."""
    found = accounting.grants_of(desk.engine, programme)
    if isinstance(found, Refused):
        return page.refused(found, "/programmes")
    publisher = Publisher(desk.publisher, desk.site.address)
    package = grants(*found, publisher, _local_now(desk))
    body = json.dumps(package, ensure_ascii=False, indent=1)
    return Response(body, media_type="application/json")


@router.get("/programmes/{programme}/{file}.xml", dependencies=ANYBODY)
def iati(
    desk: At, page: Page, programme: Id, file: Literal["iati-activity", "iati-organisation"]
) -> Response:
    """Its account by the IATI standard."""
    view = accounting.programme(desk.engine, programme)
    if isinstance(view, Refused):
        return page.refused(view, "/programmes")
    write = activity if file == "iati-activity" else organisation
    body = write(view.programme, view.sums, desk.publisher, _local_now(desk))
    return Response(body, media_type="application/xml")


def _local_now(desk: Desk) -> datetime:
    # An export is dated by the clocks of the city.
    return desk.engine.terms.calendar.local(desk.engine.clock.now())
