"""Who is signed in: a signed cookie for twelve hours, and few tries with a wrong password."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

from fastapi import Request, Response
from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer

from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine
from yeshi.people.person import Person, TooManyTries, WrongPassword

COOKIE = "yeshi_person"
LASTS_S = 12 * 3600
TRIES_MAX = 8
TRIES_WITHIN = timedelta(minutes=15)


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

    def __init__(self, engine: Engine, secret: str, passwords: Passwords) -> None:
        self._engine = engine
        self._passwords = passwords
        self._sessions = URLSafeTimedSerializer(secret, salt="person")
        self._links = URLSafeSerializer(secret, salt="application")
        self._tries: dict[str, list[datetime]] = {}
        self._lock = Lock()

    def has_cookie(self, request: Request) -> bool:
        """Whether somebody says that they are signed in."""
        return COOKIE in request.cookies

    def person(self, request: Request) -> Person | None:
        """Who is signed in, with the roles they have now; None for the public."""
        try:
            id_ = str(self._sessions.loads(request.cookies.get(COOKIE, ""), max_age=LASTS_S))
        except BadSignature:
            return None
        with self._engine.store.read() as work:
            return work.persons.get(id_)

    def enter(self, id_: str, password: str) -> Person | Refused:
        """The person, if the password is theirs; a demo person has none."""
        with self._engine.store.read() as work:
            person = work.persons.get(id_)
        if person is not None and person.is_demo:
            return person
        refused = self._tried_too_often(id_)
        if refused:
            return refused
        fits = self._passwords.fits(person.secret if person else None, password)
        if person is None or not fits:
            with self._lock:
                self._tries.setdefault(id_, []).append(self._engine.clock.now())
            return Refused(WrongPassword())
        with self._lock:
            self._tries.pop(id_, None)
        return person

    def keep(self, person: Person, response: Response) -> None:
        """Send the person's cookie along."""
        value = str(self._sessions.dumps(person.id))
        response.set_cookie(COOKIE, value, max_age=LASTS_S, httponly=True, samesite="lax")

    def leave(self, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(COOKIE, httponly=True, samesite="lax")

    def link(self, application: str) -> str:
        """The path at which an applicant finds their application again; nobody can guess it."""
        return f"/applications/{self._links.dumps(application)}"

    def application(self, token: str) -> str | None:
        """The application that a link names, None for a link that we did not make."""
        try:
            return str(self._links.loads(token))
        except BadSignature:
            return None

    def _tried_too_often(self, id_: str) -> Refused | None:
        now = self._engine.clock.now()
        with self._lock:
            recent = [at for at in self._tries.get(id_, []) if now - at < TRIES_WITHIN]
            if recent:
                self._tries[id_] = recent
            else:
                self._tries.pop(id_, None)
        if len(recent) < TRIES_MAX:
            return None
        wait = TRIES_WITHIN - (now - recent[0])
        return Refused(TooManyTries(int(wait.total_seconds() // 60) + 1))
