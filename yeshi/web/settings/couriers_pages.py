"""Couriers for who enters them: all, a new one, changed, their shifts; they leave and come back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.fleet.courier import Vehicle
from yeshi.flow.city import entered
from yeshi.flow.fleet import changing, joining
from yeshi.web.frame.access import STEWARDS_OF_CITY, At
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Line, Start
from yeshi.web.frame.forms import Fields
from yeshi.web.settings.answers import form
from yeshi.web.settings.courier_form import entry_typed, filled_in, shift_typed

PAGE = "/settings/couriers"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=STEWARDS_OF_CITY)
def couriers(
    desk: At,
    page: Page,
    text: Annotated[Line, Query(max_length=NAME_LENGTH_MAX)] = "",
    ended: Annotated[bool, Query()] = False,
    start: Start = 0,
) -> Response:
    """The couriers who ride, or those who left."""
    found = entered.couriers(desk.engine, text, ended, start)
    if isinstance(found, Refused):
        return page.refused(found)
    zones = {zone.id: zone.name for zone in desk.engine.terms.zones}
    return page.show("settings/couriers.html", view=found, text=text, ended=ended, zones=zones)


@router.get(f"{PAGE}/new", dependencies=STEWARDS_OF_CITY)
def new(page: Page) -> Response:
    """The form of a new one."""
    return _new(page, {"vehicle": Vehicle.EBIKE.value})


@router.post(PAGE, dependencies=STEWARDS_OF_CITY)
def add(desk: At, page: Page, fields: Fields) -> Response:
    """Have a courier join."""
    entry = entry_typed(fields, placed=True)
    answer = (
        entry if isinstance(entry, Refused)
        else changing.enter_courier(desk.engine, f"page:{fields['key']}", entry)
    )  # fmt: skip
    if isinstance(answer, Refused):
        return _new(page, fields, answer)
    return done(f"{PAGE}/{answer.data['courier']}", Deed.COURIER)


@router.get(PAGE + "/{courier}", dependencies=STEWARDS_OF_CITY)
def courier(page: Page, courier: Id) -> Response:
    """One courier, to be changed, with their shifts."""
    return _one(page, courier)


@router.post(PAGE + "/{courier}", dependencies=STEWARDS_OF_CITY)
def change(desk: At, page: Page, courier: Id, fields: Fields) -> Response:
    """Enter them anew, with the reason."""
    entry = entry_typed(fields, placed=False)
    answer = entry if isinstance(entry, Refused) else changing.change_courier(
        desk.engine, f"page:{fields['key']}", courier, entry, fields.get("why", "").strip()
    )  # fmt: skip
    if isinstance(answer, Refused):
        return _one(page, courier, answer, fields)
    return done(f"{PAGE}/{courier}", Deed.COURIER)


@router.post(PAGE + "/{courier}/shifts", dependencies=STEWARDS_OF_CITY)
def add_shift(desk: At, page: Page, courier: Id, fields: Fields) -> Response:
    """Plan a shift."""
    found = entered.courier(desk.engine, courier)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    planned = shift_typed(fields, found.courier, desk.engine.terms.calendar)
    answer = planned if isinstance(planned, Refused) else joining.plan_shift(
        desk.engine, f"page:{fields['key']}", planned
    )  # fmt: skip
    return page.back(answer, f"{PAGE}/{courier}", Deed.SHIFT)


@router.post(PAGE + "/{courier}/shifts/{shift}/call-off", dependencies=STEWARDS_OF_CITY)
def call_off(desk: At, page: Page, courier: Id, shift: Id, fields: Fields) -> Response:
    """Have a shift not come."""
    why = fields.get("why", "").strip()
    answer = changing.call_off_shift(desk.engine, f"page:{fields['key']}", courier, shift, why)
    return page.back(answer, f"{PAGE}/{courier}", Deed.DONE)


@router.post(PAGE + "/{courier}/dismiss", dependencies=STEWARDS_OF_CITY)
def dismiss(desk: At, page: Page, courier: Id, fields: Fields) -> Response:
    """Have them ride no more."""
    why = fields.get("why", "").strip()
    answer = changing.dismiss(desk.engine, f"page:{fields['key']}", courier, why)
    return page.back(answer, f"{PAGE}/{courier}", Deed.DONE)


@router.post(PAGE + "/{courier}/take-back", dependencies=STEWARDS_OF_CITY)
def take_back(desk: At, page: Page, courier: Id, fields: Fields) -> Response:
    """Have them ride again."""
    why = fields.get("why", "").strip()
    answer = changing.take_back(desk.engine, f"page:{fields['key']}", courier, why)
    return page.back(answer, f"{PAGE}/{courier}", Deed.DONE)


def _new(
    page: PageReply, filled: Mapping[str, str], refused: Refused | None = None
) -> Response:  # fmt: skip
    return form(page, "settings/courier_new.html", filled, refused, vehicles=list(Vehicle))


def _one(
    page: PageReply, id_: str, refused: Refused | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    found = entered.courier(page.desk.engine, id_)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    filled = typed or filled_in(found.courier)
    zones = {zone.id: zone.name for zone in page.desk.engine.terms.zones}
    return form(
        page, "settings/courier.html", filled, refused, view=found, zones=zones,
        vehicles=list(Vehicle),
    )  # fmt: skip
