"""Charts as Vega-Lite specifications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yeshi.base.sentences import say
from yeshi.flow.city.observing import Figures

# Points for the axis below a chart and the legend above it.
_AROUND = 60


def orders_by_hour(figures: Figures, hours: Sequence[int], language: str) -> dict[str, Any]:
    """Orders placed and delivered by local hour, in the order `hours` of the business day."""
    series = {
        say(language, "city.placed"): dict(figures.orders_by_hour),
        say(language, "city.delivered"): dict(figures.delivered_by_hour),
    }
    values = [
        {"hour": f"{hour:02d}", "what": what, "orders": counts.get(hour, 0)}
        for what, counts in series.items()
        for hour in hours
    ]
    most = max(count for one in series.values() for count in (0, *one.values()))
    return framed(
        {
            "data": {"values": values},
            "mark": {"type": "bar", "cornerRadiusEnd": 2},
            "encoding": {
                "x": {
                    "field": "hour",
                    "type": "ordinal",
                    "sort": None,
                    "axis": {
                        "title": say(language, "city.hour"),
                        "labelAngle": 0,
                        "labelOverlap": True,
                    },
                },
                "xOffset": {"field": "what", "sort": list(series)},
                "y": {
                    "field": "orders",
                    "type": "quantitative",
                    # Before the first order the axis would have no length, and odd numbers.
                    "scale": {"domain": [0, 1]} if most < 1 else {},
                    "axis": {
                        "title": say(language, "city.orders"),
                        "tickMinStep": 1,
                        "format": ",d",
                    },
                },
                "color": {
                    "field": "what",
                    "title": say(language, "axis.what"),
                    "sort": list(series),
                    "scale": {"range": ["#f2a33a", "#4fb6a8"]},
                    "legend": {"title": None, "orient": "top"},
                },
            },
        }
    )


def said(field: str, title: str, form: str = "") -> dict[str, Any]:
    """A field as a chart tells it of one of its parts, in words and in a form of D3."""
    return {"field": field, "title": title, **({"format": form} if form else {})}


def height_of(specification: dict[str, Any] | None) -> int:
    """How high its place on a page is, in points: with its axis and its legend; 0 for none."""
    return specification["height"] + _AROUND if specification else 0


def fitted(specification: dict[str, Any], wide: int, high: int) -> dict[str, Any]:
    """The chart for a place of so many points: all of it within, in letters read on a phone."""
    config = specification["config"]
    letters = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    return {
        **specification,
        "width": wide,
        "height": high,
        "padding": 2,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": {
            **config,
            "numberFormat": ",.2~f",
            "axis": {**config["axis"], **letters},
            "legend": {**config["legend"], **letters},
        },
    }


def framed(drawing: dict[str, Any], height: int = 220) -> dict[str, Any]:
    """The drawing as a whole specification, in the pages' colours and as wide as its place."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": height,
        "background": "transparent",
        **_titled(drawing),
        "config": {
            "view": {"stroke": None},
            "axis": {
                "labelColor": "#cbbfae",
                "titleColor": "#cbbfae",
                "gridColor": "#3a3230",
                "domainColor": "#8f8279",
                "tickColor": "#8f8279",
            },
            "legend": {"labelColor": "#cbbfae", "titleColor": "#cbbfae"},
        },
    }


def _titled(drawing: dict[str, Any]) -> dict[str, Any]:
    """The drawing with what stands along its axes as the titles of their fields too.

    By these a part of a chart says what it is.
    """
    titled = {**drawing}
    if "layer" in drawing:
        titled["layer"] = [_titled(one) for one in drawing["layer"]]
    if "encoding" in drawing:
        titled["encoding"] = {
            channel: _called(one) if isinstance(one, dict) else one
            for channel, one in drawing["encoding"].items()
        }
    return titled


def _called(field: dict[str, Any]) -> dict[str, Any]:
    title = (field.get("axis") or field.get("legend") or {}).get("title")
    return {"title": title, **field} if title else field
