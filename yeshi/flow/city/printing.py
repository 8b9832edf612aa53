"""Printed reports: asked for by anybody, made on an errand once for all who ask for the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yeshi.base.ids import make_id
from yeshi.base.refused import Reason, Refused
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import Errand, ErrandTerms
from yeshi.flow.errands import ErrandKind, Lane
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.printed import Print

# The report of the whole city; those of other things have names of their own.
CITY_REPORT = "city"
FOUR_WEEKS = timedelta(days=28)
# Beyond so many that wait, nobody would see the last of them today.
WAITING_MAX = 20
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report of a period, both days included."""

    report: str
    since: date
    until: date

    def name(self, language: str) -> str:
        """What it is kept under in a language."""
        return f"{self.report}:{self.since}:{self.until}:{language}"


@dataclass(frozen=True, slots=True)
class Printing:
    """A report to be printed as of a moment: all who ask within its hour get the one."""

    report: str
    since: date
    until: date
    as_of: datetime

    @property
    def wanted(self) -> Wanted:
        """Which report it is."""
        return Wanted(self.report, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Printed:
    """A report in a language: its parts as base/report.py writes them, and its pages as PDF."""

    language: str
    told: bytes
    pdf: bytes


@dataclass(frozen=True, slots=True)
class PressBusy(Reason):
    """So many reports wait to be printed that no other is taken now."""

    waiting: int


@dataclass(frozen=True, slots=True)
class PrintView:
    """What there is of a report: the newest print, and the errand of the one to come.

    `is_newest`: none would tell of a later moment, if it were asked for now.
    """

    print: Print | None
    errand: Errand | None
    is_newest: bool


def keep(turn: Turn, given: Printing, brought: Sequence[Printed]) -> None:
    """Keep what was printed, in place of what was printed of it before; nothing that comes late."""
    for one in brought:
        name = given.wanted.name(one.language)
        newest = turn.work.prints.newest(name)
        if newest is not None and newest.as_of >= given.as_of:
            continue
        made = Print(
            id=make_id("pr", name, given.as_of.isoformat()),
            name=name,
            as_of=given.as_of,
            made_at=turn.now,
            told=one.told,
            pdf=one.pdf,
        )
        turn.work.prints.add(made)
        turn.work.prints.forget_older(name, given.as_of)


REPORT: ErrandKind[Printing, Sequence[Printed]] = ErrandKind(
    name="report",
    given=Printing,
    terms=ErrandTerms(tries=5, wait_s_first=120, wait_s_max=3600, limit_s=900),
    lane=Lane.LONG,
    about=lambda given: " ".join([*given.report.split(":")[1:2], f"{given.since} – {given.until}"]),
    on_done=keep,
)


def ask(engine: Engine, wanted: Wanted) -> Answer:
    """Have the report printed as of now; whoever asks for one that is under way gets that one."""
    printing = _as_of_now(engine, wanted)
    with engine.store.read() as work:
        errand = _errand_of(work, printing)
        waiting = len(work.errands.open_of(REPORT.name))
    if errand is not None:
        return Done({"errand": errand.id})
    # Asked before the command: what is refused is remembered, and a moment later there is room.
    if waiting >= WAITING_MAX:
        return Refused(PressBusy(waiting))
    return engine.perform(
        _key(printing),
        "ask_report",
        lambda turn: Done({"errand": errands.write(turn, REPORT, printing)}),
        shared=True,
    )


def look(engine: Engine, wanted: Wanted, language: str) -> PrintView:
    """What there is of the report in the language."""
    printing = _as_of_now(engine, wanted)
    with engine.store.read() as work:
        made = work.prints.newest(wanted.name(language))
        errand = _errand_of(work, printing)
    return PrintView(made, errand, made is not None and made.as_of >= printing.as_of)


def _errand_of(work: Work, printing: Printing) -> Errand | None:
    """The errand of the printing, or an open one of the same report as of a moment before."""
    own = work.errands.get(errands.id_of(_key(printing), REPORT, printing))
    if own is not None:
        return own
    for one in work.errands.open_of(REPORT.name):
        if REPORT.read(one.given).wanted == printing.wanted:
            return one
    return None


def standard(engine: Engine) -> Wanted:
    """The report that is printed each day without being asked for: the last four weeks."""
    until = engine.terms.calendar.business_day(engine.clock.now()) - timedelta(days=1)
    return Wanted(CITY_REPORT, four_weeks_to(until), until)


def four_weeks_to(day: date) -> date:
    """The first of the four weeks that end with the day."""
    return day - FOUR_WEEKS + timedelta(days=1)


def standard_due(engine: Engine) -> list[Wanted]:
    """The report of the day, if nobody has asked for it yet."""
    wanted = standard(engine)
    with engine.store.begin() as work:
        asked = _errand_of(work, _as_of_now(engine, wanted))
    return [wanted] if asked is None else []


def forget_old(turn: Turn) -> int:
    """Forget the prints that nobody had made anew for long; how many they were."""
    return turn.work.prints.forget_made(turn.now - KEPT_FOR)


def _as_of_now(engine: Engine, wanted: Wanted) -> Printing:
    """The printing that is due now: each hour of days under way, each day of days that are over."""
    calendar, now = engine.terms.calendar, engine.clock.now()
    today = calendar.business_day(now)
    begun = calendar.day_begins(today)
    hour = begun + timedelta(hours=(now - begun) // timedelta(hours=1))
    as_of = begun if wanted.until < today else hour
    return Printing(wanted.report, wanted.since, wanted.until, as_of)


def _key(printing: Printing) -> str:
    """The command's key: the same for all who ask for the same."""
    return make_id("report", *REPORT.write(printing).values())
