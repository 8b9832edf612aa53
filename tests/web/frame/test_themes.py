"""Pages by day and by night, as somebody chose or their system wishes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.test_api import client_of
from yeshi.web.frame.style_sheets import FACES


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A browser in the small city."""
    with client_of(SmallCity().settle_in()) as client:
        client.follow_redirects = False
        yield client


def test_a_choice_is_kept_until_another(client: TestClient) -> None:
    """And leads back to where it was made."""
    assert 'data-theme="system"' in client.get("/").text
    for theme in ("day", "night", "system"):
        chosen = client.get(f"/theme/{theme}?back=/join")
        assert (chosen.status_code, chosen.headers["location"]) == (303, "/join")
        assert f'data-theme="{theme}"' in client.get("/").text


def test_there_is_no_other_light(client: TestClient) -> None:
    """Nor one that a cookie was made to say, nor a way out of the city."""
    assert client.get("/theme/neon").status_code in (404, 422)
    assert client.get("/theme/day?back=https://example.org").headers["location"] == "/"
    client.cookies.set("yeshi_theme", '"><script>')
    assert 'data-theme="system"' in client.get("/").text


def values(sheet: str, selector: str) -> dict[str, str]:
    """The values that the sheet has for what is selected."""
    text = (FACES / "frame" / sheet).read_text(encoding="utf-8")
    block = text[text.index(selector) :].split("}")[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def test_the_day_by_choice_is_that_of_the_system() -> None:
    """Colour for colour; and each is one of the night's."""
    day = values("daylight.css", '[data-theme="day"]')
    assert day == values("daylight.css", '[data-theme="system"]')
    assert day.keys() <= values("tokens.css", ":root").keys()


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` or `#rgb` (WCAG 2.2)."""
    digits = colour.lstrip("#")
    whole = digits if len(digits) == 6 else "".join(one * 2 for one in digits)
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("sheet", ["tokens.css", "daylight.css"])
@pytest.mark.parametrize(
    ("above", "below", "least"),
    [
        *((text, ground, 4.5) for text in ("text", "soft", "lantern", "red", "teal", "good")
          for ground in ("night", "board")),
        *((text, ground, 4.5) for text in ("text", "soft") for ground in ("raised", "notice-ground", "alarm-ground")),
        ("on-lantern", "lantern", 4.5), ("lantern", "lantern-ground", 4.5),
        ("red", "red-ground", 4.5), ("red", "alarm-ground", 4.5), ("teal", "teal-ground", 4.5), ("good", "good-ground", 4.5),
        ("grey", "board", 3.0), ("rose", "board", 3.0), ("blue", "board", 3.0),
    ],
)  # fmt: skip
def test_colours_can_be_told_apart(sheet: str, above: str, below: str, least: float) -> None:
    """As WCAG asks: 4.5 for what is read, 3 for what is drawn."""
    colours = values("tokens.css", ":root")
    if sheet == "daylight.css":
        colours |= values(sheet, '[data-theme="day"]')
    light, dark = sorted((luminance(colours[above]), luminance(colours[below])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least
