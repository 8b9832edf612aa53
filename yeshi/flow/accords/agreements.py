"""What the pages of accords show: to anybody, and to the parties besides."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from yeshi.accords.accord import Accord, seat
from yeshi.accords.commitment import Commitment, Milestone, Notice, notice
from yeshi.accords.meeting import File, Meeting
from yeshi.accords.quarter import Quarter, QuarterAccount, account
from yeshi.accords.targets import CITY as TARGET_OF_CITY
from yeshi.accords.targets import Measured, measure
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import there
from yeshi.events.accords import TargetMeasured
from yeshi.events.record import Recorded
from yeshi.flow.accords.coordinating import is_of_parties
from yeshi.flow.city.measuring import measured_today
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.observatory.adoption import adoption
from yeshi.observatory.facts import Facts
from yeshi.people.actor import NOBODY, Actor, signed_in
from yeshi.people.person import CITY, FOUNDING, Grant, Person, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AccordView:
    """An accord as who asks may see it; `seats` are the parties for which they act.

    `measured_in`: by id, what the programmes are called that its targets are measured in.
    """

    accord: Accord
    at: datetime
    today: date
    measured: tuple[Measured, ...]
    measured_in: dict[str, Name]
    commitments: tuple[Commitment, ...]
    milestones: tuple[Milestone, ...]
    notices: dict[str, Notice]
    meetings: tuple[Meeting, ...]
    files: tuple[File, ...]
    history: tuple[Recorded, ...]
    steers: bool
    is_secretary: bool
    seats: frozenset[str]

    def may_act(self, party: str) -> bool:
        """Whether who asks may change the party's milestones."""
        return self.in_force and (self.is_secretary or party in self.seats)

    @property
    def in_force(self) -> bool:
        """Whether it has not ended."""
        return self.accord.ended_at is None

    @property
    def meets_by(self) -> date | None:
        """By when its parties are to meet next; None where they meet as they like, or never."""
        if not self.accord.meets_every or not self.in_force:
            return None
        held = [one.held_on for one in self.meetings]
        return months_after(max(held, default=self.accord.signed_on), self.accord.meets_every)

    @property
    def is_of_parties(self) -> bool:
        """Whether who asks works for the secretariat or a party."""
        return self.is_secretary or bool(self.seats)

    @property
    def printed_as(self) -> str:
        """What a print of it is called: the parties read more than the public."""
        return report_name(self.accord.id, inside=self.is_of_parties)

    @property
    def to_do(self) -> tuple[Milestone, ...]:
        """The milestones that are open, the first due first."""
        return tuple(one for one in self.milestones if one.is_open)

    @property
    def late(self) -> int:
        """Of how many milestones something is said but that they are due soon."""
        return sum(one is not Notice.DUE_SOON for one in self.notices.values())

    def is_due_soon(self, milestone: str) -> bool:
        """Whether what is said of the milestone is that it is due soon."""
        return self.notices.get(milestone) is Notice.DUE_SOON

    def milestones_of(self, commitment: str) -> tuple[Milestone, ...]:
        """The milestones of a commitment."""
        return tuple(one for one in self.milestones if one.commitment == commitment)

    @property
    def told(self) -> tuple[Recorded, ...]:
        """What happened, the latest first; its targets are measured daily and told elsewhere."""
        happened = (one for one in self.history if not isinstance(one.event, TargetMeasured))
        return tuple(reversed(list(happened)))


def accords(engine: Engine, facts: Facts) -> list[AccordView]:
    """All accords, as anybody may see them; `facts` are those of the day."""
    with engine.store.read() as work:
        return [_view(engine, work, accord, facts) for accord in work.accords.all()]


def accord(engine: Engine, accord_id: str, facts: Facts) -> AccordView | Refused:
    """An accord, as who asks may see it; `facts` are those of the day."""
    with engine.store.read() as work:
        known = work.accords.get(accord_id)
        if known is None:
            return Refused(Unknown("accord", accord_id))
        return _view(engine, work, known, facts)


