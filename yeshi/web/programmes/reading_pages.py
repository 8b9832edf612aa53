"""The readers' blind reading of applications."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Invalid, Refused
from yeshi.flow.programmes import accounting, applying
from yeshi.programmes.application import blind
from yeshi.web.frame.access import READERS, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key
from yeshi.web.frame.forms import Fields

POINTS_DIGITS_MAX = 4

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/programmes/{programme}/reading", dependencies=READERS)
def reading(desk: At, page: Page, programme: Id) -> Response:
    """The next application to read, without names."""
    found = accounting.to_read(desk.engine, programme)
    if isinstance(found, Refused):
        return page.refused(found, f"/programmes/{programme}")
    known, waiting, done = found
    first = waiting[0] if waiting else None
    return page.show(
        "programmes/reading.html",
        programme=known,
        waiting=len(waiting),
        done=done,
        one=first,
        answers=blind(first, known) if first else (),
    )


@router.post("/programmes/{programme}/reading/{application}", dependencies=READERS)
def read(desk: At, page: Page, programme: Id, application: Id, said: Fields) -> Response:
    """Give points to an application, by each line of the rubric."""
    to = f"/programmes/{programme}/reading"
    with desk.engine.store.read() as work:
        known = work.programmes.get(programme)
    points = []
    for criterion in known.rubric if known else ():
        text = said.get(f"points-{criterion.id}", "")
        if not text.isdecimal() or len(text) > POINTS_DIGITS_MAX:
            return page.refused(Refused(Invalid("points", f"0…{criterion.points}")), to)
        points.append(int(text))
    named, note = f"page:{said['key']}", said.get("note", "").strip()
    return page.back(applying.read(desk.engine, named, application, points, note), to)


@router.post("/programmes/{programme}/reading/{application}/pass-on", dependencies=READERS)
def pass_on(desk: At, page: Page, programme: Id, application: Id, key: Key) -> Response:
    """Leave an application to another reader."""
    answer = applying.pass_on(desk.engine, f"page:{key}", application)
    return page.back(answer, f"/programmes/{programme}/reading", Deed.DONE)
