"""What pages and interface do alike with the account of whoever is signed in."""

from __future__ import annotations

from fastapi import Request, Response

from yeshi.base.refused import Refused
from yeshi.flow.people import account
from yeshi.people.password import fault_of
from yeshi.people.person import Person, SignInFirst, WrongPassword
from yeshi.people.session import WayIn
from yeshi.web.frame.desk import Desk


def change_password(
    desk: Desk, request: Request, key: str, person: Person | None, present: str, new: str
) -> Refused | None:
    """Take a new password for the present one, which is tried as at the door."""
    if person is None:
        return Refused(SignInFirst())
    if person.secret is None:
        return Refused(WrongPassword())
    refused = fault_of(new, person) or desk.sign_in.may_try(request, person.id)
    if refused:
        return refused
    if not desk.sign_in.passwords.fits(person.secret, present):
        return Refused(WrongPassword())
    desk.sign_in.was_right(request, person.id)
    secret = desk.sign_in.passwords.make(new)
    answer = account.change_password(desk.engine, key, person, secret)
    return answer if isinstance(answer, Refused) else None


def stay(desk: Desk, request: Request, person: Person, response: Response, way: WayIn) -> Response:
    """The response with a new session in place of the one before."""
    desk.sign_in.enter_anew(request, person, response, way)
    return response
