"""Pictures that others bring, painted anew: what they look like is kept, and nothing else of them.

What a file has besides its picture (where and by whom it was taken, what is hidden behind its end)
is left behind. It is done in a process apart, as what others send is read by code that is not ours.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from yeshi.accords.contents import POINTS_MAX
from yeshi.base.errors import InputError

FORMATS = ("PNG", "JPEG", "WEBP")


def repaint(data: bytes) -> bytes:
    """The picture in its own format, upright; InputError for what is none, or too large a one.

    ModuleNotFoundError where Pillow is not installed.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    unread = (
        UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError,
        Image.DecompressionBombError,
    )  # fmt: skip
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as seen:
            if seen.width * seen.height > POINTS_MAX:
                raise InputError(f"the picture has more than {POINTS_MAX} points")
            kind = str(seen.format)
            upright = ImageOps.exif_transpose(seen)
    except unread as fault:
        raise InputError(f"the picture cannot be read: {type(fault).__name__}") from None
    modes = ("L", "RGB") if kind == "JPEG" else ("L", "LA", "RGB", "RGBA")
    fitting = upright if upright.mode in modes else upright.convert(modes[-1])
    bare = Image.new(fitting.mode, fitting.size)
    bare.paste(fitting)
    out = BytesIO()
    bare.save(out, kind, quality=90)
    return out.getvalue()


def repainting() -> Callable[[bytes], bytes]:
    """What paints for whoever sends a picture: for a process apart."""
    return repaint
