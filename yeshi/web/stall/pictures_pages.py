"""What a stall and its dishes look like: its owner, or an operator, brings photos of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.stalls import menus, picturing
from yeshi.flow.stalls.picturing import Sight
from yeshi.market.pictured import PICTURES_KEPT
from yeshi.people.person import Role
from yeshi.web.frame.access import SHOWERS, At
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, IdOrNone, Key, Line, UploadedFile
from yeshi.web.frame.photos import KINDS, PHOTO_BYTES_MAX, photo_of
from yeshi.web.frame.problems import status_of

Why = Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)]
# Which dish; "" for the front of the stall.
Dish = Annotated[IdOrNone, Form()]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/pictures", dependencies=SHOWERS)
def pictures(page: Page, merchant: Id) -> Response:
    """The stall's front and its dishes as they look, and what may be changed."""
    return _shown(page, merchant)


@router.post("/kitchen/{merchant}/pictures", dependencies=SHOWERS)
def bring(
    desk: At,
    page: Page,
    merchant: Id,
    photo: UploadedFile,
    key: Key,
    item: Dish = "",
    why: Why = "",
) -> Response:
    """Have a dish, or the front, look as on this photo."""
    sight = Sight(merchant, item or None, why.strip())
    # One byte more than is read: enough to know that it is too large.
    brought = photo_of(desk.resize, photo.file.read(PHOTO_BYTES_MAX + 1))
    if isinstance(brought, Refused):
        return _shown(page, merchant, item, brought)
    named = brought.named
    answer = picturing.bring(desk.engine, f"page:{key}:bring", sight, named.digest)
    if isinstance(answer, Refused):
        return _shown(page, merchant, item, answer)
    desk.pictures.put(named.digest, brought.forms)
    answer = picturing.show(desk.engine, f"page:{key}:show", sight, named)
    if isinstance(answer, Refused):
        return _shown(page, merchant, item, answer)
    return page.back(answer, f"/kitchen/{merchant}/pictures#{item or 'front'}", Deed.PICTURE)


@router.post("/kitchen/{merchant}/pictures/take-down", dependencies=SHOWERS)
def take_down(
    desk: At, page: Page, merchant: Id, key: Key, item: Dish = "", why: Why = ""
) -> Response:
    """Have a dish, or the front, show no picture."""
    sight = Sight(merchant, item or None, why.strip())
    answer = picturing.take_down(desk.engine, f"page:{key}", sight)
    if isinstance(answer, Refused):
        return _shown(page, merchant, item, answer)
    return page.back(answer, f"/kitchen/{merchant}/pictures#{item or 'front'}", Deed.PICTURE_GONE)


def _shown(
    page: PageReply, merchant: str, item: str = "", refused: Refused | None = None
) -> Response:
    """The page; with what was wrong beside what it was tried for."""
    desk = page.desk
    keeper = picturing.seen_by_keeper(desk.engine, merchant)
    if isinstance(keeper, Refused):
        return page.refused(keeper, "/")
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/")
    return page.show(
        "stall/pictures.html",
        status_of(type(refused.reason)) if refused else 200,
        stall=stall,
        owns=desk.engine.actor.has(Role.STALLHOLDER, merchant),
        kept_days=PICTURES_KEPT.days,
        kinds=",".join(kind.media_type for kind in KINDS),
        wrong_at=item or "front",
        wrong=desk.render.sentence(page.request, refused) if refused else "",
    )
