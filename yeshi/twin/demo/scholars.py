"""The demo programme's people: who signs in, who applied, who read, and the first stipends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from pydantic import Field

from yeshi.base.money import in_units
from yeshi.files.toml import FilePart
from yeshi.files.toml import read as read_file
from yeshi.flow.engine import Engine
from yeshi.flow.people import entering
from yeshi.flow.ports import Done
from yeshi.flow.programmes import applying, donating, granting
from yeshi.people.actor import signed_in
from yeshi.people.person import Grant, Person, Role
from yeshi.programmes.application import Applicant
from yeshi.programmes.programme import Programme
from yeshi.programmes.student import Reached

ENROLLED = 6
PAID = 4


class _Person(FilePart):
    id: str
    name: str
    grants: list[tuple[Role, str]]


class _Scholars(FilePart):
    read: int = Field(ge=0)
    donor: str
    gift: int
    pledge: int
    names: list[str]
    homes: list[str]
    calling: list[str]
    teaching: list[str]
    resource: list[str]


class _People(FilePart):
    people: list[_Person]
    scholars: _Scholars


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody of the demo programme."""

    people: tuple[Person, ...]
    scholars: _Scholars

    def of(self, role: Role, scope: str) -> list[Person]:
        """Those who have the role there."""
        return [person for person in self.people if person.has(role, scope)]


def read_cast(path: Path) -> Cast:
    """The people in the file."""
    read = read_file(path, _People)
    people = tuple(
        Person(one.id, one.name, tuple(Grant(role, scope) for role, scope in one.grants), None)
        for one in read.people
    )
    return Cast(people, read.scholars)


def enter(engine: Engine, programme: Programme, cast: Cast) -> None:
    """Enter the cast and play the first weeks of the programme; done once, or gone on with."""
    for person in cast.people:
        entering.enter_person(engine, f"demo:{person.id}", person)
    today = engine.terms.calendar.date_at(engine.clock.now())
    plan = programme.plan_of(today.year)
    if plan is None or plan.places == 0:
        return
    foundation = engine.acting(signed_in(cast.of(Role.FOUNDATION, programme.id)[0]))
    _give(foundation, programme, cast)
    first = cast.scholars.read
    sent = list(_apply(engine, programme, cast, range(first)))
    for number, application in enumerate(sent):
        _read(engine, programme, cast, application, Random(number))
    key = f"demo:select:{programme.id}"
    applying.select_cohort(foundation, key, programme.id, today.year)
    _pay(foundation, programme, cast, sent[:ENROLLED])
    # The rest came after the selection and wait for their readers.
    list(_apply(engine, programme, cast, range(first, len(cast.scholars.names))))


def _give(engine: Engine, programme: Programme, cast: Cast) -> None:
    scholars, today = cast.scholars, engine.terms.calendar.date_at(engine.clock.now())
    entered = donating.enter_donor(engine, "demo:donor", programme.id, scholars.donor, named=True)
    if not isinstance(entered, Done):
        return
    donor = entered.data["donor"]
    currency = engine.terms.currency
    gift, promised = (
        in_units(scholars.gift, currency),
        in_units(scholars.pledge, currency),
    )
    donating.receive(engine, "demo:gift", donor, gift)
    due_on = today + timedelta(days=270)
    donating.pledge(engine, "demo:pledge", donor, promised, due_on)


def _apply(engine: Engine, programme: Programme, cast: Cast, numbers: range) -> Iterator[str]:
    said = cast.scholars
    for number in numbers:
        chance = Random(number)
        home = said.homes[number % len(said.homes)]
        applicant = Applicant(
            name=said.names[number],
            contact=f"applicant-{number}@example.org",
            host=programme.hosts[0].id,
            home=home,
            woman=chance.choice((True, True, False, None)),
            agrees_to_be_named=chance.random() < 0.2,
        )
        answers = [
            said.calling[number % len(said.calling)].format(home=home),
            said.teaching[(number // 2) % len(said.teaching)],
            said.resource[(number // 3) % len(said.resource)],
        ]
        key = f"demo:apply:{number}"
        answer = applying.apply(engine, key, programme.id, applicant, answers)
        if isinstance(answer, Done):
            yield answer.data["application"]


def _read(
    engine: Engine, programme: Programme, cast: Cast, application: str, chance: Random
) -> None:
    """Have the demo readers read it until there is a score."""
    people = {person.id: person for person in cast.people}
    merit = chance.uniform(0.45, 0.95)
    for turn in range(3):
        with engine.store.begin() as work:
            found = work.applications.get(application)
        if found is None:
            return
        waiting = [reader for reader in found.readers if found.waits_for(reader)]
        if not waiting:
            return
        points = [
            min(criterion.points, max(0, round(criterion.points * chance.gauss(merit, 0.08))))
            for criterion in programme.rubric
        ]
        key = f"demo:read:{application}:{turn}"
        reader = engine.acting(signed_in(people[waiting[0]]))
        applying.read(reader, key, application, points)


def _pay(engine: Engine, programme: Programme, cast: Cast, applications: list[str]) -> None:
    """Confirm that some enrolled; some of their stipends are approved, the others wait."""
    today = engine.terms.calendar.date_at(engine.clock.now())
    with engine.store.begin() as work:
        known = work.students.of(programme.id)
    students = [one for one in known if one.application in applications]
    approvers = cast.of(Role.APPROVER, programme.id)
    milestone = programme.stipends[0].milestone
    for number, student in enumerate(students):
        reached = Reached(milestone, today, engine.actor.id, "学校注册名单 the school's register")
        key = f"demo:confirm:{student.id}"
        answer = granting.confirm(engine, key, student.id, reached)
        if not isinstance(answer, Done) or number >= PAID:
            continue
        for approver in approvers:
            key = f"demo:approve:{student.id}:{approver.id}"
            granting.approve(engine.acting(signed_in(approver)), key, answer.data["payment"])
