"""A message to oneself, by which owner and operator see whether messages arrive."""

from __future__ import annotations

from secrets import token_urlsafe

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from yeshi.base.phones import takes_messages
from yeshi.base.refused import Invalid, Refused
from yeshi.base.sentences import sentences
from yeshi.flow.people import codes, proving
from yeshi.flow.people.codes import CodeAsked
from yeshi.flow.ports import Answer
from yeshi.people.contact import By, contact_of
from yeshi.people.person import Person
from yeshi.people.proven import contact_id
from yeshi.people.sent_code import CodeFor
from yeshi.people.session import digest_of
from yeshi.web.frame.access import STEWARDS_OF_CITY, At, Signed
from yeshi.web.frame.answering import Page, PageReply, redirect
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import FormLine, Id, Key
from yeshi.web.frame.language import language_of
from yeshi.web.frame.sparing import TRIES

PAGE = "/settings/messages"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.post(PAGE, dependencies=[*STEWARDS_OF_CITY, *TRIES])
def send(
    desk: At, request: Request, page: Page, person: Signed, key: Key, contact: FormLine = ""
) -> Response:
    """Have a message sent to the phone or mail address that is typed."""
    answer = _send(desk, request, person, f"page:{key}", contact)
    if isinstance(answer, Refused):
        return page.refused(answer, "/settings")
    return redirect(f"{PAGE}/{answer.data['errand']}")


@router.get(PAGE + "/{errand}", dependencies=STEWARDS_OF_CITY)
def tried(page: Page, errand: Id) -> Response:
    """What became of it."""
    return _shown(page, "settings/trial.html", errand)


@router.get(PAGE + "/{errand}/part", dependencies=STEWARDS_OF_CITY)
def tried_part(page: Page, errand: Id) -> Response:
    """The part of it that changes."""
    return _shown(page, "settings/trial_part.html", errand)


def _shown(page: PageReply, template: str, errand: str) -> Response:
    """The message of one's own; one that is forgotten by now, or of another, is none."""
    found = codes.trial_of(page.desk.engine, errand)
    fault = found.errand.fault if found else ""
    known = f"message_fault.{fault}" in sentences("en")
    return page.show(
        template,
        errand=errand,
        trial=found,
        fault_words=f"message_fault.{fault if known else 'other'}",
        is_shown=found is not None and found.contact.by in page.desk.shown,
    )


def _send(desk: Desk, request: Request, person: Person | None, key: str, written: str) -> Answer:
    contact = contact_of(written, desk.engine.terms.phone_region)
    if isinstance(contact, Refused):
        return contact
    if contact.by is By.PHONE and not takes_messages(contact.address):
        return Refused(Invalid("contact", "no_messages"))
    # Counted as a code to come in by is, which anybody may have sent: none is sent more by this.
    owner = proving.owner_of(desk.engine, contact)
    refused = desk.sign_in.may_send(request, contact_id(contact), owner)
    if refused:
        return refused
    asked = CodeAsked(
        id=digest_of(token_urlsafe(32)),
        purpose=CodeFor.TRY,
        person=person.id if person else "",
        contact=contact,
        language=language_of(request),
    )
    return codes.try_out(desk.engine, key, asked, desk.links, desk.sign_in.wall.now())
