"""Passkeys: keys on somebody's devices, which show who they are by signing what is asked once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Self

from yeshi.base.refused import Reason, Refused

# As long as somebody may look for their finger or their key; browsers wait as long.
ANSWERED_WITHIN = timedelta(minutes=5)
PASSKEYS_MAX = 20
NAME_MAX = 60


@dataclass(frozen=True, slots=True)
class PasskeyRefused(Reason):
    """The passkey is not known here, or its answer does not fit what was asked."""


@dataclass(frozen=True, slots=True)
class TooManyPasskeys(Reason):
    """The person has as many passkeys as anybody may have."""

    passkeys_max: int


@dataclass(frozen=True, slots=True)
class PasskeysNotHere(Reason):
    """Browsers have passkeys for a name behind HTTPS alone, and for this machine as `localhost`."""

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A key of a device, of which the city has the public half; `id` is its credential's digest.

    `name`: what its owner calls it. `credential`: as what the device knows it (Base64url).
    `counter`: how often it had signed when it was last used, 0 for one that does not count.
    """

    id: str
    person: str
    name: str
    credential: str
    public_key: bytes
    counter: int
    added_at: datetime
    used_at: datetime | None = None
    ended: bool = False

    @property
    def holds(self) -> bool:
        """Whether it has a name, and its moments stand in order."""
        used = self.used_at is None or self.used_at >= self.added_at
        return 0 < len(self.name) <= NAME_MAX and self.counter >= 0 and used

    def after_use(self, counter: int, at: datetime) -> Self | Refused:
        """As it is once it has signed for the `counter`th time.

        One that counts and has not counted on is a copy, or answers twice: neither is let in.
        """
        counts = counter > 0 or self.counter > 0
        if self.ended or (counts and counter <= self.counter):
            return Refused(PasskeyRefused())
        return replace(self, counter=counter, used_at=max(at, self.added_at))

    def removed(self) -> Self:
        """As it is once nobody is let in by it any more."""
        return replace(self, ended=True)


class Purpose(StrEnum):
    """What a device is asked to sign for."""

    REGISTER = "register"
    ENTER = "enter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """What a device has to sign, once and soon; `id` is its digest.

    `bound`: a digest of the session, or of the browser, that asked for it.
    """

    id: str
    purpose: Purpose
    bound: str
    ends_at: datetime
    used: bool = False

    def fits(self, purpose: Purpose, bound: str, at: datetime) -> bool:
        """Whether it may be answered now, by that browser, for that."""
        return (
            not self.used and at < self.ends_at and (self.purpose, self.bound) == (purpose, bound)
        )

    def answered(self) -> Self:
        """As it is once it was answered, rightly or not."""
        return replace(self, used=True)


def digest_of(data: bytes) -> str:
    """As what a credential or a challenge is kept."""
    return sha256(data).hexdigest()


def asked(challenge: bytes, purpose: Purpose, bound: str, at: datetime) -> Challenge:
    """A challenge that is asked now."""
    return Challenge(
        id=digest_of(challenge), purpose=purpose, bound=bound, ends_at=at + ANSWERED_WITHIN
    )
