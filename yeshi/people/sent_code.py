"""A code that is sent: whoever types it has that phone, or reads that mail, at this moment."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Self

from yeshi.base.refused import Reason, Refused
from yeshi.people.contact import Contact
from yeshi.people.factors import plain

LASTS = timedelta(minutes=10)
# Of one code; whoever mistypes more often has another one sent.
WRONG_MAX = 5
DIGITS = 6


class CodeFor(StrEnum):
    """What somebody does by it: come in, prove that a contact is theirs; or only see it arrive."""

    ENTER = "enter"
    PROVE = "prove"
    TRY = "try"


@dataclass(frozen=True, slots=True)
class PasswordFirst(Reason):
    """The person's roles ask for more than a code, and they have a password to begin with."""


@dataclass(frozen=True, slots=True)
class WrongSentCode(Reason):
    """The code is wrong, older than ten minutes, used, or was mistyped too often."""


@dataclass(frozen=True, slots=True)
class TooManyMessages(Reason):
    """So many messages were asked for of late; the next one may be in so many seconds."""

    wait_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCode:
    """A code under way; `id` is the digest of what the browser keeps that asked for it.

    `person`: who proves the contact, or tries it; "" for whoever comes in. `digest`: of what the
    code is made of, which is kept nowhere. `wrong`: how often something else was typed.
    """

    id: str
    purpose: CodeFor
    person: str
    contact: Contact
    digest: str
    language: str
    made_at: datetime
    ends_at: datetime
    wrong: int = 0
    used: bool = False

    @property
    def holds(self) -> bool:
        """Whether it has a time, and somebody who asked unless it is who they are that it tells."""
        enters = self.purpose is CodeFor.ENTER
        return self.made_at < self.ends_at and enters != bool(self.person) and self.wrong >= 0

    def lasts(self, at: datetime) -> bool:
        """Whether it may still be typed."""
        return not self.used and self.wrong < WRONG_MAX and at < self.ends_at

    def fits(self, purpose: CodeFor, person: str, at: datetime) -> bool:
        """Whether it may be typed now, for that, by them."""
        return self.lasts(at) and (self.purpose, self.person) == (purpose, person)

    def typed(self, token: str, code: str) -> Self:
        """As it is once that was typed; used, where it is the code that `token` makes."""
        given = plain(code).encode("utf-8", "replace")
        if hmac.compare_digest(code_in(token).encode(), given):
            return replace(self, used=True)
        return replace(self, wrong=self.wrong + 1)


def code_in(token: str) -> str:
    """The six digits that follow from a secret of 256 bits, and tell next to nothing of it."""
    number = int.from_bytes(sha256(f"code {token}".encode()).digest()[:8], "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def wrong_code() -> Refused:
    """What is said of a code that is wrong, old, used, somebody else's, or of none at all."""
    return Refused(WrongSentCode())
