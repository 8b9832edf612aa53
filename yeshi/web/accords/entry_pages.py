"""Accords for who enters them: a new one, one that is amended, a commitment, and the end of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.accords.accord import Accord, AccordOutcome
from yeshi.accords.targets import CITY
from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sentences import say
from yeshi.flow.accords import amending, signing
from yeshi.flow.ports import Answer
from yeshi.web.accords.entry_form import (
    FIGURES,
    PARTS,
    filled_with,
    first_filled,
    read_accord,
    read_promises,
)
from yeshi.web.frame.access import FOUNDERS, STEERERS, At
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.entry import LongEntry, entry_page
from yeshi.web.frame.fields import Id
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.language import language_of
from yeshi.web.frame.typed import TypedForm, row_numbers

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/accords/enter/new", dependencies=FOUNDERS)
def new(desk: At, page: Page) -> Response:
    """The form of a new one."""
    today = desk.engine.terms.calendar.date_at(desk.engine.clock.now())
    return _form(page, LongEntry(first_filled(today)))


@router.post("/accords", dependencies=FOUNDERS)
def add(desk: At, page: Page, fields: Fields) -> Response:
    """Enter an accord; or the form again, with a row more or with what is wrong in it."""
    if fields.get("more"):
        return _form(page, LongEntry(fields).with_more(PARTS))
    typed = TypedForm(fields, desk.engine.terms.currency)
    entered, ids = read_accord(typed)
    promises = read_promises(typed, ids)
    if typed.faults:
        return _form(page, LongEntry(fields, faults=typed.faults))
    answer = signing.enter_accord(desk.engine, f"page:{fields['key']}", entered, promises)
    if isinstance(answer, Refused):
        return _form(page, LongEntry(fields, answer))
    return done(f"/accords/{answer.data['accord']}")


@router.get("/accords/{accord}/entry", dependencies=STEERERS)
def entry(desk: At, page: Page, accord: Id) -> Response:
    """The form of one there is, for who may amend it."""
    known = _steered(desk, accord)
    if isinstance(known, Refused):
        return page.refused(known, f"/accords/{accord}")
    return _form(page, LongEntry(filled_with(known)), known)


@router.post("/accords/{accord}/entry", dependencies=STEERERS)
def amend(desk: At, page: Page, accord: Id, fields: Fields) -> Response:
    """Have it say something else from now on, with the reason."""
    known = _steered(desk, accord)
    if isinstance(known, Refused):
        return page.refused(known, f"/accords/{accord}")
    if fields.get("more"):
        return _form(page, LongEntry(fields).with_more(PARTS), known)
    typed = TypedForm(fields, desk.engine.terms.currency)
    (entered, _), why = read_accord(typed, known), typed.text("why", NOTE_LENGTH_MAX)
    if typed.faults:
        return _form(page, LongEntry(fields, faults=typed.faults), known)
    answer = amending.amend_accord(desk.engine, f"page:{fields['key']}", accord, entered, why)
    if isinstance(answer, Refused):
        return _form(page, LongEntry(fields, answer), known)
    return done(f"/accords/{accord}")


@router.post("/accords/{accord}/commitments/{commitment}/alter", dependencies=STEERERS)
def alter(desk: At, page: Page, accord: Id, commitment: Id, fields: Fields) -> Response:
    """Have a commitment say something else from now on, with the reason."""
    area, text, why = (fields.get(of, "").strip() for of in ("area", "text", "why"))
    named = f"page:{fields['key']}"
    answer = amending.alter_commitment(desk.engine, named, commitment, area, text, why)
    return page.back(answer, f"/accords/{accord}#{commitment}")


@router.get("/accords/{accord}/ending", dependencies=STEERERS)
def ending(page: Page, accord: Id) -> Response:
    """How it may end, or be in force again."""
    return _ending(page, accord, LongEntry({}))


@router.post("/accords/{accord}/end", dependencies=STEERERS)
def end(desk: At, page: Page, accord: Id, fields: Fields) -> Response:
    """Have nothing be undertaken or reminded of any more."""
    typed = TypedForm(fields, desk.engine.terms.currency)
    said = typed.one_of("outcome", [one.value for one in AccordOutcome])
    if typed.faults:
        return _ending(page, accord, LongEntry(fields, faults=typed.faults))
    named, why = f"page:{fields['key']}", typed.plain("why")
    answer = amending.end_accord(desk.engine, named, accord, AccordOutcome(said), why)
    return _after(page, accord, fields, answer)


@router.post("/accords/{accord}/reopen", dependencies=STEERERS)
def reopen(desk: At, page: Page, accord: Id, fields: Fields) -> Response:
    """Have it be in force again."""
    named, why = f"page:{fields['key']}", fields.get("why", "").strip()
    answer = amending.reopen_accord(desk.engine, named, accord, why)
    return _after(page, accord, fields, answer)


def _steered(desk: At, accord: str) -> Accord | Refused:
    refused = amending.may_steer(desk.engine.actor, accord)
    if refused:
        return refused
    with desk.engine.store.read() as work:
        return work.accords.get(accord) or Refused(Unknown("accord", accord))


def _form(page: PageReply, entry: LongEntry, known: Accord | None = None) -> Response:
    language = language_of(page.request)
    # With those that ended: a target that is bound to one stays with it.
    with page.desk.engine.store.read() as work:
        programmes = work.programmes.all()
    return entry_page(
        page,
        "accords/entry.html",
        entry,
        PARTS,
        known=known,
        figures=[(one, say(language, f"accord.figure_{one}")) for one in FIGURES],
        scopes=[
            (CITY, say(language, "accord.city")),
            *((one.id, one.name.in_language(language)) for one in programmes),
        ],
        typed_parties=_typed_rows(entry.filled, "parties"),
        typed_areas=_typed_rows(entry.filled, "areas"),
    )


def _typed_rows(filled: Mapping[str, str], part: str) -> list[tuple[str, str]]:
    """The rows of that part to choose from, by what they are called so far."""
    found = []
    for place, number in enumerate(row_numbers(filled, part), 1):
        row = f"{part}-{number}-"
        name = filled.get(f"{row}name_zh", "") or filled.get(f"{row}name_en", "")
        found.append((row, f"{place}. {name}".strip()))
    return found


def _after(page: PageReply, accord: str, fields: Mapping[str, str], answer: Answer) -> Response:
    if isinstance(answer, Refused):
        return _ending(page, accord, LongEntry(fields, answer))
    return done(f"/accords/{accord}")


def _ending(page: PageReply, accord: str, entry: LongEntry) -> Response:
    known = _steered(page.desk, accord)
    if isinstance(known, Refused):
        return page.refused(known, f"/accords/{accord}")
    language = language_of(page.request)
    outcomes: list[tuple[str, Any]] = [
        (one.value, say(language, f"accord_entry.outcome_{one}")) for one in AccordOutcome
    ]
    return entry_page(page, "accords/ending.html", entry, (), a=known, outcomes=outcomes)
