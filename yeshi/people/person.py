"""A person who signs in, and what they may do where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yeshi.base.refused import Reason, Refused

CITY = "city"


class Role(StrEnum):
    """What a person is to a place of work: the city, a programme or an accord."""

    OFFICIAL = "official"
    FOUNDATION = "foundation"
    READER = "reader"
    APPROVER = "approver"
    SECRETARY = "secretary"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role somewhere.

    `scope` is `city`, the id of a programme or an accord, or for a party `accord/party`.
    """

    role: Role
    scope: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account; `secret` is a hash of the password, None for a demo person.

    A demo person belongs to a made-up city, and anybody may sign in as them.
    """

    id: str
    name: str
    grants: tuple[Grant, ...]
    secret: str | None

    @property
    def is_demo(self) -> bool:
        """Whether anybody may sign in as this person."""
        return self.secret is None

    def has(self, role: Role, scope: str) -> bool:
        """Whether this person has the role there."""
        return Grant(role, scope) in self.grants


@dataclass(frozen=True, slots=True)
class NotAllowed(Reason):
    """The person has not the role that this needs."""

    role: str
    scope: str


@dataclass(frozen=True, slots=True)
class SignInFirst(Reason):
    """This is for people who signed in."""


@dataclass(frozen=True, slots=True)
class WrongPassword(Reason):
    """There is no such person with that password."""


@dataclass(frozen=True, slots=True)
class TooManyTries(Reason):
    """The wrong password was given too often; it may be tried again later."""

    minutes: int


def admit(person: Person | None, scope: str, *roles: Role) -> Person | Refused:
    """The person, when they have one of the roles there; else what is missing."""
    if person is None:
        return Refused(SignInFirst())
    if any(person.has(role, scope) for role in roles):
        return person
    return Refused(NotAllowed(roles[0].value, scope))
