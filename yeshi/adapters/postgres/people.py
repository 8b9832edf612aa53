"""The tables of sessions, of counted tries and of invitations, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from yeshi.adapters.postgres.records import PostgresRecords, statements_of
from yeshi.flow.kept import Collections
from yeshi.flow.ports import Invitations, Sessions, TriesCounted
from yeshi.people.invitation import Invitation
from yeshi.people.person import Person
from yeshi.people.session import SignedIn
from yeshi.people.tries import Tries

# One that another has just made is that one's, once it is kept: it is waited for.
_MAKE = """
INSERT INTO tries (id, wrong, again_at, tried_at)
SELECT id, wrong, again_at, tried_at FROM json_populate_recordset(NULL::tries, %s)
ORDER BY id COLLATE "C" ON CONFLICT (id) DO NOTHING"""


@cache
def _joined() -> tuple[str, int]:
    """The statement that reads a session with its person, and how many columns are its own."""
    of_session = statements_of(Collections.sessions).rows.columns
    of_person = statements_of(Collections.persons).rows.columns
    listed = [f'sessions."{name}"' for name in of_session]
    listed += [f'persons."{name}"' for name in of_person]
    joined = "sessions JOIN persons ON persons.id = sessions.person WHERE sessions.id = %s"
    return f"SELECT {', '.join(listed)} FROM {joined}", len(of_session)


class PostgresSessions(PostgresRecords[SignedIn], Sessions):
    """Sessions, by the digest of what their browsers keep."""

    def with_person(self, id_: str) -> tuple[SignedIn, Person] | None:
        """The session and whose it is, in one statement."""
        query, width = _joined()
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
