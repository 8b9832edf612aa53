"""Photos come out upright, in the colours of screens, in a few widths, and tell nothing else."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageCms, TiffImagePlugin

from yeshi.adapters.paper import resizing
from yeshi.adapters.paper.resizing import WIDTHS, resize
from yeshi.base.errors import InputError

# How far a colour may be from what it was, as WebP keeps it.
NEAR = 24


def photo(kind: str, size: tuple[int, int] = (1600, 1200), **how: object) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    seen = Image.new("RGB", size, "blue")
    seen.paste((255, 0, 0), (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    if kind == "HEIF":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    seen.save(out, kind, **how)  # type: ignore[arg-type]
    return out.getvalue()


def looked_at(data: bytes) -> Image.Image:
    """The picture."""
    with Image.open(BytesIO(data)) as seen:
        assert seen.format == "WEBP"
        assert not seen.getexif()
        assert "icc_profile" not in seen.info
        return seen.convert("RGB")


def is_near(seen: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    """Whether the point there has that colour, or nearly."""
    found = seen.getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(one - other) <= NEAR for one, other in zip(found, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_each_kind_comes_in_three_widths(kind: str) -> None:
    """With its proportions, as WebP."""
    forms = resize(photo(kind))
    assert tuple(forms) == WIDTHS
    for width, data in forms.items():
        seen = looked_at(data)
        assert seen.size == (width, width * 3 // 4)
        assert is_near(seen, (10, 10), (255, 0, 0))
        assert is_near(seen, (width - 10, 10), (0, 0, 255))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_where_it_was_taken_is_removed_and_it_is_turned_upright(kind: str) -> None:
    """As the camera said that it was held; a comment, a place and what follows the end go too."""
    told = Image.Exif()
    told[0x0112] = 6
    told[0x010E] = "marked-place"
    # 34853: where it was taken, in degrees, minutes and seconds.
    told[34853] = {1: "N", 2: tuple(TiffImagePlugin.IFDRational(n) for n in (28, 11, 7))}
    given = photo(kind, exif=told.tobytes()) + b"marked-tail<script>"
    for data in resize(given).values():
        assert b"marked" not in data
        assert b"script" not in data
        seen = looked_at(data)
        assert seen.height > seen.width
        assert is_near(seen, (10, 10), (255, 0, 0))
        assert is_near(seen, (10, seen.height - 10), (0, 0, 255))


def test_nothing_is_made_larger_than_it_was() -> None:
    """A small one has one form; the middle of what is very long is shown."""
    assert tuple(resize(photo("JPEG", (500, 400)))) == (240, 500)
    assert tuple(resize(photo("JPEG", (100, 80)))) == (100,)
    (long,) = (looked_at(data) for width, data in resize(photo("PNG", (80, 4000))).items())
    assert long.size == (80, 120)
    wide = looked_at(resize(photo("PNG", (4000, 80)))[200])
    assert wide.size == (200, 80)


def test_colours_are_those_of_screens() -> None:
    """By the profile in the file, which swaps none of them here; without one as they stand."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    seen = looked_at(resize(photo("JPEG", icc_profile=profile))[240])
    assert is_near(seen, (10, 10), (255, 0, 0))
    broken = looked_at(resize(photo("JPEG", icc_profile=b"no profile"))[240])
    assert is_near(broken, (10, 10), (255, 0, 0))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16"])
def test_every_way_of_colour_is_read(mode: str) -> None:
    """Also with what lets through."""
    out = BytesIO()
    plain = Image.new("L", (100, 80), 200)
    seen = plain.convert("I").convert("I;16") if mode == "I;16" else plain.convert(mode)
    seen.save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert tuple(resize(out.getvalue())) == (100,)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"a text", b"%PDF-1.7", b"GIF89a" + bytes(80), b"\x89PNG\r\n\x1a\n broken",
        b"\xff\xd8\xff\xe0 broken", photo("JPEG")[:900], b"\0\0\0\x18ftypheic broken",
        b"RIFF\0\0\0\0WEBP broken", photo("PNG", (30, 900)),
    ],
)  # fmt: skip
def test_what_is_broken_small_or_none_is_refused(data: bytes) -> None:
    """Whatever its name says."""
    with pytest.raises(InputError):
        resize(data)


def test_a_bomb_is_refused_by_what_it_says_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a point of it is drawn."""
    bomb = BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000
    drawn: list[int] = []
    monkeypatch.setattr(resizing, "_shown", drawn.append)
    with pytest.raises(InputError, match="cannot be read"):
        resize(bomb.getvalue())
    with pytest.raises(InputError, match="points"):
        resize(photo("PNG", (8_000, 6_300)))
    assert not drawn
