"""What an organisation's provider says of somebody, and how much it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Annotated

from yeshi.base.personal import Personal
from yeshi.base.refused import Reason

# RFC 8176: more than one factor was shown.
_SEVERAL = "mfa"
# OpenID's own levels: a key that no imitated page gets anything of.
_RESISTANT = frozenset({"phr", "phrh"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderTold:
    """Whose account it is there, their mail address, and how they showed who they are.

    `issuer`, `subject`: by which the account stays itself, whatever else changes. `is_verified`:
    whether the provider looked at the address. `methods`, `level`: as `amr` and `acr` have them;
    none where the provider does not say.
    """

    issuer: str
    subject: str
    mail: Annotated[str, Personal("contact")]
    is_verified: bool
    methods: tuple[str, ...] = ()
    level: str = ""

    @property
    def has_second(self) -> bool:
        """Whether more than a password was shown, as the provider says."""
        return _SEVERAL in self.methods or self.level in _RESISTANT


@dataclass(frozen=True, slots=True)
class ProvidedSubject:
    """Somebody's account at a provider; `id` is its digest, so that it is one person's alone."""

    id: str
    person: str
    issuer: str
    since: datetime


def subject_id(issuer: str, subject: str) -> str:
    """As what an account at a provider is kept: its subject may be a name or an address."""
    return sha256(f"{len(issuer)}:{issuer}:{subject}".encode("utf-8", "replace")).hexdigest()


class ProviderFault(StrEnum):
    """Why a provider lets nobody in: it cannot be reached, refuses, or its answer does not fit."""

    AWAY = "away"
    REFUSED = "refused"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class ProviderFailed(Reason):
    """The organisation's provider told nothing by which somebody could come in."""

    fault: str


@dataclass(frozen=True, slots=True)
class NotKnownHere(Reason):
    """The provider's account is nobody's here, nor its mail address proven, or invited."""


@dataclass(frozen=True, slots=True)
class NoProvider(Reason):
    """No organisation's provider is set."""
