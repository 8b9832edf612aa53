"""Charts of a programme: its account by year, and whether its fund will last."""

from __future__ import annotations

from typing import Any

from yeshi.base.sentences import say
from yeshi.flow.programmes.accounting import ProgrammeView
from yeshi.programmes.forecast import Forecast
from yeshi.web.frame.charts import framed

MILLION_FEN = 100_000_000


def account_chart(view: ProgrammeView, language: str) -> dict[str, Any]:
    """What came in (above) and went out (below) each year, by reason, in yuan."""
    values = []
    for one in view.sums:
        why = say(language, f"why.{one.why}")
        for amount, sign in ((one.into.fen, 1), (one.out.fen, -1)):
            if amount:
                values.append({"year": str(one.year), "why": why, "yuan": sign * amount / 100})
    return framed(
        {
            "data": {"values": values},
            "mark": {"type": "bar", "size": 46},
            "encoding": {
                "x": {"field": "year", "type": "ordinal",
                      "axis": {"title": say(language, "programme.year"), "labelAngle": 0}},
                "y": {"field": "yuan", "type": "quantitative", "stack": "zero",
                      "axis": {"title": say(language, "programme.yuan"), "format": "~s"}},
                "color": {"field": "why", "legend": {"title": None, "orient": "top"},
                          "scale": {"range": ["#f2a33a", "#4fb6a8", "#d98cb3", "#8fa8d9"]}},
                "tooltip": [{"field": "year"}, {"field": "why"},
                            {"field": "yuan", "format": ",.2f"}],
            },
        }
    )  # fmt: skip


def forecast_chart(forecast: Forecast, language: str) -> dict[str, Any]:
    """The fund at each year's end: nine draws in ten lie in the band; and what falls due."""
    values = [
        {
            "year": str(one.year),
            "low": one.balance_low_fen / MILLION_FEN,
            "balance": one.balance_fen / MILLION_FEN,
            "high": one.balance_high_fen / MILLION_FEN,
            "due": one.due_fen / MILLION_FEN,
            "paid": one.paid,
        }
        for one in forecast.years
    ]
    title = say(language, "programme.millions")
    x = {"field": "year", "type": "ordinal",
         "axis": {"title": say(language, "programme.year"), "labelAngle": 0}}  # fmt: skip
    return framed(
        {
            "data": {"values": values},
            "encoding": {"x": x},
            "layer": [
                {"mark": {"type": "bar", "color": "#5a4a3a", "size": 26},
                 "encoding": {"y": {"field": "due", "type": "quantitative",
                                    "axis": {"title": title}}}},
                {"mark": {"type": "area", "color": "#4fb6a8", "opacity": 0.3},
                 "encoding": {"y": {"field": "low", "type": "quantitative"},
                              "y2": {"field": "high"}}},
                {"mark": {"type": "line", "color": "#4fb6a8", "point": {"color": "#4fb6a8"}},
                 "encoding": {"y": {"field": "balance", "type": "quantitative"},
                              "tooltip": [{"field": "year"},
                                          {"field": "balance", "format": ".2f"},
                                          {"field": "due", "format": ".2f"},
                                          {"field": "paid", "format": ".0%"}]}},
            ],
        }
    )  # fmt: skip
