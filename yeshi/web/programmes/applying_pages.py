"""Applying to a programme, and the applicant's own page behind a link that nobody can guess."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.programmes import accounting, applying, granting
from yeshi.programmes.application import Applicant
from yeshi.programmes.programme import ended
from yeshi.programmes.student import next_stipend
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At
from yeshi.web.frame.answering import Page, PageReply, redirect
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Token
from yeshi.web.frame.forms import Fields

WOMAN = {"yes": True, "no": False}

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/programmes/{programme}/apply", dependencies=ANYBODY)
def form(desk: At, page: Page, programme: Id) -> Response:
    """The form to apply."""
    view = accounting.programme(desk.engine, programme)
    if isinstance(view, Refused):
        return page.refused(view, "/programmes")
    over = ended(view.programme)
    return page.refused(over, f"/programmes/{programme}") if over else _form(page, view, {}, None)


def _form(
    page: PageReply,
    view: accounting.ProgrammeView,
    said: dict[str, str],
    refused: Refused | None,
) -> Response:
    fault = None if refused is None else page.desk.render.sentence(page.request, refused)
    year = page.desk.engine.terms.calendar.date_at(page.desk.engine.clock.now()).year
    status = 200 if refused is None else 422
    facts = {"view": view, "said": said, "fault": fault, "year": year}
    return page.show("programmes/apply.html", status, **facts)


@router.post("/programmes/{programme}/apply", dependencies=ANYBODY)
def apply(desk: At, page: Page, programme: Id, said: Fields) -> Response:
    """Send the application, and go to its page."""
    view = accounting.programme(desk.engine, programme)
    if isinstance(view, Refused):
        return page.refused(view, "/programmes")
    applicant = Applicant(
        name=said.get("name", "").strip(),
        contact=said.get("contact", "").strip(),
        host=said.get("host", ""),
        home=said.get("home", "").strip(),
        woman=WOMAN.get(said.get("woman", "")),
        agrees_to_be_named=said.get("named") == "on",
    )
    questions = range(len(view.programme.questions))
    answers = [said.get(f"answer-{number}", "").strip() for number in questions]
    named = f"page:apply:{said['key']}"
    answer = applying.apply(desk.engine, named, programme, applicant, answers)
    if isinstance(answer, Refused):
        # What was written is not lost.
        return _form(page, view, said, answer)
    return redirect(desk.sign_in.link(answer.data["application"]))


@router.get("/applications/{token}", dependencies=OWNER_ALONE)
def application(desk: At, page: Page, token: Token) -> Response:
    """How an application stands, for whoever has its link."""
    id_ = desk.sign_in.application(token)
    if id_ is None:
        return page.refused(Refused(Unknown("application", "")), "/programmes")
    found = accounting.application(desk.engine, id_)
    if isinstance(found, Refused):
        return page.refused(found, "/programmes")
    programme, sent, student = found
    return page.show(
        "programmes/application.html",
        programme=programme,
        sent=sent,
        student=student,
        coming=next_stipend(student) if student else None,
        reached={one.milestone: one.on for one in student.reached} if student else {},
        link=desk.sign_in.link(sent.id),
        base=desk.site.address,
    )


@router.post("/applications/{token}/{step}", dependencies=OWNER_ALONE)
def change(
    desk: At, page: Page, token: Token, step: Literal["withdraw", "name", "hide"], key: Key
) -> Response:
    """Withdraw it, or choose whether to be named in public."""
    id_ = desk.sign_in.application(token)
    if id_ is None:
        return page.refused(Refused(Unknown("application", "")), "/programmes")
    if step == "withdraw":
        answer = applying.withdraw(desk.engine, f"page:withdraw:{key}", id_)
    else:
        answer = granting.choose_naming(desk.engine, f"page:name:{key}", id_, step == "name")
    return page.back(
        answer, f"/applications/{token}", Deed.DONE if step == "withdraw" else Deed.SAVED
    )
