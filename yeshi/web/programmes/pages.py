"""The public pages of programmes: the account, applying, and an applicant's own page."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.programmes import accounting, applying, granting
from yeshi.people.person import Role
from yeshi.programmes.application import Applicant
from yeshi.programmes.export_360giving import Publisher, grants
from yeshi.programmes.export_iati import activity, organisation
from yeshi.programmes.student import next_stipend
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.language import language_of
from yeshi.web.frame.pictures import FileForm, chart_as, rows_as
from yeshi.web.frame.pictures import Form as PictureForm
from yeshi.web.programmes.charts import account_chart, forecast_chart

WOMAN = {"yes": True, "no": False}


def programmes_router(desk: Desk) -> APIRouter:
    """/programmes for everybody."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    engine = desk.engine

    @router.get("/programmes")
    def programmes(request: Request) -> Response:
        views = accounting.programmes(engine)
        return desk.render.page(request, "programmes/programmes.html", views=views)

    @router.get("/programmes/{programme}")
    def programme(request: Request, programme: str) -> Response:
        view = accounting.programme(engine, programme)
        outlook = accounting.outlook(engine, programme)
        if isinstance(view, Refused):
            return desk.render.refused(request, view, "/programmes")
        if isinstance(outlook, Refused):
            return desk.render.refused(request, outlook, "/programmes")
        year = engine.terms.calendar.date_at(engine.clock.now()).year
        person = desk.sign_in.person(request)
        works = person is not None and (
            person.has(Role.FOUNDATION, programme) or person.has(Role.APPROVER, programme)
        )
        reads = person is not None and person.has(Role.READER, programme)
        plan = view.programme.plan_of(year)
        planned = [ahead for ahead in outlook.years if ahead.budget_fen]
        pledged = view.programme.signed_on.year + view.programme.pledged_years - 1
        tenth = next((ahead for ahead in outlook.years if ahead.year == pledged), None)
        given, paid = accounting.given_and_paid(view)
        return desk.render.page(
            request, "programmes/programme.html", view=view, outlook=outlook, year=year,
            given=given, paid=paid, tenth=tenth, last=planned[-1] if planned else None,
            is_open=plan is not None and plan.places > 0, works=works, reads=reads,
        )  # fmt: skip

    @router.get("/programmes/{programme}/charts/{name}")
    def chart(
        request: Request, programme: str, name: Literal["account", "forecast"],
        form: Annotated[PictureForm, Query(alias="as")] = "json",
    ) -> Response:  # fmt: skip
        language = language_of(request)
        if name == "account":
            view = accounting.programme(engine, programme)
            if isinstance(view, Refused):
                return desk.render.refused(request, view, "/programmes")
            return chart_as(
                desk, request, account_chart(view, language), form, f"{programme}-{name}"
            )
        outlook = accounting.outlook(engine, programme)
        if isinstance(outlook, Refused):
            return desk.render.refused(request, outlook, "/programmes")
        return chart_as(
            desk, request, forecast_chart(outlook, language), form, f"{programme}-{name}"
        )

    @router.get("/programmes/{programme}/account.{form}")
    def rows(request: Request, programme: str, form: FileForm) -> Response:
        view = accounting.programme(engine, programme)
        if isinstance(view, Refused):
            return desk.render.refused(request, view, "/programmes")
        lines = [
            {"year": one.year, "why": one.why, "into_fen": one.into.fen, "out_fen": one.out.fen}
            for one in view.sums
        ]
        return rows_as(desk, lines, form, f"{programme}-account")

    @router.get("/programmes/{programme}/forecast.{form}")
    def ahead(request: Request, programme: str, form: FileForm) -> Response:
        outlook = accounting.outlook(engine, programme)
        if isinstance(outlook, Refused):
            return desk.render.refused(request, outlook, "/programmes")
        return rows_as(desk, [asdict(one) for one in outlook.years], form, f"{programme}-forecast")

    @router.get("/programmes/{programme}/360giving.json")
    def giving(request: Request, programme: str) -> Response:
        found = accounting.grants_of(engine, programme)
        if isinstance(found, Refused):
            return desk.render.refused(request, found, "/programmes")
        publisher = Publisher(desk.publisher, str(request.base_url).rstrip("/"))
        package = grants(*found, publisher, engine.clock.now())
        body = json.dumps(package, ensure_ascii=False, indent=1)
        return Response(body, media_type="application/json")

    @router.get("/programmes/{programme}/{file}.xml")
    def iati(
        request: Request, programme: str, file: Literal["iati-activity", "iati-organisation"]
    ) -> Response:
        view = accounting.programme(engine, programme)
        if isinstance(view, Refused):
            return desk.render.refused(request, view, "/programmes")
        write = activity if file == "iati-activity" else organisation
        body = write(view.programme, view.sums, desk.publisher, engine.clock.now())
        return Response(body, media_type="application/xml")

    @router.get("/programmes/{programme}/apply")
    def form(request: Request, programme: str) -> Response:
        view = accounting.programme(engine, programme)
        if isinstance(view, Refused):
            return desk.render.refused(request, view, "/programmes")
        return _form(request, view, {}, None)

    def _form(
        request: Request, view: accounting.ProgrammeView, said: dict[str, str],
        refused: Refused | None,
    ) -> Response:  # fmt: skip
        fault = None if refused is None else desk.render.sentence(request, refused)
        status = 200 if refused is None else 422
        return desk.render.page(
            request, "programmes/apply.html", status, view=view, said=said, fault=fault,
            year=engine.terms.calendar.date_at(engine.clock.now()).year,
        )  # fmt: skip

    @router.post("/programmes/{programme}/apply")
    def apply(request: Request, programme: str, said: Fields) -> Response:
        view = accounting.programme(engine, programme)
        if isinstance(view, Refused):
            return desk.render.refused(request, view, "/programmes")
        applicant = Applicant(
            said.get("name", "").strip(), said.get("contact", "").strip(), said.get("host", ""),
            said.get("home", "").strip(), WOMAN.get(said.get("woman", "")),
            said.get("named") == "on",
        )  # fmt: skip
        answers = [
            said.get(f"answer-{number}", "").strip()
            for number in range(len(view.programme.questions))
        ]
        key = f"page:apply:{said.get('key', '')[:100]}"
        answer = applying.apply(engine, key, programme, applicant, answers)
        if isinstance(answer, Refused):
            # What was written is not lost.
            return _form(request, view, said, answer)
        return RedirectResponse(desk.sign_in.link(answer.data["application"]), status_code=303)

    @router.get("/applications/{token}")
    def application(request: Request, token: str) -> Response:
        id_ = desk.sign_in.application(token)
        found = Refused(Unknown("application", "")) if id_ is None else (
            accounting.application(engine, id_)
        )  # fmt: skip
        if isinstance(found, Refused):
            return desk.render.refused(request, found, "/programmes")
        programme, sent, student = found
        coming = next_stipend(student, programme) if student else None
        reached = {one.milestone: one.on for one in student.reached} if student else {}
        return desk.render.page(
            request, "programmes/application.html", programme=programme, sent=sent, student=student,
            coming=coming, reached=reached,
            link=desk.sign_in.link(sent.id), base=str(request.base_url).rstrip("/"),
        )  # fmt: skip

    @router.post("/applications/{token}/{step}")
    def change(
        request: Request,
        token: str,
        step: Literal["withdraw", "name", "hide"],
        key: str = Form(max_length=100),
    ) -> Response:
        id_ = desk.sign_in.application(token)
        if id_ is None:
            refused = Refused(Unknown("application", ""))
            return desk.render.refused(request, refused, "/programmes")
        if step == "withdraw":
            answer = applying.withdraw(engine, f"page:withdraw:{key}", id_)
        else:
            answer = granting.choose_naming(engine, f"page:name:{key}", id_, step == "name")
        if isinstance(answer, Refused):
            return desk.render.refused(request, answer, f"/applications/{token}")
        return RedirectResponse(f"/applications/{token}", status_code=303)

    return router
