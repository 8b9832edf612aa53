"""What happens to the people who sign in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class PersonEntered(Event):
    """Somebody may sign in, or may do other things than before: roles as `role@scope`."""

    kind: ClassVar[str] = "person.entered"
    person: str
    roles: tuple[str, ...]

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class SessionOpened(Event):
    """Somebody signed in on a device, by a password, a code, a passkey, or as a made-up person."""

    kind: ClassVar[str] = "person.session_opened"
    person: str
    session: str
    way: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """A device is signed in no more: by its owner, or since they have another password or roles."""

    kind: ClassVar[str] = "person.session_ended"
    person: str
    session: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class FactorsChanged(Event):
    """Somebody changed what they show beside their password.

    `what`: `authenticator`, another one; `recovery_codes`, other ones; `turned_off`.
    """

    kind: ClassVar[str] = "person.factors_changed"
    person: str
    what: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class FactorsForgotten(Event):
    """Somebody lost what they show beside their password, and an owner had it forgotten."""

    kind: ClassVar[str] = "person.factors_forgotten"
    person: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class PasswordChanged(Event):
    """Somebody has another password; all their sessions ended."""

    kind: ClassVar[str] = "person.password_changed"
    person: str

    @property
    def subject(self) -> str:
        return self.person
