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

    `what`: `authenticator`, another one; `recovery_codes`, other ones; `turned_off`;
    `passkey`, one more; `passkey_removed`.
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


@dataclass(frozen=True, slots=True)
class PersonRenamed(Event):
    """Somebody is called otherwise; how, their account says."""

    kind: ClassVar[str] = "person.renamed"
    person: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class PersonInvited(Event):
    """Somebody was invited by a link to these roles, as `role@scope`; whom, the invitation says."""

    kind: ClassVar[str] = "person.invited"
    invitation: str
    roles: tuple[str, ...]
    why: str

    @property
    def subject(self) -> str:
        return self.invitation


@dataclass(frozen=True, slots=True)
class InvitationSentAgain(Event):
    """An invitation went out once more with another link; the one before leads nowhere."""

    kind: ClassVar[str] = "person.invited_again"
    invitation: str

    @property
    def subject(self) -> str:
        return self.invitation


@dataclass(frozen=True, slots=True)
class InvitationWithdrawn(Event):
    """An invitation was withdrawn: nobody comes in by it any more."""

    kind: ClassVar[str] = "person.invitation_withdrawn"
    invitation: str

    @property
    def subject(self) -> str:
        return self.invitation


@dataclass(frozen=True, slots=True)
class InvitationUsed(Event):
    """Somebody came in by an invitation, or took its roles on; `role@scope`."""

    kind: ClassVar[str] = "person.came"
    person: str
    invitation: str
    roles: tuple[str, ...]

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class RoleGiven(Event):
    """Somebody has a role more, for that reason."""

    kind: ClassVar[str] = "person.role_given"
    person: str
    role: str
    scope: str
    why: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class RoleTaken(Event):
    """Somebody has a role less, for that reason."""

    kind: ClassVar[str] = "person.role_taken"
    person: str
    role: str
    scope: str
    why: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class PersonSignedOut(Event):
    """Somebody was signed out on all devices by who answers for them, as when one was lost."""

    kind: ClassVar[str] = "person.signed_out"
    person: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class PersonCame(Event):
    """Somebody new came in by a code that was sent to them, and has an account without roles."""

    kind: ClassVar[str] = "person.came_new"
    person: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class ContactProven(Event):
    """Somebody has shown by a code that a phone, or mail, is theirs; `by`: which of the two."""

    kind: ClassVar[str] = "person.contact_proven"
    person: str
    by: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class ContactRemoved(Event):
    """Somebody comes in by a phone, or mail, no more; `by`: which of the two."""

    kind: ClassVar[str] = "person.contact_removed"
    person: str
    by: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class SubjectKnown(Event):
    """Somebody came in by their account at that provider, and is known by it from now on."""

    kind: ClassVar[str] = "person.subject_known"
    person: str
    issuer: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class SubjectRemoved(Event):
    """Somebody is no longer known by their account at that provider."""

    kind: ClassVar[str] = "person.subject_removed"
    person: str
    issuer: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class CustomerJoined(Event):
    """Somebody signed in where a customer had ordered without an account: they are one."""

    kind: ClassVar[str] = "person.customer_joined"
    person: str
    customer: str

    @property
    def subject(self) -> str:
        return self.person
