"""Of a picture that others bring, what it looks like is kept, and nothing else."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from yeshi.adapters.paper import repainting
from yeshi.adapters.paper.repainting import repaint
from yeshi.base.errors import InputError


def painted(kind: str, mode: str = "RGB", **how: object) -> bytes:
    """A small picture: its first point red, the others blue."""
    seen = Image.new("RGB", (8, 4), "blue")
    seen.putpixel((0, 0), (255, 0, 0))
    out = BytesIO()
    seen.convert(mode).save(out, kind, **how)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_only_what_it_looks_like_is_kept(kind: str) -> None:
    """Not where it was taken, nor what is hidden behind its end."""
    told = Image.Exif()
    told[0x010E] = "marked-place"
    given = painted(kind, exif=told) + b"marked-tail<script>"
    assert b"marked-place" in given
    kept = repaint(given)
    assert b"marked" not in kept
    assert b"script" not in kept
    with Image.open(BytesIO(kept)) as seen:
        assert (seen.format, seen.size) == (kind, (8, 4))
        assert not seen.getexif()


def test_it_is_put_upright() -> None:
    """As the camera said that it was held."""
    told = Image.Exif()
    told[0x0112] = 6
    with Image.open(BytesIO(repaint(painted("PNG", exif=told)))) as seen:
        assert seen.size == (4, 8)
        assert seen.convert("RGB").getpixel((3, 0)) == (255, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA"])
def test_every_way_of_colour_is_painted(mode: str) -> None:
    """And the same again is the same."""
    once = repaint(painted("PNG", mode))
    assert repaint(once) == once


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n broken", b"\xff\xd8\xff\xe0 broken", painted("PNG")[:60],
             b"GIF89a" + bytes(30), painted("GIF"), painted("TIFF")]
)  # fmt: skip
def test_what_is_broken_or_another_kind_is_refused(data: bytes) -> None:
    """Before anything is painted."""
    with pytest.raises(InputError):
        repaint(data)


def test_too_many_points_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By what the file says of itself."""
    monkeypatch.setattr(repainting, "POINTS_MAX", 10)
    with pytest.raises(InputError, match="points"):
        repaint(painted("PNG"))


def test_a_bomb_is_refused() -> None:
    """A few kilobytes that say that they are four hundred million points."""
    bomb = BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    with pytest.raises(InputError, match="cannot be read"):
        repaint(bomb.getvalue())
