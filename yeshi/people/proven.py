"""A contact that somebody has proven to be theirs: by a code that was sent there they come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from yeshi.base.refused import Reason
from yeshi.people.contact import By, Contact

# Of one person.
CONTACTS_MAX = 5
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class ContactTaken(Reason):
    """The contact is proven for another account already: by a code one comes in to that one."""


@dataclass(frozen=True, slots=True)
class TooManyContacts(Reason):
    """The person has as many contacts as anybody may have."""

    contacts_max: int


@dataclass(frozen=True, slots=True)
class LastWayIn(Reason):
    """Without it nobody would come in to this account any more."""


@dataclass(frozen=True, slots=True)
class ProvenContact:
    """Somebody's phone or mail; `id` is the contact's digest, so that it is one person's alone."""

    id: str
    person: str
    contact: Contact
    proven_at: datetime

    @property
    def holds(self) -> bool:
        """Whether it is kept under its own digest."""
        return self.id == contact_id(self.contact)


def contact_id(contact: Contact) -> str:
    """As what a contact is kept; of mail addresses that differ in capitals, the same."""
    return sha256(f"{contact.by}:{contact.address.casefold()}".encode()).hexdigest()


def hinted(contact: Contact) -> str:
    """As much of a contact as its owner knows it by, and nobody else: `•••5678`, `l•••@a.org`."""
    if contact.by is By.PHONE:
        return f"•••{contact.address[-_SHOWN:]}"
    name, _, host = contact.address.rpartition("@")
    return f"{name[:1]}•••@{host}"
