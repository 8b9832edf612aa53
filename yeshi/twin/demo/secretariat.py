"""The demo accord's secretariat: what is under way in it when the city opens."""

from __future__ import annotations

from datetime import timedelta

from yeshi.files.accord import AccordFile, CommitmentPart
from yeshi.flow.accords import coordinating, signing
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Done
from yeshi.people.actor import signed_in
from yeshi.people.person import Person, Role


def enter(engine: Engine, file: AccordFile, people: tuple[Person, ...]) -> None:
    """Sign the accord, and enter its commitments and meetings; done once, or gone on with."""
    accord = file.accord
    signing.sign_accord(engine, "demo:accord", accord)
    secretary = next((one for one in people if one.has(Role.SECRETARY, accord.id)), None)
    if secretary is None:
        return
    by = engine.acting(signed_in(secretary))
    for number, commitment in enumerate(file.commitments):
        _commit(by, accord.id, number, commitment)
    for number, meeting in enumerate(file.meetings):
        coordinating.hold_meeting(
            by, f"demo:meeting:{number}", accord.id, meeting.held_on, meeting.title,
            meeting.minutes, meeting.decisions, is_public=True,
        )  # fmt: skip


def _commit(engine: Engine, accord: str, number: int, part: CommitmentPart) -> None:
    key, today = f"demo:commit:{number}", engine.terms.calendar.date_at(engine.clock.now())
    made = coordinating.commit(engine, key, accord, part.area, part.party, part.text)
    if not isinstance(made, Done):
        return
    for step, one in enumerate(part.milestones):
        due_on = today + timedelta(one.due_in_days)
        planned = coordinating.plan(
            engine, f"{key}:{step}", made.data["commitment"], one.text, one.owner, due_on
        )
        if isinstance(planned, Done) and one.done_in_days is not None:
            done_on = today + timedelta(one.done_in_days)
            coordinating.finish(
                engine, f"{key}:{step}:done", planned.data["milestone"], done_on,
                one.evidence,
            )  # fmt: skip
