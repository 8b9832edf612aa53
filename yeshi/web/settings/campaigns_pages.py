"""Voucher campaigns for officials and the treasurer: all, a new one, its budget, its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.calendar import Calendar
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.engine import Engine
from yeshi.flow.vouchers import launching
from yeshi.flow.vouchers.launching import CampaignEntry
from yeshi.people.person import CITY, Role
from yeshi.web.frame.access import CAMPAIGNERS, TREASURERS, At
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.naming import name_typed
from yeshi.web.settings.answers import form

PAGE = "/campaigns"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=CAMPAIGNERS)
def campaigns(page: Page) -> Response:
    """All campaigns, and the form of a new one."""
    return _all(page, {})


@router.post(PAGE, dependencies=CAMPAIGNERS)
def add(desk: At, page: Page, fields: Fields) -> Response:
    """Launch a campaign; its budget is given separately."""
    entry = _entry(fields, desk.engine)
    answer = (
        entry if isinstance(entry, Refused)
        else launching.enter_campaign(desk.engine, f"page:{fields['key']}", entry)
    )  # fmt: skip
    return _all(page, fields, answer) if isinstance(answer, Refused) else done(PAGE)


@router.post(PAGE + "/{campaign}/budget", dependencies=TREASURERS)
def budget(desk: At, page: Page, campaign: Id, fields: Fields) -> Response:
    """Give it a budget, or more of one."""
    engine = desk.engine
    amount = amount_of(fields.get("amount", ""), engine.terms.currency)
    answer = (
        amount if isinstance(amount, Refused)
        else launching.fund_campaign(engine, f"page:{fields['key']}", campaign, amount)
    )  # fmt: skip
    return page.back(answer, PAGE)


@router.post(PAGE + "/{campaign}/end", dependencies=CAMPAIGNERS)
def end(desk: At, page: Page, campaign: Id, fields: Fields) -> Response:
    """Have it end now."""
    named, why = f"page:{fields['key']}", fields.get("why", "").strip()
    return page.back(launching.end_campaign(desk.engine, named, campaign, why), PAGE, Deed.DONE)


def _entry(fields: Mapping[str, str], engine: Engine) -> CampaignEntry | Refused:
    name, currency = name_typed(fields), engine.terms.currency
    if isinstance(name, Refused):
        return name
    threshold = amount_of(fields.get("threshold", ""), currency)
    if isinstance(threshold, Refused):
        return threshold
    off = amount_of(fields.get("off", ""), currency)
    if isinstance(off, Refused):
        return off
    moments = []
    for field in ("begins_at", "ends_at"):
        at = _moment(fields.get(field, ""), field, engine.terms.calendar)
        if isinstance(at, Refused):
            return at
        moments.append(at)
    begins_at, ends_at = moments
    return CampaignEntry(
        name=name, threshold=threshold, off=off, begins_at=begins_at, ends_at=ends_at
    )


def _moment(typed: str, field: str, calendar: Calendar) -> datetime | Refused:
    """The moment of the city's clock that is typed."""
    try:
        at = datetime.fromisoformat(typed.strip()).replace(tzinfo=None)
    except ValueError:
        return Refused(Invalid(field, "unreadable"))
    if not 2000 <= at.year < 2200:
        return Refused(Invalid(field, "out_of_time"))
    return calendar.at(at.date(), at.time())


def _all(page: PageReply, filled: Mapping[str, str], refused: Refused | None = None) -> Response:
    engine = page.desk.engine
    found = launching.campaigns_seen(engine)
    if isinstance(found, Refused):
        return page.refused(found)
    now = engine.clock.now()
    return form(
        page, "settings/campaigns.html", filled, refused,
        open=[one for one in found if one.campaign.ends_at > now],
        over=[one for one in found if one.campaign.ends_at <= now],
        pays=engine.actor.has(Role.TREASURER, CITY),
    )  # fmt: skip
