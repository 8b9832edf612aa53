"""The record for who answers for the city: what was done by hand, by whom, to what and why."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.events.kinds import BY_HAND
from yeshi.flow.orders import recalling
from yeshi.flow.ports import Sought
from yeshi.web.frame.access import OVERSEERS, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import DayOrNone, IdOrNone, Line, Number62

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/control/record", dependencies=OVERSEERS)
def record(
    desk: At,
    page: Page,
    day: Annotated[DayOrNone, Query()] = None,
    by: Annotated[Line, Query(max_length=300)] = "",
    kind: Annotated[IdOrNone, Query()] = "",
    thing: Annotated[IdOrNone, Query()] = "",
    before: Annotated[Number62, Query()] = recalling.LAST,
    whole: Annotated[bool, Query()] = False,
) -> Response:
    """What was done by hand and is looked for; or the whole record, by number."""
    sought = Sought(day=day, by=by.strip(), kind=kind, thing=thing.strip())
    found = (
        recalling.whole(desk.engine, before) if whole
        else recalling.acts(desk.engine, sought, before)
    )  # fmt: skip
    if isinstance(found, Refused):
        return page.refused(found)
    asked = {"whole": "true"} if whole else {
        "day": day.isoformat() if day else "", "by": sought.by, "kind": kind, "thing": sought.thing
    }  # fmt: skip
    # What is asked for, for the next page, whose number follows.
    rest = urlencode({name: said for name, said in asked.items() if said} | {"before": ""})
    return page.show(
        "control/record.html", view=found, sought=sought, kinds=BY_HAND, whole=whole, rest=rest
    )
