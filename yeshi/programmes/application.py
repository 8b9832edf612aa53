"""An application: what the applicant says, and what two readers make of it without a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import Annotated

from yeshi.base.names import Name
from yeshi.base.personal import Personal
from yeshi.base.refused import Invalid, NotYours, Reason, Refused, Unknown
from yeshi.programmes.programme import Programme

ANSWER_LENGTH_MAX = 2000
NOTE_LENGTH_MAX = 1000
READERS = 2
HIDDEN = "▇▇"


class ApplicationState(StrEnum):
    """Where an application stands."""

    SUBMITTED = "submitted"
    READ = "read"
    WAITING = "waiting"
    SELECTED = "selected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who applies; `woman` is None where they chose not to say."""

    name: Annotated[str, Personal("name")]
    contact: Annotated[str, Personal("contact")]
    host: str
    home: Annotated[str, Personal("address")]
    woman: Annotated[bool | None, Personal("sex")]
    agrees_to_be_named: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One reader's points, by the lines of the rubric, and a note for the foundation."""

    reader: str
    points: tuple[int, ...]
    note: str

    @property
    def total(self) -> int:
        """All points given."""
        return sum(self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An application to the programme's cohort of `year`.

    `asked`: the questions of `answers`. `readers` were asked to read it; `passed` were asked and
    left it to others.
    """

    id: str
    programme: str
    year: int
    applicant: Applicant
    answers: tuple[str, ...]
    sent_at: datetime
    readers: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    state: ApplicationState = ApplicationState.SUBMITTED
    score: float | None = None
    passed: tuple[str, ...] = ()
    asked: tuple[Name, ...] = ()

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back, and what it said with it."""
        return self.state is ApplicationState.WITHDRAWN

    @property
    def holds(self) -> bool:
        """Whether this may be kept: what was read has a score."""
        return self.score is not None or self.state in (
            ApplicationState.SUBMITTED,
            ApplicationState.WITHDRAWN,
        )

    @property
    def lacks_readers(self) -> bool:
        """Whether somebody else has to be asked to read it."""
        return self.state is ApplicationState.SUBMITTED and len(self.readers) < self.readers_needed

    @property
    def readers_needed(self) -> int:
        """Two; three once two readings have not made a score."""
        settled = len(self.readings) < READERS or self.score is not None
        return READERS if settled else READERS + 1

    def waits_for(self, reader: str) -> bool:
        """Whether the reader was asked and has not read it yet."""
        read = any(reading.reader == reader for reading in self.readings)
        return self.state is ApplicationState.SUBMITTED and reader in self.readers and not read


@dataclass(frozen=True, slots=True)
class NoPlan(Reason):
    """The programme selects nobody in that year."""

    year: int


@dataclass(frozen=True, slots=True)
class AlreadyDecided(Reason):
    """The application stands where this cannot be done any more."""

    state: str


def apply(
    programme: Programme, id_: str, year: int, applicant: Applicant, answers: tuple[str, ...],
    now: datetime,
) -> Application | Refused:  # fmt: skip
    """A new application, or what is missing in it."""
    plan = programme.plan_of(year)
    if plan is None or plan.places == 0:
        return Refused(NoPlan(year))
    for field, text, most in (
        ("applicant", applicant.name, 60), ("contact", applicant.contact, 120),
        ("home", applicant.home, 120),
    ):  # fmt: skip
        if not 0 < len(text.strip()) <= most:
            return Refused(Invalid(field, f"1…{most}"))
    if programme.host(applicant.host) is None:
        return Refused(Unknown("host", applicant.host))
    if len(answers) != len(programme.questions):
        return Refused(Invalid("answers", f"{len(answers)} ≠ {len(programme.questions)}"))
    if not all(0 < len(answer.strip()) <= ANSWER_LENGTH_MAX for answer in answers):
        return Refused(Invalid("answers", f"1…{ANSWER_LENGTH_MAX}"))
    return Application(
        id=id_,
        programme=programme.id,
        year=year,
        applicant=applicant,
        answers=answers,
        sent_at=now,
        asked=programme.questions,
    )


def blind(application: Application, programme: Programme) -> tuple[str, ...]:
    """The answers as a reader sees them: the applicant's name, home and school are blacked out."""
    applicant = application.applicant
    host = programme.host(applicant.host)
    names = [applicant.name, applicant.home, applicant.contact]
    names += [host.name.zh, host.name.en] if host else []
    # Longer names first: one may be part of another.
    known = sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len, reverse=True)
    answers = []
    for answer in application.answers:
        for name in known:
            answer = _hide(answer, name)
        answers.append(answer)
    return tuple(answers)


