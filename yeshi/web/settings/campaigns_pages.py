"""Voucher campaigns for officials and the treasurer: all, a new one, its budget, its end."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.vouchers import launching
from yeshi.flow.vouchers.launching import CampaignForeseen
from yeshi.people.person import CITY, Role
from yeshi.web.frame.access import CAMPAIGNERS, TREASURERS, At, Language
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.voucher_words import rules_said, sector_said
from yeshi.web.settings.answers import form
from yeshi.web.settings.campaign_form import campaign_typed
from yeshi.web.settings.stall_form import sectors

PAGE = "/campaigns"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=CAMPAIGNERS)
def campaigns(page: Page, language: Language) -> Response:
    """All campaigns, and the form of a new one."""
    return _all(page, language, {})


@router.post(PAGE, dependencies=CAMPAIGNERS)
def add(desk: At, page: Page, language: Language, fields: Fields) -> Response:
    """Launch a campaign; its budget is given separately. Asked only what it would cost: say so."""
    entry = campaign_typed(fields, desk.engine)
    if isinstance(entry, Refused):
        return _all(page, language, fields, entry)
    if fields.get("only") == "foresee":
        found = launching.foresee_campaign(desk.engine, entry)
        if isinstance(found, Refused):
            return _all(page, language, fields, found)
        said = rules_said(entry.rules, found.places, language)
        return _all(page, language, fields, foreseen=found, says=said)
    answer = launching.enter_campaign(desk.engine, f"page:{fields['key']}", entry)
    return _all(page, language, fields, answer) if isinstance(answer, Refused) else done(PAGE)


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


def _all(
    page: PageReply, language: str, filled: Mapping[str, str], refused: Refused | None = None,
    foreseen: CampaignForeseen | None = None, says: tuple[str, ...] = (),
) -> Response:  # fmt: skip
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
        markets=launching.markets_to_name(engine),
        sectors=[(one, sector_said(one, language)) for one in sectors()],
        rules_of=lambda one: rules_said(one.campaign.rules, one.places, language),
        foreseen=foreseen, says=says,
    )  # fmt: skip
