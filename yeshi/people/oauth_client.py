"""Clients: programs of others, which an owner of the city lets ask people for access (OAuth 2)."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit

from yeshi.base.refused import Reason
from yeshi.people.scope import Scope

# By which whoever looks through files for secrets finds one of a client.
SECRET_PREFIX = "yeshi_client_"
NAME_MAX = 60
CLIENTS_MAX = 100
REDIRECTS_MAX = 10
REDIRECT_LENGTH_MAX = 300
# The machine of whoever runs the client: nobody else hears what is sent there.
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_SHOWN = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class ClientRefused(Reason):
    """There is no such client, or it was revoked, or shows another secret."""


@dataclass(frozen=True, slots=True)
class ClientOver(Reason):
    """The client was revoked; another one has to be registered."""


@dataclass(frozen=True, slots=True)
class ElsewhereSent(Reason):
    """The client wants people sent to an address that was not registered for it."""


@dataclass(frozen=True, slots=True)
class NoSecret(Reason):
    """A public client has no secret: whatever it could keep, everybody could read."""


@dataclass(frozen=True, slots=True)
class TooManyClients(Reason):
    """The city has as many clients as it may have."""

    clients_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthClient:
    """A client as it was registered; `by`: which owner did.

    `redirects`: where people may be sent back to, letter by letter. `digest`: of its secret; "" of
    a public client, which could keep none. `scopes`: what it may ask for at most.
    """

    id: str
    name: str
    redirects: tuple[str, ...]
    digest: str
    scopes: tuple[Scope, ...]
    by: str
    made_at: datetime
    ended: bool = False

    @property
    def holds(self) -> bool:
        """Whether it has a name and a scope."""
        return 0 < len(self.name) <= NAME_MAX and bool(self.scopes)

    @property
    def is_confidential(self) -> bool:
        """Whether it has a secret to show."""
        return bool(self.digest)

    def shows(self, digest: str) -> bool:
        """Whether that is the digest of its secret; of a public client, that it shows none."""
        return not self.ended and hmac.compare_digest(self.digest, digest)

    def renewed(self, digest: str) -> Self:
        """As it is with another secret."""
        return replace(self, digest=digest)

    def revoked(self) -> Self:
        """As it is once nothing may be done by it any more."""
        return replace(self, ended=True)


def is_redirect(address: str) -> bool:
    """Whether people may be sent to that address with a code: by HTTPS, or to their own machine."""
    if len(address) > REDIRECT_LENGTH_MAX or not _SHOWN.fullmatch(address):
        return False
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or "*" in host or "@" in parts.netloc or "#" in address or "\\" in address:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)


def origin_of(address: str) -> str:
    """The origin of an address that is_redirect."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
