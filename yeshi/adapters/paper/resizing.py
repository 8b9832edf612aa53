"""Photos that others bring, as pages show them: upright, in sRGB, as WebP in a few widths.

Nothing else of a file is kept, least of all where it was taken. It is done in a process apart, as
what others send is read by code that is not ours.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from yeshi.accords.contents import HEIC, picture_kind
from yeshi.base.errors import InputError

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

# In points: for a list, for a page on a phone, and for one that fills a screen.
WIDTHS = (240, 640, 1280)
# So many times as high as wide, at most, is shown; the middle of what is higher or wider.
HIGH_MOST, WIDE_MOST = 1.5, 2.5
# A telephone's largest photo; a few hundred bytes of a file may say that it has more.
PHOTO_POINTS_MAX = 50_000_000
# What is smaller shows nothing.
SIDE_MIN = 64
QUALITY = 80


def resize(data: bytes) -> dict[int, bytes]:
    """By their widths the forms of the picture, none wider than itself.

    InputError for what is no picture, or too small or too large a one; ModuleNotFoundError where
    what reads it is not installed.
    """
    from PIL import Image, UnidentifiedImageError

    kind = picture_kind(data)
    if kind is None:
        raise InputError("it is no picture")
    if kind is HEIC:
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    format_ = "HEIF" if kind is HEIC else kind.media_type.removeprefix("image/").upper()
    unread = (
        UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, RuntimeError,
        Image.DecompressionBombError,
    )  # fmt: skip
    try:
        with Image.open(BytesIO(data), formats=(format_,)) as seen:
            _see_that_it_fits(seen)
            # A JPEG is read as small as it may be: a large one takes a fifth of the time.
            seen.draft(seen.mode, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
            shown = _shown(seen)
    except unread as no:
        raise InputError(f"the picture cannot be read: {type(no).__name__}") from None
    return _forms(shown)


def resizing() -> Callable[[bytes], dict[int, bytes]]:
    """What resizes for whoever sends a photo: for a process apart."""
    return resize


def _see_that_it_fits(seen: Picture) -> None:
    if seen.width * seen.height > PHOTO_POINTS_MAX:
        raise InputError(f"the picture has more than {PHOTO_POINTS_MAX} points")
    if min(seen.size) < SIDE_MIN:
        raise InputError(f"the picture is less than {SIDE_MIN} points wide or high")


def _shown(seen: Picture) -> Picture:
    """The picture as it is looked at: upright, in the colours of screens, its middle."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(seen)
    wide, high = upright.size
    if high > wide * HIGH_MOST:
        cut = (high - round(wide * HIGH_MOST)) // 2
        upright = upright.crop((0, cut, wide, high - cut))
    elif wide > high * WIDE_MOST:
        cut = (wide - round(high * WIDE_MOST)) // 2
        upright = upright.crop((cut, 0, wide - cut, high))
    # Smaller before its colours are turned, which takes time with each point.
    upright.thumbnail((2 * WIDTHS[-1], 2 * WIDTHS[-1]))
    return _in_srgb(upright)


def _in_srgb(seen: Picture) -> Picture:
    """The picture in RGB, as its own profile says that its colours are meant."""
    from PIL import ImageCms

    plain = "RGBA" if "A" in seen.getbands() or "transparency" in seen.info else "RGB"
    profile = seen.info.get("icc_profile")
    if profile and seen.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            meant = ImageCms.ImageCmsProfile(BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            mode = "RGBA" if seen.mode == "RGBA" else "RGB"
            turned = ImageCms.profileToProfile(seen, meant, screen, outputMode=mode)
            if turned is not None:
                return turned
        except (ImageCms.PyCMSError, OSError):
            # A profile that cannot be read says nothing: the colours are taken as they stand.
            pass
    return seen.convert(plain)


def _forms(shown: Picture) -> dict[int, bytes]:
    from PIL import Image

    forms = {}
    for width in sorted({min(one, shown.width) for one in WIDTHS}):
        height = max(1, round(shown.height * width / shown.width))
        small = shown.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        bare = Image.new(small.mode, small.size)
        bare.paste(small)
        out = BytesIO()
        bare.save(out, "WEBP", quality=QUALITY, method=4)
        forms[width] = out.getvalue()
    return forms
