"""What is kept while somebody is at their organisation's provider, and who they are then."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from secrets import token_urlsafe

from fastapi import Request, Response

from yeshi.base.errors import InvariantBroken
from yeshi.base.refused import Refused
from yeshi.flow.people import providing, proving
from yeshi.people.contact import contact_of
from yeshi.people.person import Person
from yeshi.people.provided import (
    NoProvider,
    NotKnownHere,
    ProviderFailed,
    ProviderFault,
    ProviderTold,
)
from yeshi.people.session import SignInStep, WayIn
from yeshi.web.frame.desk import Desk
from yeshi.web.people.sent_codes import Came

COOKIE = "yeshi_provider"
BACK = "/sign-in/provider/back"
LASTS = timedelta(minutes=10)
_OF = "provider"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class AtProvider:
    """Somebody is at the provider: what has to come back with them, and where they go on then."""

    state: str
    nonce: str
    verifier: str
    back: str
    ends_at: str


def begin(desk: Desk, back: str) -> tuple[str, str] | Refused:
    """Where somebody goes to show who they are, and what their browser keeps meanwhile."""
    if desk.provider is None:
        return Refused(NoProvider())
    ends_at = (desk.sign_in.wall.now() + LASTS).isoformat()
    state, nonce, verifier = (token_urlsafe(_BYTES) for _ in range(3))
    made = AtProvider(state, nonce, verifier, back, ends_at)
    to = desk.provider.address(_address(desk), made.state, made.nonce, made.verifier)
    if isinstance(to, Refused):
        return to
    return to, desk.sign_in.seals.sealed(json.dumps(asdict(made)), _OF)


def under_way(desk: Desk, request: Request, state: str) -> AtProvider | None:
    """What this browser keeps since it was sent there, if it is that which comes back."""
    try:
        kept = desk.sign_in.seals.opened(request.cookies.get(COOKIE, ""), _OF)
        found = AtProvider(**json.loads(kept))
    except (InvariantBroken, ValueError, TypeError):
        return None
    fits = compare_digest(found.state.encode(), state.encode("utf-8", "replace"))
    lasts = desk.sign_in.wall.now() < datetime.fromisoformat(found.ends_at)
    return found if fits and lasts else None


def come_in(
    desk: Desk,
    request: Request,
    kept: AtProvider | None,
    code: str,
    issuer: str,
    response: Response,
) -> Came | Refused:
    """Who somebody is by what the provider says; `issuer`: who the answer says it is from."""
    if desk.provider is None:
        return Refused(NoProvider())
    if kept is None or (issuer and not desk.provider.is_of(issuer)):
        return Refused(ProviderFailed(ProviderFault.UNFIT.value))
    if not code:
        return Refused(ProviderFailed(ProviderFault.REFUSED.value))
    told = desk.provider.told(code, _address(desk), kept.nonce, kept.verifier)
    if isinstance(told, Refused):
        return told
    person = _person(desk, told)
    if isinstance(person, Refused):
        return person
    step = SignInStep.IN if told.has_second else proving.step_after_code(desk.engine, person)
    if isinstance(step, Refused):
        return step
    desk.sign_in.enter_anew(request, person, response, WayIn.PROVIDER, step)
    return Came(person, step)


def _person(desk: Desk, told: ProviderTold) -> Person | Refused:
    """Whose account it is, known before; else whose verified mail address, which it is from now."""
    known = providing.known(desk.engine, told)
    if known is not None:
        return known
    contact = contact_of(told.mail, None) if told.is_verified else None
    if contact is None or isinstance(contact, Refused) or "@" not in told.mail:
        return Refused(NotKnownHere())
    if not proving.is_expected(desk.engine, contact):
        return Refused(NotKnownHere())
    at, key = desk.sign_in.wall.now(), f"come:{token_urlsafe(12)}"
    answer = proving.come_by(desk.engine, key, contact, at)
    if isinstance(answer, Refused):
        return answer
    with desk.engine.store.read() as work:
        person = work.persons.must(answer.data["person"])
    bound = providing.bind(desk.engine, f"bind:{token_urlsafe(12)}", person, told, at)
    return bound if isinstance(bound, Refused) else person


def _address(desk: Desk) -> str:
    return f"{desk.site.address}{BACK}"
