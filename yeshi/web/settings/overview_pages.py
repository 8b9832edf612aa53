"""What the city is made of and how it runs, on one page with the ways to each part."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.flow import errands
from yeshi.flow.errand import ErrandState
from yeshi.flow.people import proving
from yeshi.people.person import CITY, Role
from yeshi.web.frame.access import STEWARDS_OF_CITY, At, Language, Signed
from yeshi.web.frame.answering import Page
from yeshi.web.settings.health import health_of

# A night's copy, and two hours for it to be made in.
BACKUP_WITHIN = timedelta(hours=26)

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/settings", dependencies=STEWARDS_OF_CITY)
def overview(desk: At, page: Page, person: Signed, language: Language) -> Response:
    """The parts, by what messages go out, and whether the installation is well."""
    counts = errands.counts(desk.engine)
    contacts = proving.of(desk.engine, person.id) if person else []
    backup = desk.last_backup()
    zones = {zone.id: zone.name.in_language(language) for zone in desk.engine.terms.zones}
    return page.show(
        "settings/overview.html",
        owns=person is not None and person.has(Role.OWNER, CITY),
        operates=person is not None and person.has(Role.OPERATOR, CITY),
        shown=desk.shown,
        senders=desk.senders,
        health=health_of(desk.operating.parts(), zones),
        waiting=counts[ErrandState.WAITING] + counts[ErrandState.RUNNING],
        given_up=counts[ErrandState.GIVEN_UP],
        set_aside=len(desk.set_aside()),
        own_contact=contacts[0].contact.address if contacts else "",
        backup=backup,
        backup_is_old=backup is not None and desk.sign_in.wall.now() - backup.at > BACKUP_WITHIN,
        backup_hours=int(BACKUP_WITHIN.total_seconds()) // 3600,
    )
