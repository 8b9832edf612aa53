"""Charts as pictures: a Vega-Lite specification drawn as PNG or SVG, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal

# On screen: coloured and sized as the specification says, on the ground of its page.
Kind = Literal["png", "svg", "screen"]
FONTS = Path(__file__).parent / "fonts"
WIDTH = 860
INK = {"labelColor": "#3a322d", "titleColor": "#3a322d", "gridColor": "#e4dcd3"}
FONT = "Noto Sans SC"


@cache
def _fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


def draw(specification: dict[str, Any], kind: Kind) -> bytes:
    """The picture: for documents on white, in dark ink and, if it says none, a fixed width.

    ModuleNotFoundError where vl-convert is not installed.
    """
    import vl_convert

    _fonts()
    drawn = {**specification, "config": {**specification.get("config", {}), "font": FONT}}
    if kind != "screen":
        drawn = _on_paper(drawn)
    if kind == "png":
        return bytes(vl_convert.vegalite_to_png(drawn, scale=2.0))
    return str(vl_convert.vegalite_to_svg(drawn)).encode()


def _on_paper(drawn: dict[str, Any]) -> dict[str, Any]:
    words = {"labelColor": INK["labelColor"], "titleColor": INK["titleColor"]}
    told = drawn["config"]
    looks = {
        "axis": {**told.get("axis", {}), **INK},
        "legend": {**told.get("legend", {}), **words},
        "header": words,
    }
    width = drawn["width"] if isinstance(drawn.get("width"), int) else WIDTH
    return {**drawn, "width": width, "background": "white", "config": {**told, **looks}}


def drawing() -> Callable[[tuple[dict[str, Any], Kind]], bytes]:
    """What draws for whoever sends a specification and a kind: for a process apart."""
    return lambda asked: draw(*asked)
