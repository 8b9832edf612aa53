"""What flow asks of sessions, and of the tries that are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from yeshi.flow.ports.records import Grouped, Records
from yeshi.people.person import Person
from yeshi.people.session import SignedIn
from yeshi.people.tries import Tries


class Sessions(Grouped[SignedIn], Protocol):
    """Sessions, by the digest of what their browsers keep."""

    def with_person(self, id_: str) -> tuple[SignedIn, Person] | None:
        """The session and whose it is, asked together; None where there is none."""
        ...


class TriesCounted(Records[Tries], Protocol):
    """Counts of tries."""

    def lock_each(self, blanks: Sequence[Tries]) -> dict[str, Tries]:
        """The counts with the ids of these, each of these itself where there is none yet.

        All are kept from others until the end of the work.
        """
        ...
