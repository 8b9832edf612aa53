"""The tables of sessions, keys, tries, invitations and contacts, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from yeshi.adapters.postgres.records import PostgresRecords, statements_of
from yeshi.flow.kept import Collections
from yeshi.flow.kept_kind import Kept
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

# One that another has just made is that one's, once it is kept: it is waited for.
_MAKE = """
INSERT INTO tries (id, wrong, again_at, tried_at)
SELECT id, wrong, again_at, tried_at FROM json_populate_recordset(NULL::tries, %s)
ORDER BY id COLLATE "C" ON CONFLICT (id) DO NOTHING"""


def _joined(kept: Kept[Any], by: str) -> tuple[str, int]:
    """What reads a thing with its person by a column, and how many columns are its own."""
    own, name = statements_of(kept).rows.columns, kept.name
    listed = [f'{name}."{one}"' for one in own]
    listed += [f'persons."{one}"' for one in statements_of(Collections.persons).rows.columns]
    joined = f"{name} JOIN persons ON persons.id = {name}.person WHERE {name}.{by} = %s"
    return f"SELECT {', '.join(listed)} FROM {joined}", len(own)


@cache
def _of_session() -> tuple[str, int]:
    return _joined(Collections.sessions, "id")


@cache
def _of_key() -> tuple[str, int]:
    return _joined(Collections.secret_keys, "digest")


@cache
def _of_token() -> str:
    """What reads a token with its consent, client and person, each of them whole."""
    parts = [
        f'{kept.name}."{one}"' for kept in _TOKEN_WITH for one in statements_of(kept).rows.columns
    ]
    return (
        f"SELECT {', '.join(parts)} FROM secret_tokens"
        " JOIN registered_consents ON registered_consents.id = secret_tokens.consent"
        " JOIN registered_clients ON registered_clients.id = registered_consents.client"
        " JOIN persons ON persons.id = registered_consents.person WHERE secret_tokens.id = %s"
    )


_TOKEN_WITH = (
    Collections.secret_tokens, Collections.registered_consents, Collections.registered_clients,
    Collections.persons,
)  # fmt: skip


class PostgresSessions(PostgresRecords[SignedIn], Sessions):
    """Sessions, by the digest of what their browsers keep."""

    def with_person(self, id_: str) -> tuple[SignedIn, Person] | None:
        """The session and whose it is, in one statement."""
        query, width = _of_session()
        for row in self._session.rows(query, (id_,)):
            session: SignedIn = statements_of(Collections.sessions).rows.read(row[:width])
            person: Person = statements_of(Collections.persons).rows.read(row[width:])
            return session, person
        return None

    def open_of(self, persons: Sequence[str]) -> dict[str, list[SignedIn]]:
        """Of each of these people the sessions that were not ended, the last seen first."""
        query = "WHERE person = ANY(%s) AND NOT ended ORDER BY seen_at DESC, id DESC"
        found: dict[str, list[SignedIn]] = {}
        for one in self._many(query, (list(persons),)):
            found.setdefault(one.person, []).append(one)
        return found


class PostgresSecretKeys(PostgresRecords[ApiKey], SecretKeys):
    """Keys of people, by their names."""

    def with_person(self, digest: str) -> tuple[ApiKey, Person] | None:
        """The key with that digest and whose it is, in one statement."""
        query, width = _of_key()
        for row in self._session.rows(query, (digest,)):
            key: ApiKey = statements_of(Collections.secret_keys).rows.read(row[:width])
            person: Person = statements_of(Collections.persons).rows.read(row[width:])
            return key, person
        return None


class PostgresSecretTokens(PostgresRecords[IssuedToken], SecretTokens):
    """Codes and tokens of clients, by their digests."""

    def with_person(self, id_: str) -> tuple[IssuedToken, Consent, OAuthClient, Person] | None:
        """The token, its consent, the client that it lets act, and for whom, in one statement."""
        for row in self._session.rows(_of_token(), (id_,)):
            found: list[Any] = []
            begins = 0
            for kept in _TOKEN_WITH:
                rows = statements_of(kept).rows
                found.append(rows.read(row[begins : begins + len(rows.columns)]))
                begins += len(rows.columns)
            token, consent, client, person = found
            return token, consent, client, person
        return None


class PostgresTries(PostgresRecords[Tries], TriesCounted):
    """Counts of tries."""

    def lock_each(self, blanks: Sequence[Tries]) -> dict[str, Tries]:
        """The counts with the ids of these, made where there are none, and kept from others."""
        self._session.changed(_MAKE, (self._sql.rows.write(blanks),))
        return self.lock_many([blank.id for blank in blanks])


class PostgresInvitations(PostgresRecords[Invitation], Invitations):
    """Invitations, open and over."""

    def forget(self, ids: Sequence[str]) -> None:
        """Keep these no more."""
        self._session.changed("DELETE FROM invitations WHERE id = ANY(%s)", (list(ids),))


class PostgresProvenContacts(PostgresRecords[ProvenContact], ProvenContacts):
    """Contacts that somebody has proven to be theirs."""

    def forget(self, ids: Sequence[str]) -> None:
        """Keep these no more."""
        self._session.changed("DELETE FROM proven_contacts WHERE id = ANY(%s)", (list(ids),))
