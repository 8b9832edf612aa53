"""Keys with which programs act for a person over the interface, within their scopes and an end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Self

from yeshi.base.refused import Reason
from yeshi.people.scope import Scope
from yeshi.people.session import SignedIn, WayIn

# By which whoever looks through files for secrets finds one of ours.
PREFIX = "yeshi_key_"
NAME_MAX = 60
KEYS_MAX = 20
LASTS_MAX = timedelta(days=366)
# Ways in that took more than a password.
_WITH_MORE = (WayIn.CODE, WayIn.RECOVERY, WayIn.PASSKEY)


@dataclass(frozen=True, slots=True)
class KeyRefused(Reason):
    """There is no such key; or it has ended, was revoked, or its person may do more than it."""


@dataclass(frozen=True, slots=True)
class TooManyKeys(Reason):
    """The person has as many keys as anybody may have."""

    keys_max: int


@dataclass(frozen=True, slots=True)
class SecondFactorFirst(Reason):
    """The person's roles ask for a second factor, and this session did not use one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key of a person; of the key itself there is a digest alone, which its shown text has.

    `name`: what its owner calls it. `customer`: as whom it orders. `strong`: it was made in a
    session that used a second factor. `used_on`: the day of its last use, and no more than that.
    """

    id: str
    digest: str
    person: str
    name: str
    scopes: tuple[Scope, ...]
    customer: str
    strong: bool
    made_at: datetime
    ends_at: datetime
    used_on: date | None = None
    ended: bool = False

    @property
    def holds(self) -> bool:
        """Whether it has a name and a scope, and its moments stand in order."""
        named = 0 < len(self.name) <= NAME_MAX
        return named and bool(self.scopes) and self.made_at < self.ends_at

    def lasts(self, at: datetime) -> bool:
        """Whether something may still be done with it."""
        return not self.ended and at < self.ends_at

    def used(self, day: date) -> Self:
        """As it is once it was used that day."""
        return self if self.used_on == day else replace(self, used_on=day)

    def revoked(self) -> Self:
        """As it is once nothing may be done with it any more."""
        return replace(self, ended=True)


def digest_of(secret: str) -> str:
    """As what a key is kept: of 256 random bits, so that nothing slower is needed."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def used_more_than_password(session: SignedIn) -> bool:
    """Whether somebody came in by a second factor, or by a passkey, which is two in one."""
    return session.way in _WITH_MORE
