"""A person who signs in, and what they may do where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yeshi.base.refused import Reason

CITY = "city"
# Of somebody who comes in by codes that are sent to them alone.
NO_PASSWORD = ""


class Role(StrEnum):
    """What a person is to the city, to one of its zones, a stall, a programme or an accord."""

    OWNER = "owner"
    OPERATOR = "operator"
    TREASURER = "treasurer"
    OFFICIAL = "official"
    STALLHOLDER = "stallholder"
    CASHIER = "cashier"
    COOK = "cook"
    COURIER = "courier"
    FOUNDATION = "foundation"
    READER = "reader"
    APPROVER = "approver"
    SECRETARY = "secretary"
    PARTY = "party"


# Who of a stall answers its orders, and who besides opens and closes it.
COUNTER = (Role.COOK, Role.CASHIER, Role.STALLHOLDER)
TILL = (Role.CASHIER, Role.STALLHOLDER)
# Who enters what the city is made of: its markets, stalls, zones and couriers.
STEWARDS = (Role.OPERATOR, Role.OWNER)
# Who opens programmes and accords in the city's name.
FOUNDING = (Role.OFFICIAL, Role.OWNER)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role somewhere.

    `scope` is `city`, or the id of a zone for its operator, of a stall, a courier, a programme or
    an accord, or for a party `accord/party`.
    """

    role: Role
    scope: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account; `secret` is a hash of the password, None for a demo person.

    Whoever comes in by codes alone has NO_PASSWORD, which fits nothing that is typed. A demo person
    belongs to a made-up city, and anybody may sign in as them.
    """

    id: str
    name: str
    grants: tuple[Grant, ...]
    secret: str | None

    @property
    def is_demo(self) -> bool:
        """Whether anybody may sign in as this person."""
        return self.secret is None

    @property
    def has_password(self) -> bool:
        """Whether there is a password by which this person can come in."""
        return bool(self.secret)

    def where(self, *roles: Role) -> list[str]:
        """Where this person has one of the roles, each place once."""
        return sorted({grant.scope for grant in self.grants if grant.role in roles})

    def has(self, role: Role, scope: str) -> bool:
        """Whether this person has the role there."""
        return Grant(role, scope) in self.grants


@dataclass(frozen=True, slots=True)
class NotAllowed(Reason):
    """The person has not the role that this needs."""

    role: str
    scope: str


@dataclass(frozen=True, slots=True)
class CodeFirst(Reason):
    """A city is set up by whoever has the one-time code that its server was started with."""


@dataclass(frozen=True, slots=True)
class SignInFirst(Reason):
    """This is for people who signed in."""


@dataclass(frozen=True, slots=True)
class WrongPassword(Reason):
    """There is no such person with that password."""


@dataclass(frozen=True, slots=True)
class TooManyTries(Reason):
    """It was tried too often of late; it may be tried again in so many seconds."""

    wait_s: int
