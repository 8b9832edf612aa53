"""Which of a city's terms are in force at a moment, and which an order was quoted under."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from yeshi.flow.terms import Terms

_EVER = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enacted:
    """Terms as the record has them: the number of the version, and from when it is in force.

    `by`: the name of the actor who enacted them, with the reason `why`.
    """

    id: str
    number: int
    from_at: datetime
    enacted_at: datetime
    by: str
    why: str
    terms: Terms

    @property
    def holds(self) -> bool:
        """Whether this may be kept: versions are numbered from one, and never of the past."""
        return self.number > 0 and self.id == str(self.number) and self.from_at >= self.enacted_at


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From `begins` until the next stretch these terms are in force."""

    begins: datetime
    ends: datetime
    number: int
    terms: Terms


class InForce:
    """A city's terms by moment and by number, shared by all who act in it.

    Of the versions whose moment has come the one that was enacted last is in force: what was meant
    for later and has been enacted over meanwhile never comes to be.
    """

    def __init__(self, versions: Sequence[Enacted]) -> None:
        self.renew(versions)

    @classmethod
    def alone(cls, terms: Terms) -> InForce:
        """These terms, from ever and for ever."""
        made = cls.__new__(cls)
        made.become(terms)
        return made

    def become(self, terms: Terms) -> None:
        """Go by these terms alone from now on, as a rehearsal does whose weather changes."""
        self._keep([_Stretch(_EVER, _NEVER, 1, terms)], {1: terms})

    def renew(self, versions: Sequence[Enacted]) -> None:
        """Go by these versions from now on; at least one, in any order."""
        by_number = {one.number: one.terms for one in versions}
        beginnings = sorted({one.from_at for one in versions})
        stretches = []
        for place, begins in enumerate(beginnings):
            last = max((one for one in versions if one.from_at <= begins), key=_number)
            ends = beginnings[place + 1] if place + 1 < len(beginnings) else _NEVER
            # Before the first version nothing is asked but by a clock that is a little behind.
            stretches.append(_Stretch(begins if place else _EVER, ends, last.number, last.terms))
        self._keep(stretches, by_number)

    def at(self, moment: datetime) -> Terms:
        """The terms in force at the moment."""
        return self._stretch(moment).terms

    def number_at(self, moment: datetime) -> int:
        """The number of the version in force at the moment."""
        return self._stretch(moment).number

    def numbered(self, number: int) -> Terms | None:
        """The terms of that version, None where it is not known."""
        return self._by_number.get(number)

    def _keep(self, stretches: list[_Stretch], by_number: dict[int, Terms]) -> None:
        self._by_number = by_number
        self._stretches = stretches
        self._begins = [one.begins for one in stretches]
        self._current = stretches[0]

    def _stretch(self, moment: datetime) -> _Stretch:
        # Asked at every command: it is nearly always the stretch of the one before.
        current = self._current
        if current.begins <= moment < current.ends:
            return current
        current = self._stretches[max(0, bisect_right(self._begins, moment) - 1)]
        self._current = current
        return current


def _number(one: Enacted) -> int:
    return one.number
