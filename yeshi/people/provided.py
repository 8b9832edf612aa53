"""What an organisation's provider says of somebody, and how much it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from yeshi.base.personal import Personal
from yeshi.base.refused import Reason

# RFC 8176: more than one factor was shown.
_SEVERAL = "mfa"
# OpenID's own levels: a key that no imitated page gets anything of.
_RESISTANT = frozenset({"phr", "phrh"})


@dataclass(frozen=True, slots=True)
class ProviderTold:
    """Whose mail address it is, whether the provider looked, and how they showed who they are.

    `methods`, `level`: as `amr` and `acr` have them; none where the provider does not say.
    """

    mail: Annotated[str, Personal("contact")]
    is_verified: bool
    methods: tuple[str, ...] = ()
    level: str = ""

    @property
    def has_second(self) -> bool:
        """Whether more than a password was shown, as the provider says."""
        return _SEVERAL in self.methods or self.level in _RESISTANT


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
    """The provider's mail address is neither proven by anybody here nor invited."""


@dataclass(frozen=True, slots=True)
class NoProvider(Reason):
    """No organisation's provider is set."""
