"""Sessions and counted tries in memory, with their questions."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import Sessions, TriesCounted
from yeshi.people.person import Person
from yeshi.people.session import SignedIn
from yeshi.people.tries import Tries


class MemorySessions(MemoryRecords[SignedIn], Sessions):
    """Sessions, by the digest of what their browsers keep."""

    def with_person(self, id_: str) -> tuple[SignedIn, Person] | None:
        """The session and whose it is."""
        session = self.get(id_)
        return (session, self._city.persons.must(session.person)) if session else None


class MemoryTries(MemoryRecords[Tries], TriesCounted):
    """Counts of tries; in memory all work is exclusive."""

    def lock_each(self, blanks: Sequence[Tries]) -> dict[str, Tries]:
        """The counts with the ids of these, each of these itself where there is none yet."""
        for blank in blanks:
            if self.get(blank.id) is None:
                self.add(blank)
        return self.get_many([blank.id for blank in blanks])
