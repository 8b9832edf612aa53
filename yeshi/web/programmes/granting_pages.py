"""The foundation's desk: handing out, selecting, confirming milestones, approving stipends."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.programmes import accounting, applying, granting
from yeshi.people.person import Role
from yeshi.programmes.application import ApplicationState
from yeshi.programmes.payment import PaymentState
from yeshi.programmes.student import Reached, next_stipend
from yeshi.web.frame.access import APPROVERS, FOUNDATIONS, GRANTORS, At, Signed
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import FormDay, Id, Key, Line, Text, Year

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/programmes/{programme}/desk", dependencies=GRANTORS)
def foundation(desk: At, page: Page, person: Signed, programme: Id) -> Response:
    """Applications, students, payments and donors, for the programme's people."""
    found = accounting.desk(desk.engine, programme)
    if isinstance(found, Refused):
        return page.refused(found, f"/programmes/{programme}")
    runs = person is not None and person.has(Role.FOUNDATION, programme)
    today = desk.engine.terms.calendar.date_at(desk.engine.clock.now())
    return page.show(
        "programmes/programme_desk.html",
        desk=found,
        students={one.id: one for one in found.students},
        coming={one.id: next_stipend(one) for one in found.students},
        proposed=[one for one in found.payments if one.state is PaymentState.PROPOSED],
        settled=[one for one in found.payments if one.state is not PaymentState.PROPOSED],
        counts={
            state: sum(one.state is state for one in found.applications)
            for state in ApplicationState
        },
        lacking=sum(one.lacks_readers for one in found.applications),
        today=today,
        cohort=found.cohort_of(today.year),
        runs=runs,
        takes=runs and found.view.programme.ended_at is None,
        names=accounting.names_of_people(desk.engine),
        approves=person is not None and person.has(Role.APPROVER, programme),
        donors={one.id: one for one in found.donors},
    )


@router.post("/programmes/{programme}/desk/hand-out", dependencies=FOUNDATIONS)
def hand_out(desk: At, page: Page, programme: Id, key: Key) -> Response:
    """Ask readers for applications that lack them."""
    answer = applying.hand_out(desk.engine, f"page:{key}", programme)
    return page.back(answer, f"/programmes/{programme}/desk", Deed.DONE)


@router.post("/programmes/{programme}/desk/select", dependencies=FOUNDATIONS)
def select(
    desk: At, page: Page, programme: Id, year: Annotated[Year, Form()], key: Key
) -> Response:
    """Select a year's cohort within its places."""
    answer = applying.select_cohort(desk.engine, f"page:{key}", programme, year)
    return page.back(answer, f"/programmes/{programme}/desk#students", Deed.DONE)


@router.post("/programmes/{programme}/desk/students/{student}/confirm", dependencies=FOUNDATIONS)
def confirm(
    desk: At,
    page: Page,
    programme: Id,
    student: Id,
    milestone: Annotated[Id, Form()],
    on: FormDay,
    key: Key,
    evidence: Annotated[Text, Form(max_length=1000)] = "",
    school: Annotated[Line, Form(max_length=400)] = "",
) -> Response:
    """Confirm a milestone; its stipend is proposed."""
    reached = Reached(milestone, on, "", evidence.strip())
    answer = granting.confirm(desk.engine, f"page:{key}", student, reached, school)
    return page.back(answer, f"/programmes/{programme}/desk#{student}")


@router.post("/programmes/{programme}/desk/students/{student}/leave", dependencies=FOUNDATIONS)
def leave(desk: At, page: Page, programme: Id, student: Id, key: Key) -> Response:
    """Note that a student left."""
    answer = granting.leave(desk.engine, f"page:{key}", student)
    return page.back(answer, f"/programmes/{programme}/desk#{student}")


@router.post("/programmes/{programme}/desk/payments/{payment}/approve", dependencies=APPROVERS)
def approve(desk: At, page: Page, programme: Id, payment: Id, key: Key) -> Response:
    """Approve a stipend; the second approval pays it."""
    answer = granting.approve(desk.engine, f"page:{key}", payment)
    return page.back(answer, f"/programmes/{programme}/desk#payments", Deed.DONE)


@router.post("/programmes/{programme}/desk/payments/{payment}/decline", dependencies=APPROVERS)
def decline(
    desk: At,
    page: Page,
    programme: Id,
    payment: Id,
    key: Key,
    why: Annotated[Text, Form(max_length=1000)] = "",
) -> Response:
    """Decline a stipend."""
    answer = granting.decline(desk.engine, f"page:{key}", payment, why)
    return page.back(answer, f"/programmes/{programme}/desk#payments", Deed.DONE)