def _hide(text: str, name: str) -> str:
    lower, sought, parts, begin = text.lower(), name.lower(), [], 0
    # Lowering some letters changes how many there are; then only the exact name is found.
    if len(lower) != len(text) or len(sought) != len(name):
        return text.replace(name, HIDDEN)
    while (at := lower.find(sought, begin)) >= 0:
        parts.append(text[begin:at] + HIDDEN)
        begin = at + len(name)
    return "".join(parts) + text[begin:]


def ask_readers(application: Application, loads: dict[str, int]) -> Application:
    """The application with as many readers asked as it needs, the least busy first.

    `loads`: how many unread applications each of the programme's readers has. Where there are not
    enough readers, as many as there are.
    """
    others = set(loads) - {*application.readers, *application.passed}
    free = sorted(others, key=lambda reader: (loads[reader], reader))
    missing = max(0, application.readers_needed - len(application.readers))
    return replace(application, readers=(*application.readers, *free[:missing]))


def pass_on(application: Application, reader: str) -> Application | Refused:
    """The application without that reader, who knows the applicant or cannot read it."""
    if not application.waits_for(reader):
        return Refused(NotYours("application", application.id))
    left = tuple(one for one in application.readers if one != reader)
    return replace(application, readers=left, passed=(*application.passed, reader))


def read(application: Application, programme: Programme, reading: Reading) -> Application | Refused:
    """The application with one more reading; READ once the readings agree on a score."""
    if not application.waits_for(reading.reader):
        return Refused(NotYours("application", application.id))
    if len(reading.points) != len(programme.rubric):
        return Refused(Invalid("points", f"{len(reading.points)} ≠ {len(programme.rubric)}"))
    for points, criterion in zip(reading.points, programme.rubric, strict=True):
        if not 0 <= points <= criterion.points:
            return Refused(Invalid(criterion.id, f"0…{criterion.points}"))
    if len(reading.note) > NOTE_LENGTH_MAX:
        return Refused(Invalid("note", f"> {NOTE_LENGTH_MAX}"))
    readings = (*application.readings, reading)
    score = score_of(readings, programme.points, programme.apart_max)
    state = ApplicationState.SUBMITTED if score is None else ApplicationState.READ
    return replace(application, readings=readings, score=score, state=state)


def score_of(readings: tuple[Reading, ...], points: int, apart_max: float) -> float | None:
    """The mean of two readings that are at most `apart_max` of all points apart, 0 to `points`.

    With a third reading, the mean of the two nearest (of all three when they are equally far
    apart); None while there is no score yet.
    """
    totals = [reading.total for reading in readings]
    if len(totals) < READERS:
        return None
    if len(totals) == READERS:
        apart = abs(totals[0] - totals[1])
        return sum(totals) / 2 if apart <= apart_max * points else None
    pairs = sorted(combinations(totals, 2), key=lambda pair: abs(pair[0] - pair[1]))
    nearest = [pair for pair in pairs if abs(pair[0] - pair[1]) == abs(pairs[0][0] - pairs[0][1])]
    return sum(map(sum, nearest)) / (2 * len(nearest))


def choose_naming(application: Application, named: bool) -> Application | Refused:
    """The application after its applicant chose whether the public page may name them."""
    if application.state is ApplicationState.WITHDRAWN:
        return Refused(AlreadyDecided(application.state.value))
    return replace(application, applicant=replace(application.applicant, agrees_to_be_named=named))


def withdraw(application: Application) -> Application | Refused:
    """The application after its applicant takes it back, which is possible until selection.

    Who it was and what they said is no longer kept.
    """
    if application.state in (ApplicationState.SELECTED, ApplicationState.WITHDRAWN):
        return Refused(AlreadyDecided(application.state.value))
    return replace(nameless(application), state=ApplicationState.WITHDRAWN)


def nameless(application: Application) -> Application:
    """The application without who it was and what they said."""
    nobody = Applicant(
        name="",
        contact="",
        host=application.applicant.host,
        home="",
        woman=None,
        agrees_to_be_named=False,
    )
    return replace(application, applicant=nobody, answers=())


def is_nameless(application: Application) -> bool:
    """Whether it tells nothing of who it was."""
    return nameless(application) == application
