"""Charts as pictures: on white for documents, on a page's own ground in the size of its place."""

from __future__ import annotations

import re

import pytest

from yeshi.adapters.paper.pictures import INK, WIDTH, draw
from yeshi.web.frame.charts import fitted, framed

pytest.importorskip("vl_convert")
BARS = framed(
    {
        "data": {"values": [{"dish": "臭豆腐", "sold": 3}, {"dish": "Noodles", "sold": 1200}]},
        "mark": {"type": "bar", "color": "#f2a33a"},
        "encoding": {
            "x": {"field": "dish", "type": "nominal", "axis": {"title": "菜"}},
            "y": {"field": "sold", "type": "quantitative", "axis": {"title": "份"}},
        },
    }
)
GROUND = re.compile(r'<rect width="\d+" height="\d+" fill="white"')


def test_a_document_has_it_on_white_and_wide() -> None:
    """In dark ink; as PNG it is drawn twice as fine."""
    drawn = draw(BARS, "svg").decode()
    assert GROUND.search(drawn)
    assert INK["labelColor"] in drawn
    assert WIDTH < int(re.findall(r'<svg[^>]* width="(\d+)"', drawn)[0]) < WIDTH + 100
    assert draw(BARS, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["screen", "svg"])
def test_it_is_as_large_as_its_place(kind: str) -> None:
    """To the point, with all that stands around it."""
    drawn = draw(fitted(BARS, 340, 280), kind).decode()  # type: ignore[arg-type]
    assert re.findall(r'<svg[^>]* width="(\d+)" height="(\d+)"', drawn) == [("340", "280")]


def test_a_page_has_it_on_its_own_ground_and_each_part_says_what_it_is() -> None:
    """In the colours that a page knows by name; nothing is styled within, which pages forbid."""
    drawn = draw(fitted(BARS, 340, 280), "screen").decode()
    assert not GROUND.search(drawn)
    assert INK["labelColor"] not in drawn
    assert "style=" not in drawn
    assert "<style" not in drawn
    assert 'aria-label="菜: Noodles; 份: 1,200"' in drawn
