"""What pages and interface do alike with somebody's second factor."""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass
from secrets import token_bytes

import pyotp
from fastapi import Request

from yeshi.base.refused import Refused
from yeshi.flow.people import factors
from yeshi.flow.people.factors import Enrolment
from yeshi.flow.ports import Answer
from yeshi.people.factors import (
    RECOVERY_BYTES,
    RECOVERY_CODES,
    ShownOnce,
    WrongCode,
    plain,
    recovery_code,
    step_of,
)
from yeshi.people.person import Person
from yeshi.people.session import SignedIn
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.people.account import has_password


@dataclass(frozen=True, slots=True)
class AuthenticatorOffer:
    """A secret for an authenticator: to be typed (Base32), and in the address of its QR code."""

    secret: str
    uri: str


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gives who sets up an authenticator: `code` is of the one there is, if any."""

    password: str
    code: str
    first: str


def offer(desk: Desk, request: Request, person: Person, session: SignedIn) -> AuthenticatorOffer:
    """What an authenticator may be given in that session; nothing is kept of it yet."""
    secret = b32encode(desk.sign_in.seals.offered(session.id)).decode()
    city = desk.charter().name.in_language(language_of(request))
    uri = pyotp.TOTP(secret).provisioning_uri(name=person.id, issuer_name=city)
    return AuthenticatorOffer(secret, uri)


def first_step(
    desk: Desk, request: Request, person: Person, session: SignedIn, code: str
) -> int | Refused:
    """The step of time whose code the authenticator showed, of the secret that it was offered."""
    secret = offer(desk, request, person, session).secret
    step = step_of(secret, plain(code), desk.sign_in.wall.now())
    return Refused(WrongCode()) if step is None else step


def enrol(
    desk: Desk, request: Request, key: str, person: Person, session: SignedIn, code: str
) -> list[str] | Refused:
    """The recovery codes of somebody whose authenticator has shown its first code."""
    step = first_step(desk, request, person, session, code)
    if isinstance(step, Refused):
        return step
    codes, digests = _new_codes(desk, person)
    sealed = desk.sign_in.seals.sealed(offer(desk, request, person, session).secret, person.id)
    shown, at = Enrolment(sealed, step, digests), desk.sign_in.wall.now()
    return _once(factors.enrol(desk.engine, key, person, shown, at), codes, digests)


def renew_codes(desk: Desk, key: str, person: Person) -> list[str] | Refused:
    """Other recovery codes in place of those there were."""
    codes, digests = _new_codes(desk, person)
    return _once(factors.renew_codes(desk.engine, key, person, digests), codes, digests)


def replaced(
    desk: Desk, request: Request, key: str, person: Person, session: SignedIn, given: Given
) -> list[str] | Refused:
    """As `enrol`, of somebody who is in: they give their password, and a code of what they had."""
    # First what may be mistyped and costs nothing: a code of what they had is used by being right.
    step = first_step(desk, request, person, session, given.first)
    if isinstance(step, Refused):
        return step
    refused = confirmed(desk, request, person, given.password, given.code)
    return refused or enrol(desk, request, key, person, session, given.first)


def confirmed(
    desk: Desk, request: Request, person: Person, password: str, code: str
) -> Refused | None:
    """None for who gives the password and, where there is a second factor, a code of it."""
    refused = has_password(desk, request, person, password)
    known = factors.of(desk.engine, person.id)
    if refused or not (known.has_authenticator or known.recovery):
        return refused
    way = desk.sign_in.use_code(request, person.id, code)
    return way if isinstance(way, Refused) else None


def _new_codes(desk: Desk, person: Person) -> tuple[list[str], tuple[str, ...]]:
    codes = [recovery_code(token_bytes(RECOVERY_BYTES)) for _ in range(RECOVERY_CODES)]
    return codes, tuple(desk.sign_in.seals.digest(plain(one), person.id) for one in codes)


def _once(answer: Answer, codes: list[str], digests: tuple[str, ...]) -> list[str] | Refused:
    """The codes, unless the command was carried out before: then those of that time count."""
    if isinstance(answer, Refused):
        return answer
    return codes if answer.data["codes"] == digests[0] else Refused(ShownOnce())
