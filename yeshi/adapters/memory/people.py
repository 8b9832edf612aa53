"""Sessions, keys, counted tries invitations and contacts in memory, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import (
    Invitations,
    ProvenContacts,
    SecretKeys,
    SecretTokens,
    Sessions,
    TriesCounted,
)
from yeshi.people.api_key import ApiKey
from yeshi.people.consent import Consent
from yeshi.people.invitation import Invitation
from yeshi.people.issued import IssuedToken
from yeshi.people.oauth_client import OAuthClient
from yeshi.people.person import Person
from yeshi.people.proven import ProvenContact
from yeshi.people.session import SignedIn
from yeshi.people.tries import Tries


class MemorySessions(MemoryRecords[SignedIn], Sessions):
    """Sessions, by the digest of what their browsers keep."""

    def with_person(self, id_: str) -> tuple[SignedIn, Person] | None:
        """The session and whose it is."""
        session = self.get(id_)
        return (session, self._city.persons.must(session.person)) if session else None

    def open_of(self, persons: Sequence[str]) -> dict[str, list[SignedIn]]:
        """Of each of these people the sessions that were not ended, the last seen first."""
        found = {person: [one for one in self.of(person) if not one.ended] for person in persons}
        return {
            person: sorted(some, key=attrgetter("seen_at", "id"), reverse=True)
            for person, some in found.items()
            if some
        }


class MemorySecretKeys(MemoryRecords[ApiKey], SecretKeys):
    """Keys of people, by their names."""

    def with_person(self, digest: str) -> tuple[ApiKey, Person] | None:
        """The key with that digest and whose it is."""
        for key in self.all():
            if key.digest == digest:
                return key, self._city.persons.must(key.person)
        return None


class MemorySecretTokens(MemoryRecords[IssuedToken], SecretTokens):
    """Codes and tokens of clients, by their digests."""

    def with_person(self, id_: str) -> tuple[IssuedToken, Consent, OAuthClient, Person] | None:
        """The token, its consent, the client that it lets act, and for whom."""
        token = self.get(id_)
        if token is None:
            return None
        consent = self._city.registered_consents.must(token.consent)
        client = self._city.registered_clients.must(consent.client)
        return token, consent, client, self._city.persons.must(consent.person)


class MemoryTries(MemoryRecords[Tries], TriesCounted):
    """Counts of tries; in memory all work is exclusive."""

    def lock_each(self, blanks: Sequence[Tries]) -> dict[str, Tries]:
        """The counts with the ids of these, each of these itself where there is none yet."""
        for blank in blanks:
            if self.get(blank.id) is None:
                self.add(blank)
        return self.get_many([blank.id for blank in blanks])


class MemoryInvitations(MemoryRecords[Invitation], Invitations):
    """Invitations, open and over."""

    def forget(self, ids: Sequence[str]) -> None:  # type: ignore[override]
        """Keep these no more."""
        for thing in self.get_many(ids).values():
            super().forget(thing)


class MemoryProvenContacts(MemoryRecords[ProvenContact], ProvenContacts):
    """Contacts that somebody has proven to be theirs."""

    def forget(self, ids: Sequence[str]) -> None:  # type: ignore[override]
        """Keep these no more."""
        for thing in self.get_many(ids).values():
            super().forget(thing)
