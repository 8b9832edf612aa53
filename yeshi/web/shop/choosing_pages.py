"""What the pages of stalls show of what is wanted: the bar, and the stalls that are left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yeshi.base.refused import Refused
from yeshi.events.market import STALLS
from yeshi.flow.stalls.choosing import chosen_of, fitting, markets_to_choose
from yeshi.geo.point import Point
from yeshi.market.choosing import StallsWanted
from yeshi.web.frame.answering import PageReply
from yeshi.web.frame.desk import Desk
from yeshi.web.shop.chooser import Chooser


def chooser_of(
    desk: Desk,
    path: str,
    wanted: StallsWanted,
    near: Point | None,
    *,
    typed: str | None = None,
    here: str | None = None,
) -> Chooser:
    """The bar of a page; `here`: the market whose stalls alone it shows."""
    return Chooser(
        path=path,
        wanted=wanted,
        typed=typed,
        here=here,
        placed=near is not None,
        markets=() if here else markets_to_choose(desk.engine),
        currency=desk.engine.terms.currency,
    )


def chosen_part(page: PageReply, chooser: Chooser, near: Point | None, start: int) -> str | Refused:
    """The stalls that are wanted, as all neighbours are shown them who want the same."""
    engine = page.desk.engine
    # What cannot be asked for is refused before anything is shared.
    fits = fitting(engine, chooser.wanted, near)
    if isinstance(fits, Refused):
        return fits

    def facts() -> Mapping[str, Any]:
        return {"chosen": chosen_of(engine, fits, near, start), "chooser": chooser}

    return page.shared("shop/chosen_part.html", (chooser, start, near), facts, concerns=(STALLS,))
