"""The public account: every fen in and out by year and purpose, and people counted, not named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from yeshi.base.money import Money, total
from yeshi.base.names import Name
from yeshi.programmes.application import Application, ApplicationState
from yeshi.programmes.programme import Programme
from yeshi.programmes.student import Student

GROUP_MIN = 10


@dataclass(frozen=True, slots=True)
class YearSum:
    """What came into the fund, or went out of it, in a calendar year for one reason."""

    year: int
    why: str
    into: Money
    out: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People of a programme in numbers; `women` is None where fewer than ten of either said so.

    `reached`: how many reached each milestone, whose `names` are in the same order.
    """

    applied: int
    selected: int
    under_way: int
    left: int
    teaching: int
    reached: tuple[tuple[str, int], ...]
    names: tuple[Name, ...]
    women: float | None
    said: int
    named: tuple[Student, ...]

    def share(self, count: int) -> float:
        """So many as a share of those selected; zero before anybody was."""
        return count / self.selected if self.selected else 0.0


def count_people(
    programme: Programme, applications: Sequence[Application], students: Sequence[Student]
) -> People:
    """The people of the programme, counted; only those who agreed are named."""
    said = [student.woman for student in students if student.woman is not None]
    women = sum(said)
    # Both groups have to be large: the smaller one is told by the share as well.
    shown = min(women, len(said) - women) >= GROUP_MIN
    names = {one.milestone: one.name for one in programme.stipends}
    for student in students:
        for one in student.promised:
            # What earlier students were promised, and later ones are not.
            names.setdefault(one.milestone, one.name)
    reached = Counter(one.milestone for student in students for one in student.reached)
    sent = [one for one in applications if one.state is not ApplicationState.WITHDRAWN]
    return People(
        applied=len(sent),
        selected=len(students),
        under_way=sum(student.left_on is None for student in students),
        left=sum(student.left_on is not None for student in students),
        teaching=sum(bool(student.school) and student.left_on is None for student in students),
        reached=tuple((milestone, reached[milestone]) for milestone in names),
        names=tuple(names.values()),
        women=women / len(said) if shown else None,
        said=len(said),
        named=tuple(student for student in students if student.named),
    )


def balance(sums: Sequence[YearSum], currency: str) -> Money:
    """What is left of all that came in."""
    return total((one.into for one in sums), currency) - total((one.out for one in sums), currency)
