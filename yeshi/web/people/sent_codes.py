"""What pages and interface do alike with codes to a phone or by mail."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_urlsafe

from fastapi import Request, Response

from yeshi.base.phones import takes_messages
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.people import codes, proving
from yeshi.flow.people.codes import CodeAsked
from yeshi.people.contact import By, Contact, contact_of
from yeshi.people.person import Person, SignInFirst
from yeshi.people.proven import contact_id
from yeshi.people.sent_code import LASTS, CodeFor, SentCode
from yeshi.people.session import SignInStep, WayIn, digest_of
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.sign_in import SENT_CODE
from yeshi.web.people.account import has_password

COOKIE = "yeshi_code"
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Came:
    """Who came in by a code, and how far they are."""

    person: Person
    step: SignInStep


def send(desk: Desk, request: Request, written: str) -> str | Refused:
    """What the browser keeps that has a code sent there, to come in by; the same for everybody."""
    contact = contact_of(written, desk.engine.terms.phone_region)
    if isinstance(contact, Refused):
        return contact
    return _send(desk, request, contact, CodeFor.ENTER, "")


def send_to_prove(
    desk: Desk, request: Request, person: Person | None, written: str, password: str
) -> str | Refused:
    """The same, to prove that the contact is that person's, who gives their password if any."""
    if person is None:
        return Refused(SignInFirst())
    contact = contact_of(written, desk.engine.terms.phone_region)
    if isinstance(contact, Refused):
        return contact
    refused = has_password(desk, request, person, password) if person.has_password else None
    return refused or _send(desk, request, contact, CodeFor.PROVE, person.id)


def under_way(desk: Desk, token: str) -> SentCode | None:
    """The code of the browser that keeps this, if it may still be typed."""
    return codes.under_way(desk.engine, digest_of(token), desk.sign_in.wall.now())


def come_in(
    desk: Desk, request: Request, token: str, code: str, response: Response
) -> Came | Refused:
    """Whoever typed the code that was sent, in a session of its own."""
    contact = _typed(desk, request, token, code, CodeFor.ENTER, "")
    if isinstance(contact, Refused):
        return contact
    at = desk.sign_in.wall.now()
    answer = proving.come_by(desk.engine, f"come:{token_urlsafe(12)}", contact, at)
    if isinstance(answer, Refused):
        return answer
    with desk.engine.store.read() as work:
        person = work.persons.must(answer.data["person"])
    step = proving.step_after_code(desk.engine, person)
    if isinstance(step, Refused):
        return step
    desk.sign_in.enter_anew(request, person, response, WayIn.MESSAGE, step)
    return Came(person, step)


def prove(
    desk: Desk, request: Request, key: str, person: Person | None, token: str, code: str
) -> Refused | None:
    """Let the person come in by the contact to which the code was sent that they typed."""
    if person is None:
        return Refused(SignInFirst())
    contact = _typed(desk, request, token, code, CodeFor.PROVE, person.id)
    if isinstance(contact, Refused):
        return contact
    answer = proving.prove(desk.engine, key, contact, desk.sign_in.wall.now())
    return answer if isinstance(answer, Refused) else None


def keep(response: Response, token: str) -> Response:
    """The response with what the browser keeps until the code is typed."""
    response.set_cookie(
        COOKIE, token, max_age=int(LASTS.total_seconds()), httponly=True, samesite="lax"
    )
    return response


def let_go(response: Response) -> Response:
    """The response, with which the browser forgets that it had asked for a code."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response


def _send(
    desk: Desk, request: Request, contact: Contact, purpose: CodeFor, person: str
) -> str | Refused:
    if contact.by is By.PHONE and not takes_messages(contact.address):
        return Refused(Invalid("contact", "no_messages"))
    owner = proving.owner_of(desk.engine, contact)
    refused = desk.sign_in.may_send(request, contact_id(contact), owner)
    if refused:
        return refused
    token = token_urlsafe(_TOKEN_BYTES)
    asked = CodeAsked(
        id=digest_of(token),
        purpose=purpose,
        person=person,
        contact=contact,
        language=language_of(request),
    )
    at, key = desk.sign_in.wall.now(), f"code:{token_urlsafe(12)}"
    answer = codes.send(desk.engine, key, asked, desk.links, at)
    return answer if isinstance(answer, Refused) else token


def _typed(
    desk: Desk, request: Request, token: str, code: str, purpose: CodeFor, person: str
) -> Contact | Refused:
    """The contact to which that code was sent: the try is counted before it is looked at."""
    found = under_way(desk, token)
    own = contact_id(found.contact) if found else digest_of(token)
    refused = desk.sign_in.may_try(request, own, SENT_CODE)
    if refused:
        return refused
    at = desk.sign_in.wall.now()
    contact = codes.use(desk.engine, desk.links, digest_of(token), code, at, purpose, person)
    if not isinstance(contact, Refused):
        desk.sign_in.was_right(request, own, SENT_CODE)
        desk.sign_in.give_back(request)
    return contact
