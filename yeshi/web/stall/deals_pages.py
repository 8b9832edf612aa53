"""A stall's deals: what it takes off itself and what that costs; one more, tried first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.orders import trying_deals
from yeshi.flow.orders.trying_deals import DealTried
from yeshi.flow.stalls import dealing, menus, rehearsing_deals
from yeshi.flow.stalls.menus import Stall
from yeshi.market.deal import DEALS_MAX, STEPS_MAX, Deal, DealKind
from yeshi.web.frame.access import STALLHOLDER_OF, At
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.entry import LongEntry, entry_page
from yeshi.web.frame.fields import Id, Key
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.typed import TypedForm
from yeshi.web.stall.deal_form import STEPS, categories_of, first_filled, kind_said, read_deal
from yeshi.web.stall.deal_play_said import MORE_PERCENTS
from yeshi.web.stall.deal_plays_pages import asked

# What a command refuses of these is told beside its field or part.
BESIDE = (
    "least", "off", "off_percent", "items", "ends_at", "days", "limit", "name", "more_percent",
)  # fmt: skip

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/deals", dependencies=STALLHOLDER_OF)
def listed(desk: At, page: Page, merchant: Id) -> Response:
    """The stall's deals, and what each took off lately."""
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    seen = trying_deals.deals_seen(desk.engine, merchant)
    if isinstance(seen, Refused):
        return page.refused(seen, "/kitchen")
    plays = rehearsing_deals.deal_rehearsals_of(desk.engine, merchant)
    if isinstance(plays, Refused):
        return page.refused(plays, "/kitchen")
    return page.show(
        "stall/deals.html", stall=stall, deals=seen, kinds=list(DealKind), most=DEALS_MAX,
        plays=plays, more_percents=MORE_PERCENTS,
    )  # fmt: skip


@router.get("/kitchen/{merchant}/deals/new", dependencies=STALLHOLDER_OF)
def new(
    desk: At, page: Page, merchant: Id,
    deal_kind: Annotated[DealKind, Query()] = DealKind.THRESHOLD,
) -> Response:  # fmt: skip
    """The form of a new deal of that kind."""
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    return _form(page, LongEntry(first_filled(deal_kind)), stall)


@router.post("/kitchen/{merchant}/deals/new", dependencies=STALLHOLDER_OF)
def try_or_start(desk: At, page: Page, merchant: Id, fields: Fields) -> Response:
    """What it would have cost, and the form with the way to start it; or start it."""
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    if fields.get("more"):
        return _form(page, LongEntry(fields).with_more((STEPS,)), stall)
    engine = desk.engine
    typed = TypedForm(fields, engine.terms.currency)
    deal = read_deal(typed, stall, engine.terms.calendar)
    if typed.faults:
        return _form(page, LongEntry(fields, faults=typed.faults), stall)
    if fields.get("start"):
        answer = dealing.start_deal(engine, f"page:{fields['key']}", merchant, deal)
        if isinstance(answer, Refused):
            return _form(page, LongEntry(fields, answer), stall)
        return done(f"/kitchen/{merchant}/deals#deal-{answer.data['deal']}", Deed.DEAL)
    tried = trying_deals.try_deal(engine, merchant, deal)
    if isinstance(tried, Refused):
        return _form(page, LongEntry(fields, tried), stall)
    if not fields.get("play"):
        return _form(page, LongEntry(fields), stall, tried, deal)
    played = asked(page, merchant, fields, deal)
    if isinstance(played, Refused):
        return _form(page, LongEntry(fields, played), stall, tried, deal)
    return played


@router.post("/kitchen/{merchant}/deals/{deal}/end", dependencies=STALLHOLDER_OF)
def end(desk: At, page: Page, merchant: Id, deal: Id, key: Key) -> Response:
    """Take it off no more."""
    answer = dealing.end_deal(desk.engine, f"page:{key}", merchant, deal)
    return page.back(answer, f"/kitchen/{merchant}/deals", Deed.DEAL_ENDED)


def _form(
    page: PageReply, entry: LongEntry, stall: Stall, tried: DealTried | None = None,
    deal: Deal | None = None,
) -> Response:  # fmt: skip
    return entry_page(
        page,
        "stall/deal_entry.html",
        entry,
        (STEPS, *BESIDE),
        kind=kind_said(entry.filled),
        stall=stall,
        categories=categories_of(stall),
        steps_max=STEPS_MAX,
        tried=tried,
        deal=deal,
        more_percents=MORE_PERCENTS,
    )
