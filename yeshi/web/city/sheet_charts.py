"""The chart of each sheet, as a Vega-Lite specification."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

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
from yeshi.web.city.recovery_charts import curves, study, trade
from yeshi.web.frame.charts import framed, said

# Long names leave room for what is drawn beside them on a phone.
NAMES = {"title": None, "labelLimit": 130}
RUNG_ORDER = ["listed", "ordering", "paid", "delivering", "figures",
              "described", "applied", "decided", "delivered"]  # fmt: skip


def _amount(sheet: Sheet, language: str, unit: str = "amount") -> str:
    return str(of_money(sheet, language, "", unit)["axis"]["title"])


def _night_hours(sheet: Sheet, language: str) -> Spec:
    rows = [
        {"hour": f"{row['hour']:02d}", "amount": row["sold"], "orders": row["orders"],
         "when": say(language, "axis.night" if row["night"] else "axis.day_time")}
        for row in sheet.rows
    ]  # fmt: skip
    return {
        "data": {"values": rows},
        "mark": {"type": "bar", "cornerRadiusEnd": 2},
        "encoding": {
            "x": {"field": "hour", "type": "ordinal", "sort": None,
                  "axis": axis(language, "hour", labelAngle=0, labelOverlap=True)},
            "y": of_money(sheet, language, "amount", "amount"),
            "color": {"field": "when", "title": say(language, "axis.what"),
                      "scale": {"range": [AMBER, BLUE]},
                      "sort": [say(language, "axis.night"), say(language, "axis.day_time")],
                      "legend": {"title": None, "orient": "top"}},
            "tooltip": [said("hour", say(language, "axis.hour")),
                        said("amount", _amount(sheet, language), ",.0f"),
                        said("orders", say(language, "axis.orders"), ",d")],
        },
    }  # fmt: skip


def _bars(field: str, unit: str, name: Callable[[dict[str, Any], str], str]) -> Any:
    def drawn(sheet: Sheet, language: str) -> Spec:
        rows = [
            {"name": name(row, language), "value": row[field]}
            for row in sheet.rows[:15] if row[field] is not None
        ]  # fmt: skip
        return {
            "data": {"values": rows},
            "mark": {"type": "bar", "color": AMBER, "cornerRadiusEnd": 2},
            "encoding": {
                "y": {"field": "name", "type": "nominal", "sort": None,
                      "title": say(language, "column.name"), "axis": NAMES},
                "x": of_money(sheet, language, "value", unit),
                "tooltip": [said("name", say(language, "column.name")),
                            said("value", _amount(sheet, language, unit), ",.2f")],
            },
        }  # fmt: skip

    return drawn


def _by_merchant(sheet: Sheet, language: str) -> Spec:
    """Over all campaigns, the largest first; the table tells of each campaign."""
    sums: dict[str, dict[str, Any]] = {}
    for row in sheet.rows:
        known = sums.setdefault(row["merchant"], {**row, "spent": 0.0})
        known["spent"] += row["spent"]
    ranked = sorted(sums.values(), key=lambda row: (-row["spent"], row["merchant"]))
    whole: Spec = _bars("spent", "vouchers", _in_language)(
        replace(sheet, rows=tuple(ranked)), language
    )
    return whole


def _in_language(row: dict[str, Any], language: str) -> str:
    return str(row.get(language) or row.get("market") or row.get("merchant"))


def _calendar(sheet: Sheet, language: str) -> Spec:
    rows = [{**row, "hour": f"{row['hour']:02d}"} for row in sheet.rows]
    order = [f"{hour:02d}" for hour in sheet.notes["hours"]]
    return {
        "data": {"values": rows},
        "mark": {"type": "rect"},
        "encoding": {
            "x": {"field": "hour", "type": "ordinal", "sort": order, "scale": {"domain": order},
                  "axis": axis(language, "hour", labelAngle=0, labelOverlap=True)},
            "y": {"field": "day", "type": "ordinal", "title": say(language, "column.day"),
                  "axis": {"title": None, "labelOverlap": "greedy", "labelSeparation": 4}},
            "color": {"field": "orders", "type": "quantitative",
                      # In steps, each with a colour that the page may say in its own light.
                      "scale": {"type": "quantize",
                                "range": ["#2a2220", "#7a4b1c", AMBER, "#ffe3b3"]},
                      "legend": {"title": say(language, "axis.orders")}},
            "tooltip": [said("day", say(language, "column.day")),
                        said("hour", say(language, "axis.hour")),
                        said("orders", say(language, "axis.orders"))],
        },
    }  # fmt: skip


def _work_weeks(sheet: Sheet, language: str) -> Spec:
    rows = [
        {"week": row["week"], "what": say(language, f"axis.{key}"), "amount": row[key]}
        for row in sheet.rows
        for key in ("hourly_median", "hourly_p10")
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "week", "type": "ordinal", "axis": axis(language, "week")},
            "y": of_money(sheet, language, "amount", "amount_hour"),
            "color": {"field": "what", "title": say(language, "axis.what"),
                      "scale": {"range": [AMBER, TEAL]},
                      "legend": {"title": None, "orient": "top"}},
        },
    }  # fmt: skip


def _work_steady(sheet: Sheet, language: str) -> Spec:
    return {
        "data": {"values": list(sheet.rows)},
        "mark": {"type": "bar", "color": TEAL, "cornerRadiusEnd": 2},
        "encoding": {
            "x": {"field": "weeks", "type": "ordinal",
                  "axis": axis(language, "weeks_of_12", labelAngle=0)},
            "y": {"field": "people", "type": "quantitative",
                  "axis": axis(language, "people", tickMinStep=1)},
        },
    }  # fmt: skip


def _vouchers(sheet: Sheet, language: str) -> Spec:
    rows = [
        {"name": _in_language(row, language), **{k: row[k] for k in ("leverage", "low", "high")},
         "naive": row["naive"]}
        for row in sheet.rows if row["leverage"] is not None
    ]  # fmt: skip
    x = {"type": "quantitative", "axis": axis(language, "leverage")}
    y = {"field": "name", "type": "nominal", "title": say(language, "column.name"), "axis": NAMES}
    return {
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "color": TEAL, "size": 3},
             "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": upper(language)}},
            {"mark": {"type": "point", "filled": True, "color": TEAL, "size": 90},
             "encoding": {"y": y, "x": {**x, "field": "leverage"}}},
            {"mark": {"type": "tick", "color": ROSE, "thickness": 3, "size": 26},
             "encoding": {"y": y, "x": {**x, "field": "naive"}}},
        ],
    }  # fmt: skip


def _rungs(sheet: Sheet, language: str) -> Spec:
    rows = [
        {"day": row["day"], "rung": say(language, f"rung.{row['rung']}"), "share": row["share"],
         "at": RUNG_ORDER.index(row["rung"])}
        for row in sheet.rows if row["by"] == "city" and row["kind"] == "businesses"
    ]  # fmt: skip
    order = [say(language, f"rung.{rung}") for rung in RUNG_ORDER]
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "day", "type": "temporal", "title": say(language, "column.day"),
                  "axis": MONTHS},
            "y": {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]},
                  "axis": axis(language, "share", format=".0%")},
            "color": {"field": "rung", "title": say(language, "column.rung"), "sort": order,
                      "scale": {"range": ["#8f8279", BLUE, TEAL, AMBER, ROSE]},
                      "legend": {"title": None, "orient": "top", "columns": 3}},
        },
    }  # fmt: skip


def _scores(sheet: Sheet, language: str) -> Spec:
    last = max((row["day"] for row in sheet.rows), default="")
    rows = [
        {"name": word(language, row["group"]), "by": say(language, f"axis.by_{row['by']}"),
         **{k: row[k] for k in ("score", "low", "high", "businesses")}}
        for row in sheet.rows if row["day"] == last
    ]  # fmt: skip
    x = {"type": "quantitative", "scale": {"domain": [0, 100]}, "axis": axis(language, "score")}
    y = {"field": "name", "type": "nominal", "sort": None, "title": say(language, "column.name"),
         "axis": NAMES}  # fmt: skip
    return {
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "color": "#cbbfae", "size": 2},
             "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": upper(language)}},
            {"mark": {"type": "point", "filled": True, "size": 90},
             "encoding": {"y": y, "x": {**x, "field": "score"},
                          "color": {"field": "by", "title": say(language, "column.by"),
                                    "scale": {"range": [AMBER, TEAL, BLUE]},
                                    "legend": {"title": None, "orient": "top"}},
                          "tooltip": [said("name", say(language, "column.name")),
                                      said("score", say(language, "axis.score"), ".1f"),
                                      said("businesses", say(language, "column.businesses"))]}},
        ],
    }  # fmt: skip


_DRAWN: dict[str, Callable[[Sheet, str], Spec]] = {
    "night-hours": _night_hours,
    "night-places": _bars("sold", "amount", _in_language),
    "night-sectors": _bars("sold", "amount", lambda row, lang: word(lang, row["sector"])),
    "night-calendar": _calendar,
    "night-districts": _bars(
        "per_business", "amount_business", lambda row, lang: word(lang, row["district"])
    ),
    "work-weeks": _work_weeks,
    "work-steady": _work_steady,
    "vouchers-campaigns": _vouchers,
    "vouchers-merchants": _by_merchant,
    "index-rungs": _rungs,
    "index-scores": _scores,
    "recovery-trade": trade,
    "recovery-curves": curves,
    "recovery-study": study,
}


def kind_of(name: str) -> str:
    """The kind of a sheet: its name without the shock it is about."""
    return "-".join(name.split("-")[:2])


def chart_of(sheet: Sheet, language: str) -> dict[str, Any] | None:
    """The specification of the sheet's chart; None where a table says it better."""
    drawn = _DRAWN.get(kind_of(sheet.name))
    if drawn is None or not sheet.rows:
        return None
    drawing = drawn(sheet, language)
    if not drawing["data"]["values"]:
        return None
    height = max(120, 26 * min(len(sheet.rows), 15)) if _is_list(sheet) else 240
    if drawn is _vouchers:
        height = 60 + 60 * len(drawing["data"]["values"])
    return framed(drawing, height)


def _is_list(sheet: Sheet) -> bool:
    return kind_of(sheet.name) in {
        "night-places", "night-sectors", "night-districts", "vouchers-merchants", "index-scores",
        "night-calendar",
    }  # fmt: skip
