"""Codes and tokens that clients are given, of which there are digests alone."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Self

from yeshi.base.refused import Reason
from yeshi.people.scope import Scope


class TokenKind(StrEnum):
    """A code is changed for tokens; an access token acts; a refresh token is changed for others."""

    CODE = "code"
    ACCESS = "access"
    REFRESH = "refresh"


# By which whoever looks through files for secrets finds one of ours, and we what it is.
PREFIXES = {
    TokenKind.CODE: "yeshi_code_",
    TokenKind.ACCESS: "yeshi_token_",
    TokenKind.REFRESH: "yeshi_refresh_",
}
LASTS = {
    TokenKind.CODE: timedelta(minutes=1),
    TokenKind.ACCESS: timedelta(hours=1),
    TokenKind.REFRESH: timedelta(days=60),
}
# A code that is over is kept as long as what was given for it: who shows it again is found out.
KEPT_AFTER = LASTS[TokenKind.ACCESS]
# RFC 7636: 256 bits at least.
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


@dataclass(frozen=True, slots=True)
class GrantRefused(Reason):
    """There is no such code or token for this client; or it is over, or was used before."""


@dataclass(frozen=True, slots=True)
class ScopeBeyond(Reason):
    """The client asks for a scope that it was not given."""


@dataclass(frozen=True, slots=True)
class NotByItself(Reason):
    """The client was not registered to act by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """A code or token of a consent; `id` is the digest of what the client keeps.

    `redirect`, `challenge`: of a code, where it was sent, and what its client has to prove. `used`:
    it was changed for others; who shows it again is not the one whom it was given to.
    """

    id: str
    kind: TokenKind
    consent: str
    scopes: tuple[Scope, ...]
    redirect: str = ""
    challenge: str = ""
    made_at: datetime
    ends_at: datetime
    used: bool = False
    ended: bool = False

    @property
    def holds(self) -> bool:
        """Whether it has a scope, and its moments stand in order."""
        return bool(self.scopes) and self.made_at < self.ends_at

    def lasts(self, at: datetime) -> bool:
        """Whether something may still be done with it."""
        return not (self.ended or self.used) and at < self.ends_at

    def proven(self, redirect: str, verifier: str) -> bool:
        """Whether who shows the code asked for it: they know where it went, and the verifier."""
        return redirect == self.redirect and hmac.compare_digest(
            challenge_of(verifier).encode(), self.challenge.encode()
        )

    def exchanged(self) -> Self:
        """As it is once it was changed for others."""
        return replace(self, used=True)

    def revoked(self) -> Self:
        """As it is once nothing may be done with it any more."""
        return replace(self, ended=True)


def issued(
    kind: TokenKind, digest: str, consent: str, scopes: tuple[Scope, ...], at: datetime,
    redirect: str = "", challenge: str = "",
) -> IssuedToken:  # fmt: skip
    """A new code or token of that consent."""
    return IssuedToken(
        id=digest,
        kind=kind,
        consent=consent,
        scopes=scopes,
        redirect=redirect,
        challenge=challenge,
        made_at=at,
        ends_at=at + LASTS[kind],
    )


def challenge_of(verifier: str) -> str:
    """What S256 makes of a verifier (RFC 7636, 4.2); nothing that fits where it is none."""
    if not _VERIFIER.fullmatch(verifier):
        return "-"
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
