"""Eyes for photos of menus: RapidOCR with the models that are in its wheel, on this machine."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from yeshi.base.errors import MenuUnread
from yeshi.menus.seen import Corner, PaperSeen, Text

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
_BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
BYTES_MAX = 12 * 1024 * 1024
POINTS_MAX = 60_000_000
# More than that of a side tells no more, and less is hard to read.
SIDE_MAX = 2000
# Of what is shown beside the table, in points.
VIEW_SIDE = 1000
# Text that is seen no surer than this may be upside down.
UPSIDE_DOWN_BELOW = 0.9
# A text of a sideways photo is so much higher than wide.
SIDEWAYS = 1.5


class PhotoEyes:
    """Sees what is written on a photo; its models are loaded once."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        # Single short texts would be turned around by mistake: the photo is turned as a whole.
        self._sees = RapidOCR(params={"Global.log_level": "error", "Global.use_cls": False})

    def __call__(self, photo: bytes) -> PaperSeen:
        """All that is written there; MenuUnread for what is no photo, or too large a one."""
        pixels = _upright(photo)
        best = self._seen(pixels)
        if _is_sideways(best):
            pixels = _turned(pixels, 1)
            best = self._seen(pixels)
        if best.texts and _sure(best) < UPSIDE_DOWN_BELOW:
            best = max(best, self._seen(_turned(pixels, 2)), key=_told)
        return best

    def _seen(self, pixels: Any) -> PaperSeen:
        found = self._sees(pixels)
        down, across = pixels.shape[:2]
        if found.boxes is None:
            return PaperSeen(across, down, ())
        texts = tuple(
            Text(says, float(sure), _corners(corners))
            for says, sure, corners in zip(found.txts, found.scores, found.boxes, strict=True)
        )
        return PaperSeen(across, down, texts)


def is_photo(data: bytes) -> bool:
    """Whether the bytes begin as a picture does, of whatever kind."""
    return data.startswith(_BEGINNINGS) or data[8:12] == b"WEBP" or data[4:8] == b"ftyp"


def small_view(photo: bytes) -> bytes:
    """The photo as it was held, small and as JPEG, with nothing of where and by whom."""
    out = BytesIO()
    _opened(photo, VIEW_SIDE).save(out, "JPEG", quality=70)
    return out.getvalue()


def _upright(photo: bytes) -> Any:
    """The photo's points as it was held, blue first, no larger than is looked at."""
    import numpy as np

    return np.asarray(_opened(photo, SIDE_MAX))[:, :, ::-1].copy()


def _opened(photo: bytes, side_max: int) -> Any:
    """The photo as it was held, its longer side no longer than that."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(photo) > BYTES_MAX:
        raise MenuUnread("too_large", megabytes=BYTES_MAX // 1024**2)
    if photo[4:8] == b"ftyp":
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    try:
        with Image.open(BytesIO(photo), formats=FORMATS) as seen:
            if seen.width * seen.height > POINTS_MAX:
                raise MenuUnread("too_many_points", points=POINTS_MAX)
            seen.draft("RGB", (side_max, side_max))
            upright = ImageOps.exif_transpose(seen).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise MenuUnread("no_photo") from None
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    bare.thumbnail((side_max, side_max))
    return bare


def _corners(found: Any) -> tuple[Corner, Corner, Corner, Corner]:
    first, second, third, fourth = ((float(x), float(y)) for x, y in found)
    return first, second, third, fourth


def _turned(pixels: Any, quarters: int) -> Any:
    import numpy as np

    return np.rot90(pixels, quarters).copy()


def _is_sideways(seen: PaperSeen) -> bool:
    """Whether most of what has some letters stands on end."""
    long = [text for text in seen.texts if len(text.says) > 2]
    on_end = [text for text in long if _height(text) > SIDEWAYS * _width(text)]
    return len(on_end) > len(long) / 2


def _width(text: Text) -> float:
    across = [x for x, _ in text.corners]
    return max(across) - min(across)


def _height(text: Text) -> float:
    down = [y for _, y in text.corners]
    return max(down) - min(down)


def _sure(seen: PaperSeen) -> float:
    return sum(text.sure for text in seen.texts) / max(1, len(seen.texts))


def _told(seen: PaperSeen) -> float:
    """How many letters were seen, each as much as it is sure: upside down few are."""
    return sum(len(text.says) * text.sure for text in seen.texts)
