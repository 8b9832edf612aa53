"""Coordinating: what an accord's parties undertake, do, decide at meetings and keep on file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from yeshi.accords import commitment as commitments
from yeshi.accords import meeting as meetings
from yeshi.accords.accord import Accord, over, seat
from yeshi.accords.commitment import Milestone
from yeshi.accords.contents import named_after
from yeshi.accords.meeting import Addendum, File, Meeting
from yeshi.base.limits import beyond_days
from yeshi.base.refused import Refused, Unknown
from yeshi.events.accords import (
    CommitmentEntered,
    FileAdded,
    MeetingHeld,
    MilestoneDropped,
    MilestoneFinished,
    MilestoneMoved,
    MilestonePlanned,
    MinutesAmended,
)
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import Actor, admit
from yeshi.people.person import Role


def commit(
    engine: Engine, key: str, accord_id: str, area: str, party: str,
    text: str,
) -> Answer:  # fmt: skip
    """Enter what a party undertakes in an area."""

    def act(turn: Turn) -> Answer:
        accord = _secretary(turn, accord_id)
        if isinstance(accord, Refused):
            return accord
        made = over(accord) or commitments.commit(
            accord, turn.new_id("cm"), area, party, text, _today(turn)
        )
        if isinstance(made, Refused):
            return made
        turn.work.commitments.add(made)
        turn.emit(CommitmentEntered(accord_id, made.id, party, turn.by.id))
        return Done({"commitment": made.id})

    return engine.perform(key, "enter_commitment", act, asked=(accord_id, area, party, text))


def plan(
    engine: Engine, key: str, commitment_id: str, text: str, owner: str,
    due_on: date,
) -> Answer:  # fmt: skip
    """Enter a milestone of a commitment: who answers for it, and by when."""

    def act(turn: Turn) -> Answer:
        commitment = turn.work.commitments.get(commitment_id)
        if commitment is None:
            return Refused(Unknown("commitment", commitment_id))
        refused = _may_act(turn.by, commitment.accord, commitment.party)
        if refused:
            return refused
        ended = over(turn.work.accords.must(commitment.accord))
        made = (
            ended
            or beyond_days(due_on=due_on)
            or commitments.plan(commitment, turn.new_id("ms"), text, owner, due_on)
        )
        if isinstance(made, Refused):
            return made
        turn.work.milestones.add(made)
        turn.emit(MilestonePlanned(made.accord, made.id, due_on, turn.by.id))
        return Done({"milestone": made.id})

    return engine.perform(key, "plan_milestone", act, asked=(commitment_id, text, owner, due_on))


def move(engine: Engine, key: str, milestone_id: str, due_on: date, why: str) -> Answer:
    """Put a milestone off, or bring it forward, with the reason kept."""

    def act(turn: Turn) -> Answer:
        milestone = _theirs(turn, milestone_id)
        if isinstance(milestone, Refused):
            return milestone
        after = beyond_days(due_on=due_on) or commitments.move(milestone, due_on, why)
        if isinstance(after, Refused):
            return after
        turn.work.milestones.put(after)
        turn.emit(
            MilestoneMoved(
                accord=after.accord,
                milestone=after.id,
                was_due_on=milestone.due_on,
                due_on=due_on,
                why=why.strip(),
                by=turn.by.id,
            )
        )
        return Done({"milestone": milestone_id})

    return engine.perform(key, "move_milestone", act, asked=(milestone_id, due_on, why))


def finish(engine: Engine, key: str, milestone_id: str, on: date, evidence: str) -> Answer:
    """Note that a milestone is done, with what shows it."""

    def act(turn: Turn) -> Answer:
        milestone = _theirs(turn, milestone_id)
        if isinstance(milestone, Refused):
            return milestone
        after = beyond_days(on=on) or commitments.finish(milestone, on, evidence, _today(turn))
        if isinstance(after, Refused):
            return after
        turn.work.milestones.put(after)
        turn.emit(MilestoneFinished(after.accord, after.id, on, turn.by.id))
        return Done({"milestone": milestone_id})

    return engine.perform(key, "finish_milestone", act, asked=(milestone_id, on, evidence))


def drop(engine: Engine, key: str, milestone_id: str, why: str) -> Answer:
    """Give a milestone up, with the reason kept."""

    def act(turn: Turn) -> Answer:
        milestone = _theirs(turn, milestone_id)
        if isinstance(milestone, Refused):
            return milestone
        after = commitments.drop(milestone, why, _today(turn))
        if isinstance(after, Refused):
            return after
        turn.work.milestones.put(after)
        turn.emit(MilestoneDropped(after.accord, after.id, after.said, turn.by.id))
        return Done({"milestone": milestone_id})

    return engine.perform(key, "drop_milestone", act, asked=(milestone_id, why))


def hold_meeting(
    engine: Engine, key: str, accord_id: str, held_on: date, title: str,
    minutes: str, decisions: Sequence[str], is_public: bool,
) -> Answer:  # fmt: skip
    """Enter a meeting with its minutes and decisions."""

    def act(turn: Turn) -> Answer:
        found = _secretary(turn, accord_id)
        if isinstance(found, Refused):
            return found
        made = Meeting(
            id=turn.new_id("mt"),
            accord=accord_id,
            held_on=held_on,
            title=title.strip(),
            minutes=minutes.strip(),
            decisions=tuple(text.strip() for text in decisions if text.strip()),
            entered_by=turn.by.id,
            is_public=is_public,
        )
        refused = beyond_days(held_on=held_on) or meetings.hold(made, _today(turn))
        if refused:
            return refused
        turn.work.meetings.add(made)
        turn.emit(MeetingHeld(accord_id, made.id, held_on, turn.by.id))
        return Done({"meeting": made.id})

    return engine.perform(
        key, "hold_meeting", act, asked=(accord_id, held_on, title, minutes, decisions, is_public)
    )


def amend(engine: Engine, key: str, meeting_id: str, text: str) -> Answer:
    """Add to the minutes of a meeting; what they said before stays."""

    def act(turn: Turn) -> Answer:
        meeting = turn.work.meetings.lock(meeting_id)
        if meeting is None:
            return Refused(Unknown("meeting", meeting_id))
        found = _secretary(turn, meeting.accord)
        if isinstance(found, Refused):
            return found
        after = meetings.amend(meeting, Addendum(turn.now, turn.by.id, text.strip()))
        if isinstance(after, Refused):
            return after
        turn.work.meetings.put(after)
        turn.emit(MinutesAmended(meeting.accord, meeting_id, turn.by.id))
        return Done({"meeting": meeting_id})

    return engine.perform(key, "amend_minutes", act, asked=(meeting_id, text))


def add_file(
    engine: Engine, key: str, accord_id: str, name: str, data: bytes, is_public: bool
) -> Answer:  # fmt: skip
    """Keep a file with an accord."""

    def act(turn: Turn) -> Answer:
        accord = turn.work.accords.get(accord_id)
        if accord is None:
            return Refused(Unknown("accord", accord_id))
        refused = _of_parties(turn.by, accord)
        if refused:
            return refused
        contents = meetings.admit_file(name, data)
        if isinstance(contents, Refused):
            return contents
        digest = sha256(data).hexdigest()
        turn.work.contents.keep(digest, data)
        kept = File(
            id=turn.new_id("fi"),
            accord=accord_id,
            name=named_after(name, contents),
            media_type=contents.media_type,
            size=len(data),
            digest=digest,
            entered_by=turn.by.id,
            entered_at=turn.now,
            is_public=is_public,
        )
        turn.work.files.add(kept)
        turn.emit(FileAdded(accord_id, kept.id, digest, turn.by.id))
        return Done({"file": kept.id})

    return engine.perform(
        key, "add_file", act, asked=(accord_id, name, sha256(data).hexdigest(), is_public)
    )


def is_of_parties(by: Actor, accord: Accord) -> bool:
    """Whether they work for the accord's secretariat or for one of its parties."""
    seats = [seat(accord.id, party.id) for party in accord.parties]
    return by.has(Role.SECRETARY, accord.id) or by.has(Role.PARTY, *seats)


def _of_parties(by: Actor, accord: Accord) -> Refused | None:
    refused = admit(by, accord.id, Role.SECRETARY)
    return None if is_of_parties(by, accord) else refused


def _may_act(by: Actor, accord: str, party: str) -> Refused | None:
    refused = admit(by, accord, Role.SECRETARY)
    return refused and admit(by, seat(accord, party), Role.PARTY)


def _secretary(turn: Turn, accord_id: str) -> Accord | Refused:
    """The accord, for its secretariat."""
    accord = turn.work.accords.get(accord_id)
    if accord is None:
        return Refused(Unknown("accord", accord_id))
    return admit(turn.by, accord_id, Role.SECRETARY) or accord


def _theirs(turn: Turn, milestone_id: str) -> Milestone | Refused:
    """The milestone, which nobody else changes meanwhile, for who may act on it."""
    milestone = turn.work.milestones.lock(milestone_id)
    if milestone is None:
        return Refused(Unknown("milestone", milestone_id))
    refused = _may_act(turn.by, milestone.accord, milestone.party)
    return refused or over(turn.work.accords.must(milestone.accord)) or milestone


def _today(turn: Turn) -> date:
    return turn.terms.calendar.date_at(turn.now)
