"""The made-up people of a demo city, sorted for whoever chooses one to sign in as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yeshi.people.person import COUNTER, Person, Role


@dataclass(frozen=True, slots=True)
class MadeUpPeople:
    """Those of whom there are many, by what they are, and all others; each by name."""

    stalls: tuple[Person, ...]
    couriers: tuple[Person, ...]
    others: tuple[Person, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is made up here."""
        return not (self.stalls or self.couriers or self.others)


def sorted_cast(people: Iterable[Person]) -> MadeUpPeople:
    """The people, sorted."""
    stalls: list[Person] = []
    couriers: list[Person] = []
    others: list[Person] = []
    for one in sorted(people, key=lambda person: person.name):
        roles = {grant.role for grant in one.grants}
        if roles and roles <= set(COUNTER):
            stalls.append(one)
        elif roles == {Role.COURIER}:
            couriers.append(one)
        else:
            others.append(one)
    return MadeUpPeople(tuple(stalls), tuple(couriers), tuple(others))
