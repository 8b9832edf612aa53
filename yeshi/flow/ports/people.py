"""What flow asks of sessions, of counted tries, of invitations and of proven contacts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from yeshi.flow.ports.records import Grouped, Records
from yeshi.people.api_key import ApiKey
from yeshi.people.consent import Consent
from yeshi.people.invitation import Invitation
from yeshi.people.issued import IssuedToken
from yeshi.people.oauth_client import OAuthClient
from yeshi.people.person import Person
from yeshi.people.proven import ProvenContact
from yeshi.people.session import SignedIn
from yeshi.people.tries import Tries


class Sessions(Grouped[SignedIn], Protocol):
    """Sessions, by the digest of what their browsers keep."""

    def with_person(self, id_: str) -> tuple[SignedIn, Person] | None:
        """The session and whose it is, asked together; None where there is none."""
        ...

    def open_of(self, persons: Sequence[str]) -> dict[str, list[SignedIn]]:
        """Of each of these people the sessions that were not ended, the last seen first."""
        ...


class SecretKeys(Grouped[ApiKey], Protocol):
    """Keys of people, by their names."""

    def with_person(self, digest: str) -> tuple[ApiKey, Person] | None:
        """The key with that digest and whose it is, asked together; None where there is none."""
        ...


class SecretTokens(Grouped[IssuedToken], Protocol):
    """Codes and tokens of clients, by their digests."""

    def with_person(self, id_: str) -> tuple[IssuedToken, Consent, OAuthClient, Person] | None:
        """The token, its consent, whose client that let act and for whom, asked together."""
        ...


class Seals(Protocol):
    """What is kept so that the installation's secret is needed to read it, each `of` a person."""

    def sealed(self, text: str, of: str) -> str:
        """The text, closed."""
        ...

    def opened(self, sealed: str, of: str) -> str:
        """The text again; InvariantBroken where it was closed for another, or elsewhere."""
        ...

    def digest(self, code: str, of: str) -> str:
        """As what a code is kept that is compared alone."""
        ...


class TriesCounted(Records[Tries], Protocol):
    """Counts of tries."""

    def lock_each(self, blanks: Sequence[Tries]) -> dict[str, Tries]:
        """The counts with the ids of these, each of these itself where there is none yet.

        All are kept from others until the end of the work.
        """
        ...


class Invitations(Records[Invitation], Protocol):
    """Invitations, open and over."""

    def forget(self, ids: Sequence[str]) -> None:
        """Keep these no more."""
        ...


class ProvenContacts(Grouped[ProvenContact], Protocol):
    """Contacts that somebody has proven to be theirs."""

    def forget(self, ids: Sequence[str]) -> None:
        """Keep these no more."""
        ...
