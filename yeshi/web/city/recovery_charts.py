"""The charts of recovery, as Vega-Lite specifications."""

from __future__ import annotations

from yeshi.base.sentences import say
from yeshi.observatory.sheet import Sheet
from yeshi.web.city.chart_parts import (
    AMBER,
    BLUE,
    MONTHS,
    ROSE,
    TEAL,
    Spec,
    axis,
    of_money,
    upper,
    word,
)


def trade(sheet: Sheet, language: str) -> Spec:
    """All trade by week, and what of it the platform booked."""
    kinds = {"sold": "all_trade", "platform": "on_the_platform"}
    rows = [
        {"period": row["period"], "what": say(language, f"axis.{key}"), "amount": row[column]}
        for column, key in kinds.items()
        for row in sheet.rows if row[column] is not None
    ]  # fmt: skip
    return {
        "data": {"values": rows},
        "mark": {"type": "line"},
        "encoding": {
            "x": {"field": "period", "type": "temporal", "axis": MONTHS},
            "y": of_money(sheet, language, "amount", "amount"),
            "color": {"field": "what", "title": say(language, "axis.what"), "sort": None,
                      "scale": {"range": [AMBER, TEAL]},
                      "legend": {"title": None, "orient": "top"}},
        },
    }  # fmt: skip


def curves(sheet: Sheet, language: str) -> Spec:
    """The groups' ways through a shock, with their intervals."""
    shown = ("all", "online before", "went online", "never online")
    rows = [{**row, "name": word(language, row["group"])} for row in sheet.rows
            if row["group"] in shown]  # fmt: skip
    x = {"field": "period", "type": "temporal", "axis": MONTHS}
    color = {"field": "name", "scale": {"range": [AMBER, TEAL, ROSE, BLUE]},
             "legend": {"title": None, "orient": "top", "symbolOpacity": 1}}  # fmt: skip
    return {
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "area", "opacity": 0.18},
             "encoding": {"x": x, "color": color,
                          "y": {"field": "low", "type": "quantitative",
                                "axis": axis(language, "performance", format=".0%")},
                          "y2": upper(language)}},
            {"mark": {"type": "line"},
             "encoding": {"x": x, "color": color,
                          "y": {"field": "performance", "type": "quantitative"}}},
        ],
    }  # fmt: skip


def study(sheet: Sheet, language: str) -> Spec:
    """The effect by weeks since going online, with its intervals."""
    x = {"field": "after", "type": "quantitative",
         "axis": axis(language, "weeks_after", format="d")}  # fmt: skip
    y = {"type": "quantitative", "axis": axis(language, "percent_of_usual")}
    return {
        "data": {"values": list(sheet.rows)},
        "layer": [
            {"mark": {"type": "rule", "color": "#8f8279"}, "data": {"values": [{"y": 0}]},
             "encoding": {"y": {"field": "y", "type": "quantitative"}}},
            {"mark": {"type": "rule", "color": TEAL, "size": 2},
             "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": upper(language)}},
            {"mark": {"type": "point", "filled": True, "color": AMBER, "size": 60},
             "encoding": {"x": x, "y": {**y, "field": "value"}}},
        ],
    }  # fmt: skip
