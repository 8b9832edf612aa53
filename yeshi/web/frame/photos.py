"""Photos that others bring to show dishes and stalls, and where each of them is found."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Path, Response
from starlette.responses import HTMLResponse

from yeshi.accords.contents import HEIC, JPEG, PNG, WEBP, picture_kind
from yeshi.accords.meeting import TooLarge
from yeshi.base.refused import Reason, Refused, Unknown
from yeshi.flow.stalls.picturing import Forms
from yeshi.web.frame.access import ANYBODY, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.kept_files import A_YEAR
from yeshi.web.frame.uploads import Resizer

_MEGABYTE = 1024 * 1024
PHOTO_BYTES_MAX = 12 * _MEGABYTE
KINDS = (JPEG, PNG, WEBP, HEIC)

Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
Width = Annotated[int, Path(ge=1, le=10_000)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class NoPhoto(Reason):
    """What was brought is no photo of a kind that is read."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhotoUnread(Reason):
    """The photo is broken, too small, or has too many points."""

    side_min: int
    points_max: int


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as pages show it: its forms by their widths, and what names them."""

    forms: dict[int, bytes]

    @property
    def named(self) -> Forms:
        """By which digest and in which widths it is kept."""
        told = sha256()
        for width in sorted(self.forms):
            told.update(f"{width}:{len(self.forms[width])}:".encode())
            told.update(self.forms[width])
        return Forms(told.hexdigest(), tuple(sorted(self.forms)))


def photo_of(resize: Resizer, data: bytes) -> Photo | Refused:
    """The photo in the bytes; `data`: one byte more than is read, where there are more.

    What is too large, or of another kind by what is in it, is not looked at any further.
    """
    if len(data) > PHOTO_BYTES_MAX:
        return Refused(TooLarge(-(-len(data) // _MEGABYTE), PHOTO_BYTES_MAX // _MEGABYTE))
    if picture_kind(data) is None:
        return Refused(NoPhoto(tuple(kind.endings[0].strip(".").upper() for kind in KINDS)))
    forms = resize(data)
    return forms if isinstance(forms, Refused) else Photo(forms)


@router.get("/pictures/{picture}/{width}", dependencies=ANYBODY)
def picture(desk: At, page: Page, picture: Digest, width: Width) -> Response:
    """A form of a picture: never another one under this address."""
    data = desk.pictures.read(picture, width)
    if data is None:
        return page.refused(Refused(Unknown("picture", picture)))
    return Response(data, media_type="image/webp", headers={"Cache-Control": A_YEAR})
