"""The pages of accords: progress for everybody, and the work of secretariat and parties."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from yeshi.accords.meeting import FILE_BYTES_MAX
from yeshi.accords.quarter import Account, quarters_between, read_quarter
from yeshi.base.refused import Refused
from yeshi.events.accords import TargetMeasured
from yeshi.flow.accords import agreements, coordinating
from yeshi.flow.ports import Answer
from yeshi.people.person import SignInFirst
from yeshi.web.accords.calendars import calendar
from yeshi.web.accords.charts import target_chart
from yeshi.web.accords.report import in_unit, report_of, why_not
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.pictures import FileForm, chart_as, rows_as
from yeshi.web.frame.pictures import Form as PictureForm

Key = Annotated[str, Form(max_length=100)]
Day = Annotated[date, Form()]
Text = Annotated[str, Form(max_length=30_000)]


def accords_router(desk: Desk) -> APIRouter:
    """/accords for everybody, with forms for those who act in them."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    engine, who = desk.engine, desk.sign_in.person

    def _refused(request: Request, refused: Refused, back: str) -> Response:
        if isinstance(refused.reason, SignInFirst):
            return RedirectResponse(f"/sign-in?back={back}", status_code=303)
        return desk.render.refused(request, refused, back)

    def _back(request: Request, answer: Answer, to: str) -> Response:
        if isinstance(answer, Refused):
            return _refused(request, answer, to)
        return RedirectResponse(to, status_code=303)

    def _units(request: Request) -> dict[str, Any]:
        language = language_of(request)
        return {
            "unit": lambda figure, value: in_unit(figure, value, language),
            "why_not": lambda measured: why_not(measured, language),
        }

    @router.get("/accords")
    def accords(request: Request) -> Response:
        views = agreements.accords(engine, desk.figures.facts())
        return desk.render.page(request, "accords/accords.html", views=views)

    @router.get("/accords/{accord}")
    def accord(request: Request, accord: str) -> Response:
        view = agreements.accord(engine, who(request), accord, desk.figures.facts())
        if isinstance(view, Refused):
            return desk.render.refused(request, view, "/accords")
        today = engine.terms.calendar.date_at(engine.clock.now())
        # The record begins when the accord came to the platform, which may be long after signing.
        began = [engine.terms.calendar.date_at(recorded.at) for recorded in view.history[:1]]
        quarters = quarters_between(max(began, default=today), today)
        return desk.render.page(
            request, "accords/accord.html", view=view, a=view.accord, today=today,
            texts={one.id: one.text for one in view.milestones}, quarters=quarters[:12],
            **_units(request),
        )  # fmt: skip

    @router.get("/accords/{accord}/calendar.ics")
    def ics(request: Request, accord: str) -> Response:
        view = agreements.accord(engine, None, accord, desk.figures.facts())
        if isinstance(view, Refused):
            return desk.render.refused(request, view, "/accords")
        text = calendar(view.accord, view.milestones, language_of(request), engine.clock.now())
        return Response(text, media_type="text/calendar; charset=utf-8")

    @router.get("/accords/{accord}/targets/{target}/chart")
    def chart(
        request: Request, accord: str, target: str,
        form: Annotated[PictureForm, Query(alias="as")] = "json",
    ) -> Response:  # fmt: skip
        view = agreements.accord(engine, None, accord, desk.figures.facts())
        if isinstance(view, Refused):
            return desk.render.refused(request, view, "/accords")
        drawn = target_chart(view, target, language_of(request))
        return chart_as(desk, request, drawn, form, f"{accord}-{target}")

    @router.get("/accords/{accord}/targets/{target}/rows.{form}")
    def rows(request: Request, accord: str, target: str, form: FileForm) -> Response:
        view = agreements.accord(engine, None, accord, desk.figures.facts())
        if isinstance(view, Refused):
            return desk.render.refused(request, view, "/accords")
        measured = [
            {
                "day": r.event.day,
                "figure": r.event.figure,
                "value": r.event.value,
                "why": r.event.why,
            }
            for r in view.history
            if isinstance(r.event, TargetMeasured) and r.event.target == target
        ]
        return rows_as(desk, measured, form, f"{accord}-{target}")

    @router.get("/accords/{accord}/quarters/{quarter}.pdf")
    def printed(request: Request, accord: str, quarter: str) -> Response:
        found = _account(request, accord, quarter)
        if isinstance(found, Refused):
            return desk.render.refused(request, found, f"/accords/{accord}")
        view, account = found
        report = report_of(view.accord, account, language_of(request))
        data = desk.printer(report, engine.clock.now())
        if isinstance(data, Refused):
            return desk.render.refused(request, data, f"/accords/{accord}/quarters/{quarter}")
        name = f"{accord}-{account.quarter.text}.pdf"
        headers = {"Content-Disposition": f'inline; filename="{name}"'}
        return Response(data, media_type="application/pdf", headers=headers)

    @router.get("/accords/{accord}/quarters/{quarter}")
    def of_quarter(request: Request, accord: str, quarter: str) -> Response:
        found = _account(request, accord, quarter)
        if isinstance(found, Refused):
            return desk.render.refused(request, found, f"/accords/{accord}")
        view, account = found
        report = report_of(view.accord, account, language_of(request))
        return desk.render.page(
            request, "city/report.html", report=report, back=f"/accords/{accord}",
            pdf=f"/accords/{accord}/quarters/{account.quarter.text}.pdf",
        )  # fmt: skip

    def _account(
        request: Request, accord: str, text: str
    ) -> tuple[agreements.AccordView, Account] | Refused:
        quarter = read_quarter(text)
        if isinstance(quarter, Refused):
            return quarter
        facts = desk.figures.facts()
        return agreements.quarter_account(engine, who(request), accord, quarter, facts)

    @router.get("/accords/{accord}/files/{file}")
    def file(request: Request, accord: str, file: str) -> Response:
        found = agreements.file(engine, who(request), accord, file)
        if isinstance(found, Refused):
            return desk.render.refused(request, found, f"/accords/{accord}")
        kept, data = found
        # Never shown in the page's own right: a file is somebody else's.
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(kept.name)}",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(data, media_type="application/octet-stream", headers=headers)

    @router.post("/accords/{accord}/commitments")
    def commit(
        request: Request, *, accord: str, area: Text = "", party: Text = "", text: Text = "",
        key: Key,
    ) -> Response:  # fmt: skip
        answer = coordinating.commit(engine, f"page:{key}", who(request), accord, area, party, text)
        return _back(request, answer, f"/accords/{accord}#commitments")

    @router.post("/accords/{accord}/commitments/{commitment}/milestones")
    def plan(
        request: Request, *, accord: str, commitment: str, text: Text = "", owner: Text = "",
        due_on: Day, key: Key,
    ) -> Response:  # fmt: skip
        answer = coordinating.plan(
            engine, f"page:{key}", who(request), commitment, text, owner, due_on
        )
        return _back(request, answer, f"/accords/{accord}#{commitment}")

    @router.post("/accords/{accord}/milestones/{milestone}/{step}")
    def act(
        request: Request, *, accord: str, milestone: str, step: Literal["finish", "move", "drop"],
        on: Annotated[date | None, Form()] = None, why: Text = "", key: Key,
    ) -> Response:  # fmt: skip
        named, person = f"page:{key}", who(request)
        day = on or engine.terms.calendar.date_at(engine.clock.now())
        if step == "drop":
            answer = coordinating.drop(engine, named, person, milestone, why)
        else:
            change = coordinating.finish if step == "finish" else coordinating.move
            answer = change(engine, named, person, milestone, day, why)
        return _back(request, answer, f"/accords/{accord}#{milestone}")

    @router.post("/accords/{accord}/meetings")
    def meeting(
        request: Request, *, accord: str, held_on: Day, title: Text = "",
        minutes: Text = "", decisions: Text = "", public: bool = Form(False), key: Key,
    ) -> Response:  # fmt: skip
        answer = coordinating.hold_meeting(
            engine, f"page:{key}", who(request), accord, held_on, title, minutes,
            decisions.splitlines(), public,
        )  # fmt: skip
        return _back(request, answer, f"/accords/{accord}#meetings")

    @router.post("/accords/{accord}/meetings/{meeting}/amend")
    def amend(
        request: Request, *, accord: str, meeting: str, text: Text = "", key: Key
    ) -> Response:
        answer = coordinating.amend(engine, f"page:{key}", who(request), meeting, text)
        return _back(request, answer, f"/accords/{accord}#{meeting}")

    @router.post("/accords/{accord}/files")
    def add_file(
        request: Request, *, accord: str, file: UploadFile, public: bool = Form(False), key: Key
    ) -> Response:
        # One byte more than is kept: enough to know that it is too large.
        data = file.file.read(FILE_BYTES_MAX + 1)
        answer = coordinating.add_file(
            engine, f"page:{key}", who(request), accord, file.filename or "",
            file.content_type or "application/octet-stream", data, public,
        )  # fmt: skip
        return _back(request, answer, f"/accords/{accord}#files")

    return router
