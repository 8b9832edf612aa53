"""Eyes that read photos: a made-up one for real, upright and turned, and what is no photo."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from yeshi.adapters.menus.eyes import BYTES_MAX, PhotoEyes, is_photo
from yeshi.base.errors import InputError
from yeshi.menus.paper import rows_of

pytest.importorskip("rapidocr")
pytest.importorskip("onnxruntime")
pillow = pytest.importorskip("PIL.Image")
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
DISHES = [("酸辣牛肉粉", "小份", "12"), ("酸辣牛肉粉", "大份", "15"), ("烤秋刀鱼", "", "28.5")]
SIDEWAYS_BY_EXIF = 6


@pytest.fixture(scope="module")
def eyes() -> PhotoEyes:
    """Eyes, opened once."""
    return PhotoEyes()


def photo(turned: int = 0, orientation: int = 1, form: str = "JPEG") -> bytes:
    """A small menu, as JPEG unless said, turned by quarters, and held as its EXIF says."""
    if not Path(FONT).is_file():
        pytest.skip("needs Debian's fonts-noto-cjk")
    from PIL import Image, ImageDraw, ImageFont

    paper = Image.new("RGB", (700, 420), "#f6f1e4")
    draw, font = ImageDraw.Draw(paper), ImageFont.truetype(FONT, 40, index=2)
    for text, x, y in (
        ("粉面", 40, 40), ("小份", 420, 40), ("大份", 560, 40), ("酸辣牛肉粉", 40, 140),
        ("¥12", 420, 140), ("¥15", 560, 140), ("烧烤", 40, 240), ("烤秋刀鱼", 40, 320),
        ("¥28.5", 540, 320),
    ):  # fmt: skip
        draw.text((x, y), text, font=font, fill="#222222")
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    paper.rotate(90 * turned, expand=True).save(out, form, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(("turned", "orientation"), [(1, SIDEWAYS_BY_EXIF), (2, 1), (3, 1)])
def test_a_photo_is_read_however_it_was_held(
    eyes: PhotoEyes, turned: int, orientation: int
) -> None:
    """With an EXIF that says so, or lying on its side or head without a word."""
    rows = rows_of(eyes(photo(turned, orientation)))
    told = [(row.name.text, row.size.text, row.price.text) for row in rows]
    assert [one for one in told if one in DISHES] == DISHES


def test_a_photo_is_read_as_phones_keep_it(eyes: PhotoEyes) -> None:
    """Some keep HEIC, and a file that is sent on is not made into another."""
    pytest.importorskip("pillow_heif").register_heif_opener()
    data = photo(form="HEIF")
    assert is_photo(data)
    told = [(row.name.text, row.size.text, row.price.text) for row in rows_of(eyes(data))]
    assert told == DISHES


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_what_is_no_photo_is_refused_in_a_sentence(eyes: PhotoEyes) -> None:
    """Broken, of another kind, or too large."""
    for data in (b"", b"GIF89a" + b"x" * 40, photo()[:300], b"\x89PNG\r\n\x1a\nnothing"):
        with pytest.raises(InputError, match="broken, or no JPEG"):
            eyes(data)
    with pytest.raises(InputError, match="12 MB"):
        eyes(b"x" * (BYTES_MAX + 1))
    wide = BytesIO()
    pillow.new("L", (16_000, 8_000)).save(wide, "PNG")
    with pytest.raises(InputError, match="points"):
        eyes(wide.getvalue())


def test_an_empty_paper_has_no_texts(eyes: PhotoEyes) -> None:
    """And is no fault."""
    blank = BytesIO()
    pillow.new("RGB", (300, 300), "white").save(blank, "PNG")
    assert eyes(blank.getvalue()).texts == ()


def test_pictures_are_known_by_how_they_begin() -> None:
    """Also those that cannot be read here, so that it is said."""
    assert is_photo(photo())
    assert is_photo(b"\0\0\0\x18ftypheic")
    assert not is_photo("菜名,价格".encode())
