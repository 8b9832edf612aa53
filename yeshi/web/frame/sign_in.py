"""Who is signed in: a session in the database, of which the browser keeps a token alone.

Also few tries with a wrong password, and the links by which applicants come back.
"""

from __future__ import annotations

import hmac
from contextlib import suppress
from secrets import token_urlsafe
from typing import Protocol

from fastapi import Request, Response
from itsdangerous import BadSignature, URLSafeSerializer

from yeshi.base.errors import Conflict, InvariantBroken, OperatingError
from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine
from yeshi.flow.orders import joining
from yeshi.flow.people import factors, keys, proving, sessions, tokens, trying
from yeshi.flow.ports import Clock
from yeshi.people import api_key
from yeshi.people.actor import signed_in
from yeshi.people.bearer import KeyBearer
from yeshi.people.device import device_of
from yeshi.people.issued import PREFIXES, TokenKind
from yeshi.people.person import CITY, Person, TooManyTries, WrongPassword
from yeshi.people.sent_code import TooManyMessages
from yeshi.people.session import SEEN_EVERY, SignedIn, SignInStep, WayIn, digest_of, opened
from yeshi.people.tries import (
    FROM_ADDRESS,
    OF_ACCOUNT,
    OF_ADDRESS,
    OF_MESSAGES,
    OF_RECEIVER,
    TriedBy,
)
from yeshi.web.frame import visitor
from yeshi.web.frame.addresses import address_of
from yeshi.web.frame.seals import KeyedSeals
from yeshi.web.frame.visitor import Visitor, Visitors

COOKIE = "yeshi_person"
# A browser on which somebody signed in before: their own tries there are counted by themselves.
KNOWN = "yeshi_known"
# When a session ends is the server's to say; a browser keeps its token for as long as any may.
COOKIE_S = 400 * 24 * 3600
_TOKEN_BYTES = 32
# What is tried: each is counted by itself, so that a right password forgets no wrong codes.
PASSWORD, CODE, SENT_CODE = "", "code ", "sent code "
MESSAGES = "messages"


class Passwords(Protocol):
    """Hashes of passwords."""

    def make(self, password: str) -> str:
        """The hash of a password."""
        ...

    def fits(self, secret: str | None, password: str) -> bool:
        """Whether the password is that of the hash."""
        ...