def quarter_account(
    engine: Engine, accord_id: str, quarter: Quarter, facts: Facts
) -> tuple[AccordView, QuarterAccount] | Refused:
    """An accord, and its account of a quarter as things stood then."""
    view = accord(engine, accord_id, facts)
    if isinstance(view, Refused):
        return view
    today = engine.terms.calendar.date_at(engine.clock.now())
    if quarter.begins_on > today:
        return Refused(Unknown("quarter", quarter.text))
    # As it was worded at the quarter's end.
    calendar = engine.terms.calendar
    then = view.accord.as_of(calendar.at(min(quarter.ends_on, today) + timedelta(1), time()))
    made = account(
        then,
        quarter,
        view.milestones,
        view.meetings,
        view.history,
        today,
        calendar,
    )
    return replace(view, accord=then), made


def report_name(accord: str, *, inside: bool) -> str:
    """What the printed accounts of an accord's quarters are called, for the parties or for all."""
    return f"accord:{accord}:{'parties' if inside else 'public'}"


def reader_of(report: str) -> tuple[str, Actor]:
    """The accord of such a name, and somebody who reads what the print's readers may."""
    _, accord, readers = report.split(":")
    inside = Person("press", "", (Grant(Role.SECRETARY, accord),), None)
    return accord, signed_in(inside) if readers == "parties" else NOBODY


def file(engine: Engine, accord_id: str, file_id: str) -> tuple[File, bytes] | Refused:
    """A file with its contents, for whoever may read it."""
    with engine.store.read() as work:
        known, kept = work.accords.get(accord_id), work.files.get(file_id)
        if known is None or kept is None or kept.accord != accord_id:
            return Refused(Unknown("file", file_id))
        if not kept.is_public and not is_of_parties(engine.actor, known):
            return Refused(Unknown("file", file_id))
        data = there(work.contents.read(kept.digest), f"content {kept.digest}")
    return kept, data


def _view(engine: Engine, work: Work, accord: Accord, facts: Facts) -> AccordView:
    now = engine.clock.now()
    today = engine.terms.calendar.date_at(now)
    history = work.events.of_subject(accord.id)
    milestones = work.milestones.of(accord.id)
    by = engine.actor
    inside = is_of_parties(by, accord)
    return AccordView(
        accord=accord,
        at=now,
        today=today,
        measured=_measured(work, accord, facts, history),
        measured_in=_programmes(work, accord),
        commitments=tuple(
            sorted(work.commitments.of(accord.id), key=lambda one: (one.entered_on, one.id))
        ),
        milestones=tuple(sorted(milestones, key=lambda one: (one.due_on, one.id))),
        notices={} if accord.ended_at else _notices(milestones, accord, today),
        meetings=tuple(
            sorted(
                (one for one in work.meetings.of(accord.id) if one.is_public or inside),
                key=lambda one: (one.held_on, one.id),
                reverse=True,
            )
        ),
        files=tuple(one for one in work.files.of(accord.id) if one.is_public or inside),
        history=tuple(history),
        steers=_steers(by, accord),
        is_secretary=by.has(Role.SECRETARY, accord.id),
        seats=frozenset(
            party.id for party in accord.parties if by.has(Role.PARTY, seat(accord.id, party.id))
        ),
    )


def _programmes(work: Work, accord: Accord) -> dict[str, Name]:
    scopes = {one.scope for one in accord.targets} - {TARGET_OF_CITY}
    found = (work.programmes.get(one) for one in sorted(scopes))
    return {one.id: one.name for one in found if one is not None}


def _measured(
    work: Work, accord: Accord, facts: Facts, history: list[Recorded]
) -> tuple[Measured, ...]:
    """Its targets by today's figures; of one that has ended by the last that were measured."""
    if accord.ended_at is None:
        return measured_today(work, accord, facts, adoption(facts, work.merchants.count()))
    last = {one.event.target: one.event for one in history if isinstance(one.event, TargetMeasured)}
    return tuple(
        measure(one, last[one.id].value, last[one.id].why) if one.id in last
        else measure(one, None, "never_measured")
        for one in accord.targets
    )  # fmt: skip


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _steers(by: Actor, accord: Accord) -> bool:
    """Whether they may amend it and end it; anybody is told the rest."""
    return by.has(Role.SECRETARY, accord.id) or any(by.has(role, CITY) for role in FOUNDING)


def _notices(milestones: list[Milestone], accord: Accord, today: date) -> dict[str, Notice]:
    found = {one.id: notice(one, accord, today) for one in milestones}
    return {id_: given for id_, given in found.items() if given is not None}
