"""Charts as pictures: a Vega-Lite specification drawn as PNG or SVG, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal

FONTS = Path(__file__).parent / "fonts"
WIDTH = 860
INK = {"labelColor": "#3a322d", "titleColor": "#3a322d", "gridColor": "#e4dcd3"}


@cache
def _fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


def draw(specification: dict[str, Any], kind: Literal["png", "svg"]) -> bytes:
    """The picture, on white, in dark ink and a fixed width, for documents.

    ModuleNotFoundError where vl-convert is not installed.
    """
    import vl_convert

    _fonts()
    drawn = dict(specification)
    drawn["width"] = WIDTH
    drawn["background"] = "white"
    drawn["config"] = {
        **drawn.get("config", {}),
        "font": "Noto Sans SC",
        "axis": INK,
        "legend": {"labelColor": INK["labelColor"], "titleColor": INK["titleColor"]},
        "header": {"labelColor": INK["labelColor"], "titleColor": INK["titleColor"]},
    }
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(drawn)).encode()
    return bytes(vl_convert.vegalite_to_png(drawn, scale=2.0))


def drawing() -> Callable[[tuple[dict[str, Any], Literal["png", "svg"]]], bytes]:
    """What draws for whoever sends a specification and a kind: for a process apart."""
    return lambda asked: draw(*asked)
