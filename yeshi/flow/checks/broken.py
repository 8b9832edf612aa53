"""A rule that does not hold, and what a check is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yeshi.events.record import Recorded
from yeshi.flow.ports import Work


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that does not hold: for which thing, what is there, and what should be."""

    rule: str
    thing: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.thing}: {self.found}, not {self.expected}"


class Check:
    """Rules of one kind, looked at while the record is read on, in parts of any length.

    It changes nothing, asks the ports alone, and keeps in mind only what is under way.
    """

    def __init__(self) -> None:
        self._found: list[BrokenRule] = []

    def hear(self, _work: Work, told: Sequence[Recorded], /) -> None:
        """Take in what the record tells next."""
        for recorded in told:
            self._take_in(recorded)

    def past(self, _work: Work, /) -> Iterator[BrokenRule]:
        """The breaches of what has ended since this was last asked; it is then forgotten."""
        yield from self._found
        self._found = []

    def present(self, _work: Work, /) -> Iterator[BrokenRule]:
        """The breaches of all that is there now, once the record was heard to its end."""
        yield from ()

    def _take_in(self, recorded: Recorded) -> None:
        raise NotImplementedError

    def _wrong(self, rule: str, thing: str, found: str, expected: str) -> None:
        """A breach that the record alone shows."""
        self._found.append(BrokenRule(rule, thing, found, expected))


def differing(rule: str, thing: str, found: object, expected: object) -> Iterator[BrokenRule]:
    """A breach when the two are not the same."""
    if found != expected:
        yield BrokenRule(rule, thing, str(found), str(expected))
