"""What secretariat and parties do on an accord's page: commitments, milestones, meetings, files."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.accords.meeting import FILE_BYTES_MAX
from yeshi.base.refused import Refused
from yeshi.flow.accords import coordinating
from yeshi.web.frame.access import PARTIES, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import FormDay, FormDayOrNone, FormText, Id, Key, UploadedFile
from yeshi.web.frame.uploads import clean

Public = Annotated[bool, Form()]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.post("/accords/{accord}/commitments", dependencies=PARTIES)
def commit(
    desk: At,
    page: Page,
    accord: Id,
    key: Key,
    area: FormText = "",
    party: FormText = "",
    text: FormText = "",
) -> Response:
    """Enter what a party undertakes."""
    named = f"page:{key}"
    answer = coordinating.commit(desk.engine, named, accord, area, party, text)
    return page.back(answer, f"/accords/{accord}#commitments")


@router.post("/accords/{accord}/commitments/{commitment}/milestones", dependencies=PARTIES)
def plan(
    desk: At,
    page: Page,
    accord: Id,
    commitment: Id,
    due_on: FormDay,
    key: Key,
    text: FormText = "",
    owner: FormText = "",
) -> Response:
    """Enter a milestone of a commitment."""
    named = f"page:{key}"
    answer = coordinating.plan(desk.engine, named, commitment, text, owner, due_on)
    return page.back(answer, f"/accords/{accord}#{commitment}")


@router.post("/accords/{accord}/milestones/{milestone}/{step}", dependencies=PARTIES)
def act(
    desk: At,
    page: Page,
    accord: Id,
    milestone: Id,
    step: Literal["finish", "move", "drop"],
    key: Key,
    on: FormDayOrNone = None,
    why: FormText = "",
) -> Response:
    """Note that a milestone is done, due on another day, or given up."""
    named = f"page:{key}"
    day = on or desk.engine.terms.calendar.date_at(desk.engine.clock.now())
    if step == "drop":
        answer = coordinating.drop(desk.engine, named, milestone, why)
    else:
        change = coordinating.finish if step == "finish" else coordinating.move
        answer = change(desk.engine, named, milestone, day, why)
    return page.back(answer, f"/accords/{accord}#{milestone}")


@router.post("/accords/{accord}/meetings", dependencies=PARTIES)
def meeting(
    desk: At,
    page: Page,
    accord: Id,
    held_on: FormDay,
    key: Key,
    title: FormText = "",
    minutes: FormText = "",
    decisions: FormText = "",
    public: Public = False,
) -> Response:
    """Enter a meeting; a decision a line."""
    answer = coordinating.hold_meeting(
        desk.engine,
        f"page:{key}",
        accord,
        held_on,
        title,
        minutes,
        decisions.splitlines(),
        public,
    )
    return page.back(answer, f"/accords/{accord}#meetings")


@router.post("/accords/{accord}/meetings/{meeting}/amend", dependencies=PARTIES)
def amend(
    desk: At,
    page: Page,
    accord: Id,
    meeting: Id,
    key: Key,
    text: FormText = "",
) -> Response:
    """Add to the minutes of a meeting."""
    answer = coordinating.amend(desk.engine, f"page:{key}", meeting, text)
    return page.back(answer, f"/accords/{accord}#{meeting}")


@router.post("/accords/{accord}/files", dependencies=PARTIES)
def add_file(
    desk: At,
    page: Page,
    accord: Id,
    file: UploadedFile,
    key: Key,
    public: Public = False,
) -> Response:
    """Keep a file with the accord."""
    # One byte more than is kept: enough to know that it is too large.
    data = clean(desk.repaint, file.file.read(FILE_BYTES_MAX + 1), FILE_BYTES_MAX)
    if isinstance(data, Refused):
        return page.refused(data, f"/accords/{accord}#files")
    answer = coordinating.add_file(
        desk.engine,
        f"page:{key}",
        accord,
        file.filename or "",
        data,
        public,
    )
    return page.back(answer, f"/accords/{accord}#files")
