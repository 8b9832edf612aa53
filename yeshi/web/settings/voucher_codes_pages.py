"""A campaign's codes for officials and the treasurer: a sheet, a file, and more of them."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Invalid, Refused
from yeshi.base.sentences import say
from yeshi.flow.vouchers import coding
from yeshi.vouchers.code import MADE_MAX
from yeshi.vouchers.rules import CodeKind
from yeshi.web.frame.access import CAMPAIGNERS, At, Language
from yeshi.web.frame.answering import NOT_KEPT, Page
from yeshi.web.frame.fields import Id
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.tables import csv_of
from yeshi.web.settings.campaigns_pages import PAGE

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE + "/{campaign}/codes", dependencies=CAMPAIGNERS)
def codes(desk: At, page: Page, campaign: Id) -> Response:
    """Its codes as they are handed out, to be printed, and which are entered."""
    found = coding.codes_of(desk.engine, campaign)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    kind = found.campaign.rules.code if found.campaign.rules else CodeKind.NONE
    shown = page.show(
        "settings/voucher_codes.html", seen=found, many=kind is CodeKind.EACH, most=MADE_MAX
    )
    shown.headers.update(NOT_KEPT)
    return shown


@router.get(PAGE + "/{campaign}/codes.csv", dependencies=CAMPAIGNERS)
def codes_file(desk: At, page: Page, language: Language, campaign: Id) -> Response:
    """The same as a file for spreadsheets."""
    found = coding.codes_of(desk.engine, campaign)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    head, entered = say(language, "voucher.code"), say(language, "voucher.entered")
    yes, no = say(language, "voucher.yes"), say(language, "voucher.no")
    rows = [{head: one.printed, entered: yes if one.customer else no} for one in found.codes]
    file = csv_of(rows, f"codes-{campaign}")
    file.headers.update(NOT_KEPT)
    return file


@router.post(PAGE + "/{campaign}/codes", dependencies=CAMPAIGNERS)
def make(desk: At, page: Page, campaign: Id, fields: Fields) -> Response:
    """Make so many more, each of which is entered once."""
    typed, back = fields.get("count", "").strip(), f"{PAGE}/{campaign}/codes"
    answer = (
        coding.make_codes(desk.engine, f"page:{fields['key']}", campaign, int(typed))
        if typed.isdecimal() and len(typed) < 6
        else Refused(Invalid("count", "number"))
    )
    return page.back(answer, back)
