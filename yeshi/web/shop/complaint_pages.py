"""Saying that something is wrong with what one got, and going on with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.complaints import BackTo
from yeshi.flow.orders import complaining, complaints_seen
from yeshi.flow.orders.complaining import RedressAsked, private_name
from yeshi.flow.privacy.rules import DOORS_KEPT
from yeshi.orders.complaining import TroubleTold, beyond_pictures
from yeshi.orders.complaint import PICTURES_MAX, SAID_LENGTH_MAX, ShownTrouble, Trouble
from yeshi.web.frame.access import OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import NOT_KEPT, Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, IdOrNone, Key, Line, UploadedFile
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.photos import KINDS, PHOTO_BYTES_MAX, Photo, Width, photo_of

LINE = "line-"
# Nine as a telephone takes them.
PHOTOS_BYTES_MAX = 40 * 1024 * 1024
# A few more than are taken get as far as the sentence that says how many are.
Photos = Annotated[list[UploadedFile], File(max_length=2 * PICTURES_MAX)]
PhotoNumber = Annotated[int, Path(ge=0, lt=PICTURES_MAX)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/orders/{order_id}/complaints", dependencies=OWNER_ALONE)
def what_is_wrong(
    desk: At, page: Page, order_id: Id, stall: Annotated[IdOrNone, Query()] = ""
) -> Response:
    """What may be complained about of a stall's part; of several stalls one is chosen first."""
    found = complaints_seen.complaints_of(desk.engine, order_id)
    if isinstance(found, Refused):
        return page.refused(found, f"/orders/{order_id}")
    open_ = [one for one in found.parts if one.is_left] if found.is_open else []
    chosen = open_ if len(open_) == 1 else [one for one in open_ if one.merchant == stall]
    return page.show(
        "shop/complain.html",
        seen=found,
        parts=open_,
        part=chosen[0] if chosen else None,
        kinds=",".join(kind.media_type for kind in KINDS),
        photos_most=PICTURES_MAX,
        megabytes=PHOTOS_BYTES_MAX // (1024 * 1024),
        words_most=SAID_LENGTH_MAX,
        kept_days=DOORS_KEPT.days,
    )


@router.post("/orders/{order_id}/complaints/{merchant}", dependencies=OWNER_ALONE)
def complain(
    desk: At,
    customer: Customer,
    page: Page,
    order_id: Id,
    merchant: Id,
    fields: Fields,
    photos: Photos = [],  # noqa: B006
) -> Response:
    """Say what was wrong, with photos."""
    back, key = f"/orders/{order_id}/complaints?stall={merchant}", f"page:{fields['key']}"
    asked = _asked(merchant, fields)
    if isinstance(asked, Refused):
        return page.refused(asked, back)
    kept = _kept(desk, key, customer, order_id, asked, photos)
    if isinstance(kept, Refused):
        return page.refused(kept, back)
    answer = complaining.complain(desk.engine, key, customer, order_id, kept)
    if isinstance(answer, Refused):
        return page.refused(answer, back)
    return page.back(answer, f"/orders/{order_id}#complaints", Deed.COMPLAINED)


@router.post("/orders/{order_id}/complaints/{complaint}/appeal", dependencies=OWNER_ALONE)
def appeal(
    desk: At,
    customer: Customer,
    page: Page,
    order_id: Id,
    complaint: Id,
    key: Key,
    words: Annotated[Line, Form(max_length=SAID_LENGTH_MAX)] = "",
) -> Response:
    """Have the control room decide."""
    named = f"page:{key}"
    answer = complaining.appeal(desk.engine, named, customer, order_id, complaint, words.strip())
    return page.back(answer, f"/orders/{order_id}#complaints", Deed.SENT)


@router.get("/complaints/{complaint}/photos/{number}/{width}", dependencies=OWNER_ALONE)
def photo(desk: At, page: Page, complaint: Id, number: PhotoNumber, width: Width) -> Response:
    """A photo of it, for whoever has to do with it; no browser and nothing on the way keeps it."""
    name = complaints_seen.photo_of(desk.engine, complaint, number)
    if isinstance(name, Refused):
        return page.refused(name)
    data = desk.pictures.read(name, width)
    if data is None:
        return page.refused(Refused(Unknown("picture", str(number))))
    return Response(data, media_type="image/webp", headers=NOT_KEPT)


def _asked(merchant: str, fields: Mapping[str, str]) -> RedressAsked | Refused:
    """What was ticked and written."""
    quantities: dict[int, int] = {}
    for name, value in fields.items():
        number = name.removeprefix(LINE)
        if name.startswith(LINE):
            if not (number.isdecimal() and value.isdecimal()) or len(number + value) > 8:
                return Refused(Invalid("line", "choice"))
            quantities[int(number)] = int(value)
    trouble, to = fields.get("trouble", ""), fields.get("back_to", "")
    if trouble not in list(Trouble):
        return Refused(Invalid("trouble", "missing"))
    if to and to not in list(BackTo):
        return Refused(Invalid("back_to", "choice"))
    told = TroubleTold(merchant, quantities, Trouble(trouble), fields.get("words", "").strip())
    return RedressAsked(told, BackTo(to) if to else None)


def _kept(
    desk: Desk, key: str, customer: str, order_id: str, asked: RedressAsked,
    photos: Sequence[UploadedFile],
) -> RedressAsked | Refused:  # fmt: skip
    """What is asked with its photos, which are named in the record before they are kept."""
    brought = _read(desk, photos)
    if isinstance(brought, Refused) or not brought:
        return brought if isinstance(brought, Refused) else asked
    named = {private_name(key, one.named.digest): one for one in brought}
    answer = complaining.bring_photos(
        desk.engine, f"{key}:photos", customer, order_id, asked, list(named)
    )
    if isinstance(answer, Refused):
        return answer
    for name, one in named.items():
        desk.pictures.put(name, one.forms)
    shown = tuple(ShownTrouble(name, one.named.widths) for name, one in named.items())
    return replace(asked, pictures=shown)


def _read(desk: Desk, photos: Sequence[UploadedFile]) -> list[Photo] | Refused:
    """The photos; a field that was left empty brings a file without a name."""
    brought = [one for one in photos if one.filename]
    refused = beyond_pictures(len(brought))
    if refused:
        return refused
    found = []
    for one in brought:
        read = photo_of(desk.resize, one.file.read(PHOTO_BYTES_MAX + 1))
        if isinstance(read, Refused):
            return read
        found.append(read)
    return found
