"""What pages and interface do alike with the keys of whoever is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_urlsafe

from yeshi.base.refused import Refused
from yeshi.flow.people import keys
from yeshi.flow.people.keys import KeyWanted
from yeshi.people.api_key import PREFIX, digest_of
from yeshi.people.factors import ShownOnce
from yeshi.people.session import SignedIn
from yeshi.web.frame.desk import Desk

_BYTES = 32


@dataclass(frozen=True, slots=True)
class Made:
    """A key that was made, with its secret, which is shown this once."""

    key: str
    secret: str


def make(desk: Desk, key: str, session: SignedIn, wanted: KeyWanted) -> Made | Refused:
    """A new key, as it is wanted; asked again, that it was shown already."""
    secret = f"{PREFIX}{token_urlsafe(_BYTES)}"
    digest, at = digest_of(secret), desk.sign_in.wall.now()
    answer = keys.make(desk.engine, key, session, wanted, digest, at)
    if isinstance(answer, Refused):
        return answer
    if answer.data["digest"] != digest:
        return Refused(ShownOnce())
    return Made(answer.data["key"], secret)
