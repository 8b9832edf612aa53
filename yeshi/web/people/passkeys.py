"""What is asked of devices that have passkeys, and whether what they answer is theirs."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_bytes
from typing import TypeVar

from fastapi import Request
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from yeshi.base.refused import Refused
from yeshi.flow.people import passkeys
from yeshi.people import passkey as deciding
from yeshi.people.passkey import ANSWERED_WITHIN, Passkey, PasskeyRefused, PasskeysNotHere, Purpose
from yeshi.people.person import Person
from yeshi.web.frame import form_tokens
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.people.relying import RelyingParty, relying_party

_CHALLENGE_BYTES = 32
_WAIT_MS = int(ANSWERED_WITHIN.total_seconds() * 1000)
# What an answer that is none of a device's may make the library raise.
_NO_ANSWER = (WebAuthnException, ValueError, TypeError, KeyError)

T = TypeVar("T")


def work_here(desk: Desk, request: Request) -> bool:
    """Whether the browser can have passkeys of this city where it is looked at."""
    party = relying_party(desk.site)
    return party is not None and request.url.hostname == party.id


def ask_for_new(desk: Desk, request: Request, person: Person, bound: str) -> str | Refused:
    """What a device is asked that shall have a new passkey of that person, as JSON."""
    party = relying_party(desk.site)
    if party is None:
        return Refused(PasskeysNotHere(desk.site.address))
    known = [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential))
        for one in passkeys.of(desk.engine, person.id)
    ]
    options = generate_registration_options(
        rp_id=party.id,
        rp_name=desk.charter().name.in_language(language_of(request)),
        user_id=_handle(desk, person),
        user_name=person.id,
        user_display_name=person.name,
        challenge=_challenge(desk, Purpose.REGISTER, bound),
        timeout=_WAIT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=known,
    )
    return options_to_json(options)


def ask_who(desk: Desk, request: Request) -> str | Refused:
    """What a device is asked whose passkey shall tell who somebody is, as JSON."""
    party = relying_party(desk.site)
    if party is None:
        return Refused(PasskeysNotHere(desk.site.address))
    options = generate_authentication_options(
        rp_id=party.id,
        challenge=_challenge(desk, Purpose.ENTER, browser_of(request)),
        timeout=_WAIT_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def new_of(desk: Desk, bound: str, person: Person, name: str, answer: str) -> Passkey | Refused:
    """The passkey that a device made for that person in answer to what it was asked."""
    party = _party(desk)
    given = _read(lambda: parse_registration_credential_json(answer))
    if isinstance(given, Refused):
        return given
    challenge = _answered(desk, given.response.client_data_json, Purpose.REGISTER, bound)
    if isinstance(challenge, Refused):
        return challenge
    made = _read(
        lambda: verify_registration_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    )
    if isinstance(made, Refused):
        return made
    return Passkey(
        id=deciding.digest_of(made.credential_id),
        person=person.id,
        name=name.strip(),
        credential=bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        counter=made.sign_count,
        added_at=desk.sign_in.wall.now(),
    )


def who_answers(desk: Desk, request: Request, answer: str) -> Person | Refused:
    """Whose passkey signed what this browser was asked; its count is kept."""
    party = _party(desk)
    given = _read(lambda: parse_authentication_credential_json(answer))
    if isinstance(given, Refused):
        return given
    bound = browser_of(request)
    challenge = _answered(desk, given.response.client_data_json, Purpose.ENTER, bound)
    if isinstance(challenge, Refused):
        return challenge
    found = passkeys.known(desk.engine, deciding.digest_of(given.raw_id))
    if found is None:
        return Refused(PasskeyRefused())
    known, person = found
    shown = _read(
        lambda: verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.counter,
            require_user_verification=True,
        )
    )
    handle = given.response.user_handle
    if isinstance(shown, Refused) or (handle and handle != _handle(desk, person)):
        return Refused(PasskeyRefused())
    refused = passkeys.use(desk.engine, known.id, shown.new_sign_count, desk.sign_in.wall.now())
    return refused or person


def browser_of(request: Request) -> str:
    """What a challenge is bound to that no session asked for: the browser that was shown a form."""
    return deciding.digest_of(request.cookies.get(form_tokens.COOKIE, "").encode())


def _challenge(desk: Desk, purpose: Purpose, bound: str) -> bytes:
    challenge = token_bytes(_CHALLENGE_BYTES)
    at = desk.sign_in.wall.now()
    passkeys.ask(desk.engine, deciding.asked(challenge, purpose, bound, at))
    return challenge


def _answered(desk: Desk, client_data: bytes, purpose: Purpose, bound: str) -> bytes | Refused:
    """The challenge that is answered, which is used by it; refused where it was not asked there."""
    said = _read(lambda: parse_client_data_json(client_data))
    if isinstance(said, Refused):
        return said
    at = desk.sign_in.wall.now()
    digest = deciding.digest_of(said.challenge)
    return passkeys.answered(desk.engine, digest, purpose, bound, at) or said.challenge


def _party(desk: Desk) -> RelyingParty:
    # Where nothing can be asked, nothing that was answered fits.
    return relying_party(desk.site) or RelyingParty("", "")


def _handle(desk: Desk, person: Person) -> bytes:
    """As what devices know somebody: it tells nothing of who they are."""
    return bytes.fromhex(desk.sign_in.seals.digest("passkeys", person.id))


def _read(act: Callable[[], T]) -> T | Refused:
    """What the library finds; refused where what was sent is no answer of a device's."""
    try:
        return act()
    except _NO_ANSWER:
        return Refused(PasskeyRefused())
