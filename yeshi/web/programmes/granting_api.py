"""A programme's work over JSON, for those who signed in: reading, selecting, confirming, paying."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.programmes import accounting, applying, donating, granting
from yeshi.people.person import SignInFirst
from yeshi.programmes.application import Applicant, blind
from yeshi.programmes.student import Reached
from yeshi.web.frame.answering import REFUSALS, IdempotencyKey, answered
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import problem


class SignInBody(BaseModel):
    """Who signs in; a demo person has no password."""

    id: str = Field(max_length=60)
    password: str = Field("", max_length=200)


class ApplyBody(BaseModel):
    """An application, the answers in the order of the programme's questions."""

    name: str
    contact: str
    host: str
    home: str
    woman: bool | None = None
    agrees_to_be_named: bool = False
    answers: list[str] = Field(max_length=20)


class ReadingBody(BaseModel):
    """A reader's points, in the order of the rubric."""

    points: list[int] = Field(max_length=20)
    note: str = ""


class SelectionBody(BaseModel):
    """The year whose cohort is selected."""

    year: int


class MilestoneBody(BaseModel):
    """A milestone that a student reached; a posting names the school."""

    milestone: str
    on: date
    evidence: str
    school: str = ""


class WhyBody(BaseModel):
    """Why a payment is declined."""

    why: str


class DonorBody(BaseModel):
    """Who gives, and whether they may be named in public."""

    name: str
    named: bool = False


class GiftBody(BaseModel):
    """A gift that came, on a pledge or without one."""

    fen: int = Field(gt=0)
    pledge: str | None = None


class PledgeBody(BaseModel):
    """What a donor promises for a day."""

    fen: int = Field(gt=0)
    due_on: date


def granting_router(desk: Desk) -> APIRouter:
    """/api for the people of programmes; sign in first, the cookie is kept."""
    router = APIRouter(tags=["programmes"], responses=REFUSALS)  # type: ignore[arg-type]
    engine, who = desk.engine, desk.sign_in.person

    @router.post("/sign-in")
    def sign_in(request: Request, body: SignInBody) -> JSONResponse:
        """Sign in; the cookie lasts twelve hours."""
        person = desk.sign_in.enter(body.id, body.password)
        if isinstance(person, Refused):
            return problem(person, language_of(request))
        response = JSONResponse({"person": person.id})
        desk.sign_in.keep(person, response)
        return response

    @router.get("/me")
    def me(request: Request) -> Any:
        """Who is signed in, and their roles."""
        person = who(request)
        if person is None:
            return problem(Refused(SignInFirst()), language_of(request))
        grants = [{"role": one.role, "scope": one.scope} for one in person.grants]
        return {"person": person.id, "name": person.name, "grants": grants}

    @router.post("/programmes/{programme}/applications")
    def apply(
        request: Request, programme: str, body: ApplyBody, key: IdempotencyKey
    ) -> JSONResponse:
        """Apply to this year's cohort; `link` is where the application is found again."""
        applicant = Applicant(
            body.name, body.contact, body.host, body.home, body.woman, body.agrees_to_be_named
        )
        answer = applying.apply(engine, f"api:apply:{key}", programme, applicant, body.answers)
        if isinstance(answer, Refused):
            return problem(answer, language_of(request))
        return JSONResponse({"link": desk.sign_in.link(answer.data["application"])})

    @router.get("/programmes/{programme}/readings")
    def to_read(request: Request, programme: str) -> Any:
        """What the reader has still to read, without names."""
        found = accounting.to_read(engine, who(request), programme)
        if isinstance(found, Refused):
            return problem(found, language_of(request))
        known, waiting, done = found
        listed = [{"id": one.id, "answers": blind(one, known)} for one in waiting]
        return {"waiting": listed, "read": done}

    @router.post("/applications/{application}/reading")
    def read(
        request: Request, application: str, body: ReadingBody, key: IdempotencyKey
    ) -> JSONResponse:
        """Give points to an application."""
        answer = applying.read(
            engine, f"api:read:{key}", who(request), application, body.points, body.note
        )
        return answered(request, answer)

    @router.post("/applications/{application}/pass-on")
    def pass_on(request: Request, application: str, key: IdempotencyKey) -> JSONResponse:
        """Leave an application to another reader."""
        answer = applying.pass_on(engine, f"api:pass:{key}", who(request), application)
        return answered(request, answer)

    @router.post("/programmes/{programme}/hand-out")
    def hand_out(request: Request, programme: str, key: IdempotencyKey) -> JSONResponse:
        """Ask readers for applications that lack them."""
        return answered(
            request, applying.hand_out(engine, f"api:hand:{key}", who(request), programme)
        )

    @router.post("/programmes/{programme}/selection")
    def select(
        request: Request, programme: str, body: SelectionBody, key: IdempotencyKey
    ) -> JSONResponse:
        """Select a year's cohort within its places."""
        answer = applying.select_cohort(
            engine, f"api:select:{key}", who(request), programme, body.year
        )
        return answered(request, answer)

    @router.post("/students/{student}/milestones")
    def confirm(
        request: Request, student: str, body: MilestoneBody, key: IdempotencyKey
    ) -> JSONResponse:
        """Confirm a milestone; its stipend is proposed."""
        person = who(request)
        reached = Reached(body.milestone, body.on, person.id if person else "", body.evidence)
        answer = granting.confirm(
            engine, f"api:confirm:{key}", person, student, reached, body.school
        )
        return answered(request, answer)

    @router.post("/payments/{payment}/approve")
    def approve(request: Request, payment: str, key: IdempotencyKey) -> JSONResponse:
        """Approve a stipend; the second approval pays it."""
        return answered(
            request, granting.approve(engine, f"api:approve:{key}", who(request), payment)
        )

    @router.post("/payments/{payment}/decline")
    def decline(request: Request, payment: str, body: WhyBody, key: IdempotencyKey) -> JSONResponse:
        """Decline a stipend."""
        answer = granting.decline(engine, f"api:decline:{key}", who(request), payment, body.why)
        return answered(request, answer)

    @router.post("/programmes/{programme}/donors")
    def donor(
        request: Request, programme: str, body: DonorBody, key: IdempotencyKey
    ) -> JSONResponse:
        """Enter a donor."""
        answer = donating.enter_donor(
            engine, f"api:donor:{key}", who(request), programme, body.name, body.named
        )
        return answered(request, answer)

    @router.post("/donors/{donor}/gifts")
    def gift(request: Request, donor: str, body: GiftBody, key: IdempotencyKey) -> JSONResponse:
        """Book a gift into the fund."""
        amount = Money(body.fen, engine.terms.currency)
        answer = donating.receive(
            engine, f"api:gift:{key}", who(request), donor, amount, body.pledge
        )
        return answered(request, answer)

    @router.post("/donors/{donor}/pledges")
    def pledge(request: Request, donor: str, body: PledgeBody, key: IdempotencyKey) -> JSONResponse:
        """Enter a donor's promise."""
        amount = Money(body.fen, engine.terms.currency)
        answer = donating.pledge(
            engine, f"api:promise:{key}", who(request), donor, amount, body.due_on
        )
        return answered(request, answer)

    return router
