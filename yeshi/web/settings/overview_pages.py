"""What the city is made of and how it runs, on one page with the ways to each part."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.flow import errands
from yeshi.flow.errand import ErrandState
from yeshi.people.person import CITY, Role
from yeshi.web.frame.access import STEWARDS_OF_CITY, At, Signed
from yeshi.web.frame.answering import Page
from yeshi.web.settings.health import health_of

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/settings", dependencies=STEWARDS_OF_CITY)
def overview(desk: At, page: Page, person: Signed) -> Response:
    """The parts, by what messages go out, and whether the installation is well."""
    counts = errands.counts(desk.engine)
    return page.show(
        "settings/overview.html",
        owns=person is not None and person.has(Role.OWNER, CITY),
        operates=person is not None and person.has(Role.OPERATOR, CITY),
        shown=desk.shown,
        senders=desk.senders,
        health=health_of(desk.operating.parts()),
        waiting=counts[ErrandState.WAITING] + counts[ErrandState.RUNNING],
        given_up=counts[ErrandState.GIVEN_UP],
        set_aside=len(desk.set_aside()),
    )
