"""What pages and interface do alike with who comes in by an invitation."""

from __future__ import annotations

from fastapi import Request, Response

from yeshi.base.refused import Refused
from yeshi.flow.people import inviting
from yeshi.flow.ports import Answer
from yeshi.people.password import fault_of
from yeshi.people.person import Person, SignInFirst
from yeshi.people.session import SignedIn, SignInStep, WayIn
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.sign_in import way_of

_BY_MORE = (WayIn.CODE, WayIn.RECOVERY, WayIn.PASSKEY)


def come_in(desk: Desk, key: str, token: str, id_: str, password: str) -> Person | Refused:
    """The person that somebody is from now on, by the link with that token."""
    invitation = inviting.by_token(desk.engine, token)
    if isinstance(invitation, Refused):
        return invitation
    refused = fault_of(password, Person(id_, invitation.name, invitation.grants, None))
    if refused:
        return refused
    secret = desk.sign_in.passwords.make(password)
    return _person(desk, inviting.accept(desk.engine, key, token, id_, secret), id_)


def take_on(desk: Desk, request: Request, key: str, token: str) -> Person | Refused:
    """The person who is signed in, with the roles of the link besides."""
    person: Person | None = request.state.person
    if person is None:
        return Refused(SignInFirst())
    return _person(desk, inviting.take_on(desk.engine, key, token), person.id)


def enter(
    desk: Desk, request: Request, person: Person, response: Response, before: SignedIn | None
) -> SignInStep:
    """Open a session in place of the one before; how far they are in, is returned.

    Whoever came in by more than a password is in; of all others their roles may ask for more now.
    """
    way = before.way if before else way_of(person)
    step = SignInStep.IN if way in _BY_MORE else None
    return desk.sign_in.enter_anew(request, person, response, way, step)


def _person(desk: Desk, answer: Answer, id_: str) -> Person | Refused:
    if isinstance(answer, Refused):
        return answer
    with desk.engine.store.read() as work:
        return work.persons.must(id_)
