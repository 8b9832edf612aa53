"""Targets of an accord as others show them within pages of their own."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.accords import agreements
from yeshi.people.actor import NOBODY
from yeshi.web.accords.telling import told_of_target
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Id

# How long others may keep what they show.
KEPT = timedelta(hours=1)

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/accords/{accord}/targets/{target}/embed", dependencies=ANYBODY)
def told(desk: At, page: Page, language: Language, accord: Id, target: Id) -> Response:
    """A target, how far it is and how it went, as a sentence."""
    view = agreements.accord(desk.engine.acting(NOBODY), accord, desk.figures.facts())
    if isinstance(view, Refused):
        return page.refused(view, "/accords")
    measured = next((one for one in view.measured if one.target.id == target), None)
    if measured is None:
        return page.refused(Refused(Unknown("target", target)), f"/accords/{accord}")
    return page.embedded(
        "frame/told_embedded.html",
        KEPT,
        figure=told_of_target(view, measured, language),
        address=f"{desk.site.address}/accords/{accord}",
        at=desk.engine.clock.now(),
    )
