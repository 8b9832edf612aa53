"""A session: that a device is signed in as somebody, how, and until when by the wall's clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Self

from yeshi.base.refused import Reason
from yeshi.people.person import COUNTER, Person, Role

# Who works for the city or a foundation signs in each day; the device of a stall, a courier or a
# customer stays.
DAY_LONG = timedelta(hours=12)
STAYS = timedelta(days=60)
# Between the password and what has to come after it.
HALF_WAY = timedelta(minutes=10)
# So long somebody has just come in, for what a device that lies about shall not do.
FRESH = timedelta(minutes=15)
# A session is seen no oftener than this, so that reading pages writes next to nothing.
SEEN_EVERY = timedelta(minutes=1)
_STAYING = (*COUNTER, Role.COURIER)


class WayIn(StrEnum):
    """How somebody signed in."""

    PASSWORD = "password"
    DEMO = "demo"
    CODE = "code"
    RECOVERY = "recovery"
    PASSKEY = "passkey"
    MESSAGE = "message"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class SignInAnew(Reason):
    """For this one has to have come in a moment ago."""


class SignInStep(StrEnum):
    """How far they are in: a code, or a second factor of their own, may have to come first."""

    IN = "in"
    CODE = "code"
    ENROL = "enrol"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A device that is signed in; `id` is the digest of what its browser keeps, never that itself.

    `device`: its browser and system in words. `person`: who they are. `customer`: as whom they
    order, "" for as whom the browser does.
    """

    id: str
    person: str
    device: str
    way: WayIn
    step: SignInStep = SignInStep.IN
    customer: str = ""
    opened_at: datetime
    seen_at: datetime
    ends_at: datetime
    ended: bool = False

    @property
    def holds(self) -> bool:
        """Whether its moments stand in order."""
        return self.opened_at <= self.seen_at and self.opened_at < self.ends_at

    def lasts(self, at: datetime) -> bool:
        """Whether it is still open."""
        return not self.ended and at < self.ends_at

    def is_fresh(self, at: datetime) -> bool:
        """Whether somebody came in by it a moment ago."""
        return at < self.opened_at + FRESH

    def seen(self, person: Person, at: datetime) -> Self:
        """The session as it is after it was used; one that stays is prolonged by it."""
        if at - self.seen_at < SEEN_EVERY:
            return self
        stays = self.step is SignInStep.IN and _stays(person)
        return replace(self, seen_at=at, ends_at=at + STAYS if stays else self.ends_at)


def digest_of(token: str) -> str:
    """The id of the session whose browser keeps that token."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def opened(
    id_: str,
    person: Person,
    device: str,
    way: WayIn,
    at: datetime,
    step: SignInStep = SignInStep.IN,
    customer: str = "",
) -> SignedIn:
    """A new session of that person; of one who is not in yet it ends soon."""
    lasts = HALF_WAY if step is not SignInStep.IN else STAYS if _stays(person) else DAY_LONG
    return SignedIn(
        id=id_,
        person=person.id,
        device=device,
        way=way,
        step=step,
        customer=customer,
        opened_at=at,
        seen_at=at,
        ends_at=at + lasts,
    )


def _stays(person: Person) -> bool:
    return all(grant.role in _STAYING for grant in person.grants)
