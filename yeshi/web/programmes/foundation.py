"""The pages of a programme's people: the foundation's desk, and the readers' blind reading."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from yeshi.base.refused import Invalid, Refused
from yeshi.flow.ports import Answer
from yeshi.flow.programmes import accounting, applying, donating, granting
from yeshi.people.person import Role, SignInFirst
from yeshi.programmes.application import ApplicationState, blind
from yeshi.programmes.payment import PaymentState
from yeshi.programmes.student import Reached, next_stipend
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.forms import Fields

Key = Annotated[str, Form(max_length=100)]
Day = Annotated[date, Form()]


def foundation_router(desk: Desk) -> APIRouter:
    """/programmes/…/desk and /programmes/…/reading, for those who signed in."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    engine, who = desk.engine, desk.sign_in.person

    def _refused(request: Request, refused: Refused, back: str) -> Response:
        if isinstance(refused.reason, SignInFirst):
            return RedirectResponse(f"/sign-in?back={request.url.path}", status_code=303)
        return desk.render.refused(request, refused, back)

    def _back(request: Request, answer: Answer, to: str) -> Response:
        if isinstance(answer, Refused):
            return _refused(request, answer, to)
        return RedirectResponse(to, status_code=303)

    @router.get("/programmes/{programme}/desk")
    def foundation(request: Request, programme: str) -> Response:
        person = who(request)
        found = accounting.desk(engine, person, programme)
        if isinstance(found, Refused):
            return _refused(request, found, f"/programmes/{programme}")
        known = found.view.programme
        students = {one.id: one for one in found.students}
        today = engine.terms.calendar.date_at(engine.clock.now())
        return desk.render.page(
            request, "programmes/programme_desk.html", desk=found, students=students,
            coming={one.id: next_stipend(one, known) for one in found.students},
            proposed=[p for p in found.payments if p.state is PaymentState.PROPOSED],
            settled=[p for p in found.payments if p.state is not PaymentState.PROPOSED],
            counts={
                state: sum(one.state is state for one in found.applications)
                for state in ApplicationState
            },
            lacking=sum(one.lacks_readers for one in found.applications),
            today=today, cohort=found.cohort_of(today.year),
            runs=person is not None and person.has(Role.FOUNDATION, programme),
            names=accounting.names_of_people(engine),
            approves=person is not None and person.has(Role.APPROVER, programme),
            donors={one.id: one for one in found.donors},
        )  # fmt: skip

    @router.post("/programmes/{programme}/desk/hand-out")
    def hand_out(request: Request, *, programme: str, key: Key) -> Response:
        answer = applying.hand_out(engine, f"page:{key}", who(request), programme)
        return _back(request, answer, f"/programmes/{programme}/desk")

    @router.post("/programmes/{programme}/desk/select")
    def select(
        request: Request, *, programme: str, year: Annotated[int, Form(ge=1900, le=2200)], key: Key
    ) -> Response:
        answer = applying.select_cohort(engine, f"page:{key}", who(request), programme, year)
        return _back(request, answer, f"/programmes/{programme}/desk#students")

    @router.post("/programmes/{programme}/desk/students/{student}/confirm")
    def confirm(
        request: Request,
        *,
        programme: str,
        student: str,
        milestone: str = Form(max_length=60),
        on: Day,
        evidence: str = Form("", max_length=1000),
        school: str = Form("", max_length=400),
        key: Key,
    ) -> Response:
        reached = Reached(milestone, on, "", evidence.strip())
        answer = granting.confirm(engine, f"page:{key}", who(request), student, reached, school)
        return _back(request, answer, f"/programmes/{programme}/desk#{student}")

    @router.post("/programmes/{programme}/desk/students/{student}/leave")
    def leave(request: Request, *, programme: str, student: str, key: Key) -> Response:
        answer = granting.leave(engine, f"page:{key}", who(request), student)
        return _back(request, answer, f"/programmes/{programme}/desk#{student}")

    @router.post("/programmes/{programme}/desk/payments/{payment}/approve")
    def approve(request: Request, *, programme: str, payment: str, key: Key) -> Response:
        answer = granting.approve(engine, f"page:{key}", who(request), payment)
        return _back(request, answer, f"/programmes/{programme}/desk#payments")

    @router.post("/programmes/{programme}/desk/payments/{payment}/decline")
    def decline(
        request: Request,
        *,
        programme: str,
        payment: str,
        why: str = Form("", max_length=1000),
        key: Key,
    ) -> Response:
        answer = granting.decline(engine, f"page:{key}", who(request), payment, why)
        return _back(request, answer, f"/programmes/{programme}/desk#payments")

    @router.post("/programmes/{programme}/desk/donors")
    def donor(
        request: Request,
        *,
        programme: str,
        name: str = Form("", max_length=400),
        named: bool = Form(False),
        key: Key,
    ) -> Response:
        answer = donating.enter_donor(engine, f"page:{key}", who(request), programme, name, named)
        return _back(request, answer, f"/programmes/{programme}/desk#donors")

    @router.post("/programmes/{programme}/desk/donors/{donor}/gift")
    def gift(
        request: Request,
        *,
        programme: str,
        donor: str,
        yuan: str = Form("", max_length=30),
        pledge: str = Form("", max_length=60),
        key: Key,
    ) -> Response:
        back = f"/programmes/{programme}/desk#donors"
        amount = amount_of(yuan, engine.terms.currency)
        if isinstance(amount, Refused):
            return _refused(request, amount, back)
        answer = donating.receive(
            engine, f"page:{key}", who(request), donor, amount, pledge or None
        )
        return _back(request, answer, back)

    @router.post("/programmes/{programme}/desk/donors/{donor}/pledge")
    def pledge(
        request: Request,
        *,
        programme: str,
        donor: str,
        yuan: str = Form("", max_length=30),
        due_on: Day,
        key: Key,
    ) -> Response:
        back = f"/programmes/{programme}/desk#donors"
        amount = amount_of(yuan, engine.terms.currency)
        if isinstance(amount, Refused):
            return _refused(request, amount, back)
        answer = donating.pledge(engine, f"page:{key}", who(request), donor, amount, due_on)
        return _back(request, answer, back)

    @router.get("/programmes/{programme}/reading")
    def reading(request: Request, programme: str) -> Response:
        found = accounting.to_read(engine, who(request), programme)
        if isinstance(found, Refused):
            return _refused(request, found, f"/programmes/{programme}")
        known, waiting, done = found
        first = waiting[0] if waiting else None
        return desk.render.page(
            request, "programmes/reading.html", programme=known, waiting=len(waiting), done=done,
            one=first, answers=blind(first, known) if first else (),
        )  # fmt: skip

    @router.post("/programmes/{programme}/reading/{application}")
    def read(request: Request, programme: str, application: str, said: Fields) -> Response:
        back, key = f"/programmes/{programme}/reading", f"page:{said.get('key', '')[:100]}"
        with engine.store.begin() as work:
            known = work.programmes.get(programme)
        rubric = known.rubric if known else ()
        points = []
        for criterion in rubric:
            text = said.get(f"points-{criterion.id}", "")
            if not text.isdecimal() or len(text) > 4:
                return _refused(request, Refused(Invalid("points", f"0…{criterion.points}")), back)
            points.append(int(text))
        answer = applying.read(
            engine, key, who(request), application, points, said.get("note", "").strip()
        )
        return _back(request, answer, back)

    @router.post("/programmes/{programme}/reading/{application}/pass-on")
    def pass_on(request: Request, *, programme: str, application: str, key: Key) -> Response:
        answer = applying.pass_on(engine, f"page:{key}", who(request), application)
        return _back(request, answer, f"/programmes/{programme}/reading")

    return router
