"""The chart of each sheet, as a Vega-Lite specification."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from yeshi.base.sentences import say, sentences
from yeshi.observatory.sheet import CURRENCY, Sheet
from yeshi.web.frame.charts import framed

Spec = dict[str, Any]
AMBER, TEAL, ROSE, BLUE = "#f2a33a", "#4fb6a8", "#d98cb3", "#8fa8d9"
# Days by their months in figures, which every language reads.
MONTHS = {"title": None, "format": "%Y-%m", "tickCount": 8, "labelOverlap": True}
RUNG_ORDER = ["listed", "ordering", "paid", "delivering", "figures",
              "described", "applied", "decided", "delivered"]  # fmt: skip


def word(language: str, text: object) -> str:
    """A word of the data in the language, itself where the catalogue does not have it."""
    known = sentences(language)
    kind, parted, name = str(text).partition(": ")
    if parted:
        return f"{word(language, kind)}{say(language, 'axis.colon')}{word(language, name)}"
    return known.get(f"word.{text}", known.get(f"sector.{text}", str(text)))


def _axis(language: str, key: str, **more: Any) -> dict[str, Any]:
    return {"title": say(language, f"axis.{key}"), **more}


def _of_money(sheet: Sheet, language: str, field: str, key: str) -> dict[str, Any]:
    """A field of amounts, on an axis in the currency that the sheet names."""
    title = say(language, f"axis.{key}", currency=sheet.notes.get(CURRENCY, ""))
    return {"field": field, "type": "quantitative", "axis": {"title": title}}


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
                  "axis": _axis(language, "hour", labelAngle=0)},
            "y": _of_money(sheet, language, "amount", "amount"),
            "color": {"field": "when", "scale": {"range": [AMBER, BLUE]},
                      "sort": [say(language, "axis.night"), say(language, "axis.day_time")],
                      "legend": {"title": None, "orient": "top"}},
            "tooltip": [{"field": "hour"}, {"field": "amount", "format": ",.0f"},
                        {"field": "orders", "format": ",d"}],
        },
    }  # fmt: skip


def _bars(field: str, axis: str, name: Callable[[dict[str, Any], str], str]) -> Any:
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
                      "axis": {"title": None, "labelLimit": 170}},
                "x": _of_money(sheet, language, "value", axis),
                "tooltip": [{"field": "name"}, {"field": "value", "format": ",.2f"}],
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
                  "axis": _axis(language, "hour", labelAngle=0)},
            "y": {"field": "day", "type": "ordinal",
                  "axis": {"title": None, "labelOverlap": "greedy", "labelSeparation": 4}},
            "color": {"field": "orders", "type": "quantitative",
                      "scale": {"range": ["#2a2220", "#7a4b1c", AMBER, "#ffe3b3"]},
                      "legend": {"title": say(language, "axis.orders")}},
            "tooltip": [{"field": "day"}, {"field": "hour"}, {"field": "orders"}],
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
            "x": {"field": "week", "type": "ordinal", "axis": _axis(language, "week")},
            "y": _of_money(sheet, language, "amount", "amount_hour"),
            "color": {"field": "what", "scale": {"range": [AMBER, TEAL]},
                      "legend": {"title": None, "orient": "top"}},
        },
    }  # fmt: skip


def _work_steady(sheet: Sheet, language: str) -> Spec:
    return {
        "data": {"values": list(sheet.rows)},
        "mark": {"type": "bar", "color": TEAL, "cornerRadiusEnd": 2},
        "encoding": {
            "x": {"field": "weeks", "type": "ordinal",
                  "axis": _axis(language, "weeks_of_12", labelAngle=0)},
            "y": {"field": "people", "type": "quantitative",
                  "axis": _axis(language, "people", tickMinStep=1)},
        },
    }  # fmt: skip


def _vouchers(sheet: Sheet, language: str) -> Spec:
    rows = [
        {"name": _in_language(row, language), **{k: row[k] for k in ("leverage", "low", "high")},
         "naive": row["naive"]}
        for row in sheet.rows if row["leverage"] is not None
    ]  # fmt: skip
    x = {"type": "quantitative", "axis": _axis(language, "leverage")}
    y = {"field": "name", "type": "nominal", "axis": {"title": None, "labelLimit": 170}}
    return {
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "color": TEAL, "size": 3},
             "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}}},
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
            "x": {"field": "day", "type": "temporal", "axis": MONTHS},
            "y": {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]},
                  "axis": _axis(language, "share", format="%")},
            "color": {"field": "rung", "sort": order,
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
    x = {"type": "quantitative", "scale": {"domain": [0, 100]}, "axis": _axis(language, "score")}
    y = {"field": "name", "type": "nominal", "sort": None, "axis": {"title": None}}
    return {
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "color": "#cbbfae", "size": 2},
             "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "size": 90},
             "encoding": {"y": y, "x": {**x, "field": "score"},
                          "color": {"field": "by", "scale": {"range": [AMBER, TEAL, BLUE]},
                                    "legend": {"title": None, "orient": "top"}},
                          "tooltip": [{"field": "name"}, {"field": "score", "format": ".1f"},
                                      {"field": "businesses"}]}},
        ],
    }  # fmt: skip


def _trade(sheet: Sheet, language: str) -> Spec:
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
            "y": _of_money(sheet, language, "amount", "amount"),
            "color": {"field": "what", "sort": None, "scale": {"range": [AMBER, TEAL]},
                      "legend": {"title": None, "orient": "top"}},
        },
    }  # fmt: skip


def _curves(sheet: Sheet, language: str) -> Spec:
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
                                "axis": _axis(language, "performance", format="%")},
                          "y2": {"field": "high"}}},
            {"mark": {"type": "line"},
             "encoding": {"x": x, "color": color,
                          "y": {"field": "performance", "type": "quantitative"}}},
        ],
    }  # fmt: skip


def _study(sheet: Sheet, language: str) -> Spec:
    x = {"field": "after", "type": "quantitative",
         "axis": _axis(language, "weeks_after", format="d")}  # fmt: skip
    y = {"type": "quantitative", "axis": _axis(language, "percent_of_usual")}
    return {
        "data": {"values": list(sheet.rows)},
        "layer": [
            {"mark": {"type": "rule", "color": "#8f8279"}, "data": {"values": [{"y": 0}]},
             "encoding": {"y": {"field": "y", "type": "quantitative"}}},
            {"mark": {"type": "rule", "color": TEAL, "size": 2},
             "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "color": AMBER, "size": 60},
             "encoding": {"x": x, "y": {**y, "field": "value"}}},
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
    "recovery-trade": _trade,
    "recovery-curves": _curves,
    "recovery-study": _study,
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
