"""Programmes for who enters them: a new one, and one that is changed, on one long form."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.programmes import accounting, opening
from yeshi.programmes.programme import Field, Programme
from yeshi.web.frame.access import FOUNDERS, KEEPERS, At
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.entry import LongEntry, entry_page
from yeshi.web.frame.fields import Id
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.typed import TypedForm
from yeshi.web.programmes.entry_form import PARTS, filled_with, first_filled, read_programme

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/programmes/enter/new", dependencies=FOUNDERS)
def new(desk: At, page: Page) -> Response:
    """The form of a new one."""
    today = desk.engine.terms.calendar.date_at(desk.engine.clock.now())
    return _form(page, LongEntry(first_filled(today)))


@router.post("/programmes", dependencies=FOUNDERS)
def add(desk: At, page: Page, fields: Fields) -> Response:
    """Open a programme; or the form again, with a row more or with what is wrong in it."""
    if fields.get("more"):
        return _form(page, LongEntry(fields).with_more(PARTS))
    typed = TypedForm(fields, desk.engine.terms.currency)
    entered = read_programme(typed)
    if typed.faults:
        return _form(page, LongEntry(fields, faults=typed.faults))
    answer = opening.enter_programme(desk.engine, f"page:{fields['key']}", entered)
    if isinstance(answer, Refused):
        return _form(page, LongEntry(fields, answer))
    return done(f"/programmes/{answer.data['programme']}")


@router.get("/programmes/{programme}/entry", dependencies=KEEPERS)
def entry(desk: At, page: Page, programme: Id) -> Response:
    """The form of one there is, for who may change it."""
    known = _kept(desk, programme)
    if isinstance(known, Refused):
        return page.refused(known, f"/programmes/{programme}")
    return _form(page, LongEntry(filled_with(known)), known)


@router.post("/programmes/{programme}/entry", dependencies=KEEPERS)
def change(desk: At, page: Page, programme: Id, fields: Fields) -> Response:
    """Enter it anew, with the reason."""
    known = _kept(desk, programme)
    if isinstance(known, Refused):
        return page.refused(known, f"/programmes/{programme}")
    if fields.get("more"):
        return _form(page, LongEntry(fields).with_more(PARTS), known)
    typed = TypedForm(fields, desk.engine.terms.currency)
    entered, why = read_programme(typed, known), typed.text("why", NOTE_LENGTH_MAX)
    if typed.faults:
        return _form(page, LongEntry(fields, faults=typed.faults), known)
    named = f"page:{fields['key']}"
    answer = opening.change_programme(desk.engine, named, programme, entered, why)
    if isinstance(answer, Refused):
        return _form(page, LongEntry(fields, answer), known)
    return done(f"/programmes/{programme}")


def _kept(desk: At, programme: str) -> Programme | Refused:
    refused = opening.may_keep(desk.engine.actor, programme)
    if refused:
        return refused
    view = accounting.programme(desk.engine, programme)
    return view if isinstance(view, Refused) else view.programme


def _form(page: PageReply, entry: LongEntry, known: Programme | None = None) -> Response:
    fields = [one.value for one in Field]
    return entry_page(page, "programmes/entry.html", entry, PARTS, known=known, fields=fields)
