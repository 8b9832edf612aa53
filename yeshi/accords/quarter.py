"""The account of a quarter: what was done, what is late, what was moved, and the targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from yeshi.accords.accord import Accord
from yeshi.accords.commitment import Milestone, MilestoneState
from yeshi.accords.meeting import Meeting
from yeshi.accords.targets import Measured, measure
from yeshi.base.calendar import Calendar
from yeshi.base.refused import Invalid, Refused
from yeshi.events.accords import (
    MilestoneDropped,
    MilestoneFinished,
    MilestoneMoved,
    MilestonePlanned,
    TargetMeasured,
)
from yeshi.events.record import Recorded


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a calendar year, `number` 1 to 4."""

    year: int
    number: int

    @property
    def begins_on(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return self.following.begins_on - timedelta(1)

    @property
    def following(self) -> Quarter:
        """The next one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def text(self) -> str:
        """Such as 2026-4."""
        return f"{self.year}-{self.number}"


def quarter_of(day: date) -> Quarter:
    """The quarter in which the day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarters_between(first: date, last: date) -> list[Quarter]:
    """The quarters from that of `first` to that of `last`, the latest first."""
    quarters = [quarter_of(first)]
    while quarters[-1].ends_on < last:
        quarters.append(quarters[-1].following)
    return quarters[::-1]


def read_quarter(text: str) -> Quarter | Refused:
    """The quarter that a text such as 2026-4 names."""
    year, _, number = text.partition("-")
    if not (year.isdecimal() and len(year) == 4 and number in "1234" and len(number) == 1):
        return Refused(Invalid("quarter", "quarter"))
    if int(year) < 1900:
        return Refused(Invalid("quarter", "quarter"))
    return Quarter(int(year), int(number))


@dataclass(frozen=True, slots=True)
class Moved:
    """A milestone that was put off, or brought forward."""

    milestone: Milestone
    was_due_on: date
    due_on: date
    why: str


@dataclass(frozen=True, slots=True)
class TargetThen:
    """A target at the end of the quarter, or now, and at its beginning."""

    now: Measured
    before: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterAccount:
    """The account of a quarter as of `until`, its last day or today."""

    quarter: Quarter
    until: date
    done: tuple[Milestone, ...]
    late: tuple[Milestone, ...]
    moved: tuple[Moved, ...]
    dropped: tuple[Milestone, ...]
    coming: tuple[Milestone, ...]
    meetings: tuple[Meeting, ...]
    targets: tuple[TargetThen, ...]


def account(
    accord: Accord, quarter: Quarter, milestones: Sequence[Milestone],
    meetings: Sequence[Meeting], history: Sequence[Recorded], today: date,
    calendar: Calendar,
) -> QuarterAccount:  # fmt: skip
    """The account of the quarter, as things stood at its end, whatever happened later."""
    until = min(quarter.ends_on, today)
    stood = [
        one
        for one in (stood_at(m, history, until, calendar) for m in milestones)
        if one is not None
    ]
    by_id = {one.id: one for one in stood}
    within = [r for r in history if quarter.begins_on <= calendar.date_at(r.at) <= until]
    moves = [r.event for r in within if isinstance(r.event, MilestoneMoved)]
    ended = [one for one in stood if one.ended_on and _ended_in(one, within)]
    nearest = quarter.following.ends_on
    return QuarterAccount(
        quarter=quarter,
        until=until,
        done=tuple(one for one in ended if one.state is MilestoneState.DONE),
        late=tuple(o for o in stood if o.state is MilestoneState.OPEN and o.due_on < until),
        moved=tuple(
            Moved(by_id[e.milestone], e.was_due_on, e.due_on, e.why)
            for e in moves
            if e.milestone in by_id
        ),
        dropped=tuple(one for one in ended if one.state is MilestoneState.DROPPED),
        coming=tuple(
            o for o in stood if o.state is MilestoneState.OPEN and until <= o.due_on <= nearest
        ),
        meetings=tuple(m for m in meetings if quarter.begins_on <= m.held_on <= until),
        targets=tuple(
            TargetThen(
                _measured(accord, target.id, history, until),
                _measured(accord, target.id, history, quarter.begins_on - timedelta(1)).value,
            )
            for target in accord.targets
        ),
    )


def stood_at(
    milestone: Milestone, history: Sequence[Recorded], until: date, calendar: Calendar
) -> Milestone | None:
    """The milestone as it stood at the end of the day `until`; None before it was planned."""
    stood: Milestone | None = None
    for recorded in history:
        event = recorded.event
        if (
            calendar.date_at(recorded.at) > until
            or getattr(event, "milestone", None) != milestone.id
        ):
            continue
        if isinstance(event, MilestonePlanned):
            stood = replace(
                milestone, due_on=event.due_on, state=MilestoneState.OPEN, ended_on=None, said=""
            )
        elif stood is None:
            continue
        elif isinstance(event, MilestoneMoved):
            stood = replace(stood, due_on=event.due_on)
        elif isinstance(event, MilestoneFinished):
            stood = replace(
                stood, state=MilestoneState.DONE, ended_on=event.on, said=milestone.said
            )
        elif isinstance(event, MilestoneDropped):
            ended = calendar.date_at(recorded.at)
            stood = replace(stood, state=MilestoneState.DROPPED, ended_on=ended, said=event.why)
    return stood


def _ended_in(milestone: Milestone, within: Sequence[Recorded]) -> bool:
    """Whether it was said in the quarter that the milestone is done or dropped."""
    return any(
        isinstance(r.event, MilestoneFinished | MilestoneDropped)
        and r.event.milestone == milestone.id
        for r in within
    )


def _measured(accord: Accord, target_id: str, history: Sequence[Recorded], until: date) -> Measured:
    target = next(one for one in accord.targets if one.id == target_id)
    latest: TargetMeasured | None = None
    for recorded in history:
        event = recorded.event
        if isinstance(event, TargetMeasured) and event.target == target_id and event.day <= until:
            latest = event
    if latest is None:
        return measure(target, None, "never_measured")
    return measure(target, latest.value, latest.why)
