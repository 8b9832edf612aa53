"""A night of the city played with a stall's deal before it begins: asked for, read, and started."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Invalid, Refused
from yeshi.flow.stalls import dealing, menus, rehearsing_deals
from yeshi.flow.stalls.rehearsing_deals import DealRehearsalView
from yeshi.market.deal import Deal
from yeshi.web.frame.access import STALLHOLDER_OF, At
from yeshi.web.frame.answering import Page, PageReply, done, redirect
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import status_of
from yeshi.web.stall.deal_play_said import MORE_PERCENTS, play_said

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
AT = "/kitchen/{merchant}/deals/plays/{play}"


@router.get(AT, dependencies=STALLHOLDER_OF)
def shown(page: Page, merchant: Id, play: Id) -> Response:
    """What a night with the deal came to, or that it is being played."""
    return _page(page, merchant, play)


@router.get(f"{AT}/part", dependencies=STALLHOLDER_OF)
def part(desk: At, page: Page, merchant: Id, play: Id) -> Response:
    """The part of the page that changes once it was played."""
    view = rehearsing_deals.deal_rehearsal(desk.engine, merchant, play)
    if isinstance(view, Refused):
        return page.refused(view, f"/kitchen/{merchant}/deals")
    return page.show("stall/deal_play_part.html", **_facts(page, view))


@router.post(f"{AT}/start", dependencies=STALLHOLDER_OF)
def start(desk: At, page: Page, merchant: Id, play: Id, key: Key) -> Response:
    """Start the deal that was played."""
    view = rehearsing_deals.deal_rehearsal(desk.engine, merchant, play)
    if isinstance(view, Refused):
        return page.refused(view, f"/kitchen/{merchant}/deals")
    answer = dealing.start_deal(desk.engine, f"page:{key}", merchant, view.rehearsal.deal)
    if isinstance(answer, Refused):
        return _page(page, merchant, play, answer)
    return done(f"/kitchen/{merchant}/deals#deal-{answer.data['deal']}", Deed.DEAL)


@router.post(f"{AT}/again", dependencies=STALLHOLDER_OF)
def again(desk: At, page: Page, merchant: Id, play: Id, fields: Fields) -> Response:
    """Play the same deal with as many guests as is said now."""
    view = rehearsing_deals.deal_rehearsal(desk.engine, merchant, play)
    if isinstance(view, Refused):
        return page.refused(view, f"/kitchen/{merchant}/deals")
    deal = view.rehearsal.deal
    answer = asked(page, merchant, fields, deal if view.starts else deal.id)
    return _page(page, merchant, play, answer) if isinstance(answer, Refused) else answer


@router.post("/kitchen/{merchant}/deals/{deal}/play", dependencies=STALLHOLDER_OF)
def to_come(page: Page, merchant: Id, deal: Id, fields: Fields) -> Response:
    """Play a deal that has not begun."""
    answer = asked(page, merchant, fields, deal)
    back = f"/kitchen/{merchant}/deals"
    return page.refused(answer, back) if isinstance(answer, Refused) else answer


def asked(
    page: PageReply, merchant: str, fields: Fields, deal: Deal | str
) -> Response | Refused:  # fmt: skip
    """Have it played with as many guests as the form says; on to its page."""
    more = fields.get("more_percent", "")
    if more not in {str(one) for one in MORE_PERCENTS}:
        return Refused(Invalid("more_percent", "choice"))
    engine, key = page.desk.engine, f"page:{fields['key']}"
    answer = rehearsing_deals.rehearse_deal(engine, key, merchant, deal, int(more))
    if isinstance(answer, Refused):
        return answer
    return redirect(f"/kitchen/{merchant}/deals/plays/{answer.data['rehearsal']}")


def _page(
    page: PageReply, merchant: str, play: str, refused: Refused | None = None
) -> Response:  # fmt: skip
    """The page of that rehearsal, with why something of it was refused."""
    engine = page.desk.engine
    view, back = (
        rehearsing_deals.deal_rehearsal(engine, merchant, play),
        f"/kitchen/{merchant}/deals",
    )
    if isinstance(view, Refused):
        return page.refused(view, back)
    stall = menus.stall(engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, back)
    return page.show(
        "stall/deal_play.html",
        status_of(type(refused.reason)) if refused else 200,
        stall=stall,
        **_facts(page, view),
        fault=page.desk.render.sentence(page.request, refused) if refused else "",
    )


def _facts(page: PageReply, view: DealRehearsalView) -> dict[str, Any]:
    """What the part of the page that changes tells."""
    one, said = view.rehearsal, None
    if one.outcome and not one.outcome.not_played:
        currency = page.desk.engine.terms.currency
        said = play_said(one, one.outcome, language_of(page.request), currency)
    return {
        "view": view,
        "said_of_it": said,
        "chosen": str(one.more_percent),
        "more_percents": MORE_PERCENTS,
    }