class SignIn:
    """Lets people in, and knows them again; also makes the links by which applicants come back."""

    def __init__(self, engine: Engine, secret: str, passwords: Passwords, wall: Clock) -> None:
        """`wall`: by which sessions end and tries wait, however fast the city's clock runs."""
        self._engine = engine
        self._secret = secret.encode()
        self.passwords = passwords
        self.wall = wall
        self.seals = KeyedSeals(secret)
        self._links = URLSafeSerializer(secret, salt="application")
        self._visitors = Visitors(secret)

    def has_cookie(self, request: Request) -> bool:
        """Whether somebody says that they are signed in."""
        return COOKIE in request.cookies

    def session(self, request: Request) -> tuple[SignedIn, Person] | None:
        """The session and whose it is, with the roles they have now; None for the public.

        It may be one of somebody who is not in yet: its `step` says so.
        """
        token = request.cookies.get(COOKIE, "")
        at = self.wall.now()
        found = sessions.known(self._engine, digest_of(token), at) if token else None
        if found is not None and at - found[0].seen_at >= SEEN_EVERY:
            # Not seen in a moment when nothing can be written: it is seen the next time.
            with suppress(Conflict, OperatingError):
                sessions.see(self._engine, found[0].id, at)
        return found

    def person(self, request: Request) -> Person | None:
        """Who is signed in, with the roles they have now; None for the public."""
        found = self.session(request)
        return found[1] if found is not None and found[0].step is SignInStep.IN else None

    def known_key(self, secret: str) -> KeyBearer | Refused:
        """As whom a key, or a client's token, acts now; refused for one that is none."""
        at, is_token = self.wall.now(), secret.startswith(PREFIXES[TokenKind.ACCESS])
        digest = api_key.digest_of(secret)
        known, see = (tokens.known, tokens.see) if is_token else (keys.known, keys.see)
        found = known(self._engine, digest, at)
        if isinstance(found, Refused):
            return found
        bearer, used_on = found
        day = self._engine.terms.calendar.local(at).date()
        if used_on != day:
            # Not noted in a moment when nothing can be written: it is the next time.
            with suppress(Conflict, OperatingError):
                see(self._engine, bearer.id, day)
        return bearer

    def enter(self, request: Request, id_: str, password: str) -> Person | Refused:
        """The person, if the password is theirs; a made-up one of a made-up city has none.

        In a city of one's own, who has no password yet is nobody that can come in. They may say a
        phone number or mail address that they have proven instead of their name.
        """
        id_ = proving.named_by(self._engine, id_)
        with self._engine.store.read() as work:
            person, charter = work.persons.get(id_), work.charters.get(CITY)
        if person is not None and person.is_demo and (charter is None or charter.demo):
            return person
        refused = self.may_try(request, id_, PASSWORD)
        if refused:
            return refused
        fits = self.passwords.fits(person.secret if person else None, password)
        if person is None or not fits:
            return Refused(WrongPassword())
        self.was_right(request, id_, PASSWORD)
        return person

    def use_code(self, request: Request, id_: str, code: str) -> WayIn | Refused:
        """As what the code of that account lets somebody in, who has shown the password before.

        It is counted before it is looked at, and is used by it.
        """
        refused = self.may_try(request, id_, CODE)
        if refused:
            return refused
        way = factors.use(self._engine, self.seals, id_, code, self.wall.now())
        if not isinstance(way, Refused):
            self.was_right(request, id_, CODE)
        return way

    def may_send(self, request: Request, contact: str, person: str) -> Refused | None:
        """None where a message may go to that contact on behalf of who asks, which is counted.

        `contact`: its digest; `person`: whose it is, "" for nobody's. A device of theirs is counted
        by itself, so that nobody keeps it waiting who has messages sent to them.
        """
        device = self._device(request, person) if person else ""
        own = f"message device:{device}" if device else f"message to:{contact}"
        counted = [TriedBy(self._keyed(own), OF_RECEIVER, OF_MESSAGES), *self._sender(request)]
        refused = trying.count(self._engine, counted, self.wall.now())
        if refused and isinstance(refused.reason, TooManyTries):
            return Refused(TooManyMessages(refused.reason.wait_s))
        return refused

    def may_ask_for(self, request: Request, what: str) -> Refused | None:
        """None where one more of `what` may come from the address, which is counted."""
        return trying.count(self._engine, self._sender(request, what), self.wall.now())

    def give_back(self, request: Request, what: str = MESSAGES) -> None:
        """Give the address one back: who asked for a message has it, or nothing came of it."""
        trying.right(self._engine, self._sender(request, what), self.wall.now())

    def may_try(self, request: Request, id_: str, what: str) -> Refused | None:
        """None where a secret of that account may be tried from there, which is counted."""
        return trying.count(self._engine, self._counted(request, id_, what), self.wall.now())

    def was_right(self, request: Request, id_: str, what: str) -> None:
        """Take back what was counted of the last try."""
        trying.right(self._engine, self._counted(request, id_, what), self.wall.now())

    def keep(
        self, person: Person, response: Response, way: WayIn = WayIn.DEMO, agent: str = "",
        step: SignInStep = SignInStep.IN, customer: str = "",
    ) -> str:  # fmt: skip
        """Open a session under a new token, which is sent along; `agent`: what the browser says.

        `customer`: as whom they order.
        """
        token = token_urlsafe(_TOKEN_BYTES)
        at, device = self.wall.now(), device_of(agent)
        session = opened(digest_of(token), person, device, way, at, step, customer)
        answer = sessions.open_session(
            self._engine, f"session:{token_urlsafe(12)}", person, session
        )
        if isinstance(answer, Refused):
            raise InvariantBroken(f"a session was refused: {answer.reason.code()}")
        response.set_cookie(COOKIE, token, max_age=COOKIE_S, httponly=True, samesite="lax")
        if step is SignInStep.IN and not person.is_demo:
            known = self._known(person.id, token_urlsafe(12))
            response.set_cookie(KNOWN, known, max_age=COOKIE_S, httponly=True, samesite="lax")
        return token

    def enter_anew(
        self, request: Request, person: Person, response: Response, way: WayIn,
        step: SignInStep | None = None,
    ) -> SignInStep:  # fmt: skip
        """Open a session in place of the one that the browser has, which ends.

        How far they are in, is returned: as `step` says, else as it is after a password alone.
        """
        step = step or factors.step_after_password(self._engine, person)
        self._end(request)
        agent = request.headers.get("user-agent", "")
        # What the answer shows is shown to who is in now, and its forms are of the new session.
        customer = self._joined(request, person, response) if step is SignInStep.IN else ""
        request.cookies[COOKIE] = self.keep(person, response, way, agent, step, customer)
        request.state.person = person if step is SignInStep.IN else None
        return step

    def leave(self, request: Request, response: Response) -> None:
        """End the session, and take the cookie back; nothing of the person stays on the device."""
        person = self._end(request)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax")
        if person is not None and not person.is_demo:
            response.delete_cookie(visitor.COOKIE, httponly=True, samesite="lax")

    def link(self, application: str) -> str:
        """The path at which an applicant finds their application again; nobody can guess it."""
        return f"/applications/{self._links.dumps(application)}"

    def application(self, token: str) -> str | None:
        """The application that a link names, None for a link that we did not make."""
        try:
            return str(self._links.loads(token))
        except BadSignature:
            return None

    def _joined(self, request: Request, person: Person, response: Response) -> str:
        """As whom the person orders; what was ordered on this browser so far is theirs.

        A made-up person is whoever likes to be: they order as their browser does.
        """
        guest: Visitor | None = getattr(request.state, "guest", None)
        if person.is_demo or guest is None:
            return ""
        engine = self._engine.acting(signed_in(person, guest.own))
        answer = joining.join(engine, f"join:{token_urlsafe(12)}", guest.own)
        if isinstance(answer, Refused):
            raise InvariantBroken(f"a customer was refused: {answer.reason.code()}")
        guest.order_as(answer.data["customer"])
        guest.begin_anew()
        self._visitors.keep(guest, response)
        return guest.customer

    def _end(self, request: Request) -> Person | None:
        """End the session that the browser has; whose it was."""
        found = self.session(request) if self.has_cookie(request) else None
        if found is not None:
            session, person = found
            engine = self._engine.acting(signed_in(person))
            key = f"session:{token_urlsafe(12)}"
            sessions.end_session(engine, key, session.id, by_leaving=True)
        return found[1] if found else None

    def _counted(self, request: Request, id_: str, what: str) -> list[TriedBy]:
        """By what a try is counted: by account or known device, and by address where it has one."""
        device = self._device(request, id_)
        own = f"{what}device:{device}" if device else f"{what}account:{id_}"
        address = address_of(request.scope)
        counted = [TriedBy(self._keyed(own), OF_ACCOUNT)]
        if address is not None:
            counted.append(TriedBy(self._keyed(f"address:{address}"), OF_ADDRESS))
        return counted

    def _sender(self, request: Request, what: str = MESSAGES) -> list[TriedBy]:
        address = address_of(request.scope)
        if address is None:
            return []
        return [TriedBy(self._keyed(f"{what} from:{address}"), OF_ADDRESS, FROM_ADDRESS[what])]

    def _device(self, request: Request, id_: str) -> str:
        known = request.cookies.get(KNOWN, "")
        device = known.partition(".")[0]
        own = self._known(id_, device).encode()
        return device if hmac.compare_digest(own, known.encode("utf-8", "replace")) else ""

    def _known(self, person: str, device: str) -> str:
        """What a browser keeps on which that person signed in: nobody reads in it who it was."""
        return f"{device}.{self._keyed(f'known {device} {person}')}"

    def _keyed(self, text: str) -> str:
        """A digest that nobody can make without the secret: no address can be guessed by it."""
        said = f"tries {text}".encode("utf-8", "replace")
        return hmac.digest(self._secret, said, "sha256").hex()


def way_of(person: Person) -> WayIn:
    """How somebody signed in who gave their password, or has none to give."""
    return WayIn.DEMO if person.is_demo else WayIn.PASSWORD
