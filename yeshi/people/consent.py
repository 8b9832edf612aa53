"""What somebody lets a client do for them: within which scopes, and as what of their roles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from yeshi.base.refused import Reason
from yeshi.people.oauth_client import OAuthClient
from yeshi.people.person import Grant, Person
from yeshi.people.scope import Scope, in_order

# So long after a client was last here, it has to ask anew.
LASTS = timedelta(days=60)
LASTS_MAX = timedelta(days=366)
# So long a client acts by itself, until its secret is renewed.
BY_ITSELF_LASTS = timedelta(days=366)
# Of one person; nobody looks after more.
CONSENTS_MAX = 100
# RFC 7636: what S256 makes of a verifier.
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


class AskFault(StrEnum):
    """What is wrong with what a client asks of somebody, as RFC 6749 calls it."""

    REQUEST = "invalid_request"
    RESPONSE_TYPE = "unsupported_response_type"
    SCOPE = "invalid_scope"


@dataclass(frozen=True, slots=True)
class AskedAmiss(Reason):
    """What the client asks cannot be granted as it asks it."""

    fault: str


@dataclass(frozen=True, slots=True)
class TooManyConsents(Reason):
    """The person lets as many clients act for them as anybody may."""

    consents_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAsks:
    """What a client asks for in the browser of somebody, in the words of RFC 6749 and 7636."""

    response_type: str
    scope: str
    challenge: str
    method: str

    def fault_for(self, client: OAuthClient) -> AskFault | None:
        """What is wrong with it; None where nothing is."""
        if self.response_type != "code":
            return AskFault.RESPONSE_TYPE
        if self.method != "S256" or not _CHALLENGE.fullmatch(self.challenge):
            return AskFault.REQUEST
        return None if self.scopes_of(client) else AskFault.SCOPE

    def scopes_of(self, client: OAuthClient) -> tuple[Scope, ...]:
        """The scopes that it asks for, all of the client's where it names none; () beyond them."""
        return scopes_within(self.scope, client.scopes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """That a client acts for a person; its tokens are over when it is.

    `grants`: as what of their roles, of which they must still have each. `session`: in which it was
    given. `strong`: that session used a second factor. `by_itself`: it has tokens without asking.
    `used_on`: the day of its last use, and no more than that.
    """

    id: str
    client: str
    person: str
    scopes: tuple[Scope, ...]
    grants: tuple[Grant, ...]
    customer: str
    session: str
    strong: bool
    by_itself: bool
    given_at: datetime
    ends_at: datetime
    used_on: date | None = None
    ended: bool = False

    @property
    def holds(self) -> bool:
        """Whether it has a scope, and its moments stand in order."""
        return bool(self.scopes) and self.given_at < self.ends_at

    def lasts(self, at: datetime) -> bool:
        """Whether the client still acts for its person."""
        return not self.ended and at < self.ends_at

    def lent(self, person: Person) -> Person:
        """The person as whom it acts: with those of the roles lent that are still there."""
        return replace(person, grants=tuple(one for one in person.grants if one in self.grants))

    def used(self, day: date) -> Self:
        """As it is once it was used that day."""
        return self if self.used_on == day else replace(self, used_on=day)

    def prolonged(self, at: datetime) -> Self:
        """As it is once the client was there again; it is asked anew after a year."""
        if self.by_itself:
            return replace(self, ends_at=max(self.ends_at, at + BY_ITSELF_LASTS))
        until = min(at + LASTS, self.given_at + LASTS_MAX)
        return replace(self, ends_at=max(self.ends_at, until))

    def over(self) -> Self:
        """As it is once the client acts for its person no more."""
        return replace(self, ended=True)


def scopes_within(asked: str, most: Iterable[Scope]) -> tuple[Scope, ...]:
    """The scopes named, all of `most` where none is; () where one is none of them."""
    given, names = set(most), asked.split()
    if not set(names) <= {scope.value for scope in given}:
        return ()
    return in_order(Scope(name) for name in names) if names else in_order(given)
