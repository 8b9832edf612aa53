"""What happens to the programs that act for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class ClientRegistered(Event):
    """An owner lets a program ask people for access, within scopes, and be sent to addresses."""

    kind: ClassVar[str] = "client.registered"
    client: str
    name: str
    scopes: tuple[str, ...]
    redirects: tuple[str, ...]

    @property
    def subject(self) -> str:
        return self.client


@dataclass(frozen=True, slots=True)
class ClientRenewed(Event):
    """A client has another secret; the one before is over."""

    kind: ClassVar[str] = "client.renewed"
    client: str

    @property
    def subject(self) -> str:
        return self.client


@dataclass(frozen=True, slots=True)
class ClientRevoked(Event):
    """A client does nothing any more, for anybody."""

    kind: ClassVar[str] = "client.revoked"
    client: str

    @property
    def subject(self) -> str:
        return self.client


@dataclass(frozen=True, slots=True)
class AccessGiven(Event):
    """Somebody lets a client act for them, within scopes as some of their roles (`role@scope`)."""

    kind: ClassVar[str] = "person.access_given"
    person: str
    client: str
    scopes: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class AccessEnded(Event):
    """A client acts for somebody no more: they said so, or what it was given was shown twice."""

    kind: ClassVar[str] = "person.access_ended"
    person: str
    client: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class KeyMade(Event):
    """Somebody made a key, with which a program acts for them within its scopes until it ends."""

    kind: ClassVar[str] = "person.key_made"
    person: str
    made: str
    scopes: tuple[str, ...]
    ends_at: datetime

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class KeyRevoked(Event):
    """Nothing is done with that key any more: its owner revoked it, or was signed out by others."""

    kind: ClassVar[str] = "person.key_revoked"
    person: str
    made: str

    @property
    def subject(self) -> str:
        return self.person
