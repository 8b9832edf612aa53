"""What pages and interface do alike with the account of whoever is signed in."""

from __future__ import annotations

from fastapi import Request, Response

from yeshi.base.refused import Refused
from yeshi.flow.people import account
from yeshi.people.password import fault_of
from yeshi.people.person import Person, SignInFirst, WrongPassword
from yeshi.people.session import SignedIn, SignInStep
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.sign_in import PASSWORD


def change_password(
    desk: Desk, request: Request, key: str, person: Person | None, present: str, new: str
) -> Refused | None:
    """Take a new password for the present one, which is tried as at the door."""
    if person is None:
        return Refused(SignInFirst())
    if person.secret is None:
        return Refused(WrongPassword())
    refused = fault_of(new, person) or has_password(desk, request, person, present)
    if refused:
        return refused
    secret = desk.sign_in.passwords.make(new)
    answer = account.change_password(desk.engine, key, person, secret)
    return answer if isinstance(answer, Refused) else None


def set_password(
    desk: Desk, key: str, person: Person | None, session: SignedIn | None, new: str
) -> Refused | None:
    """Take a first password of somebody who came in by something else."""
    if person is None or session is None:
        return Refused(SignInFirst())
    refused = fault_of(new, person)
    if refused:
        return refused
    secret, at = desk.sign_in.passwords.make(new), desk.sign_in.wall.now()
    answer = account.set_password(desk.engine, key, session, secret, at)
    return answer if isinstance(answer, Refused) else None


def has_password(desk: Desk, request: Request, person: Person, given: str) -> Refused | None:
    """None where that is the person's password, which is tried as at the door."""
    if person.secret is None:
        return Refused(WrongPassword())
    refused = desk.sign_in.may_try(request, person.id, PASSWORD)
    if refused:
        return refused
    if not desk.sign_in.passwords.fits(person.secret, given):
        return Refused(WrongPassword())
    desk.sign_in.was_right(request, person.id, PASSWORD)
    return None


def stay(
    desk: Desk, request: Request, person: Person, response: Response, before: SignedIn
) -> Response:
    """The response with a new session in place of that one, which had come in by all it takes."""
    desk.sign_in.enter_anew(request, person, response, before.way, SignInStep.IN)
    return response
