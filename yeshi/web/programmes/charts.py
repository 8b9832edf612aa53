"""Charts of a programme: its account by year, and whether its fund will last."""

from __future__ import annotations

from typing import Any

from yeshi.base.money import unit_fen
from yeshi.base.sentences import say
from yeshi.flow.programmes.accounting import ProgrammeView
from yeshi.programmes.forecast import Forecast
from yeshi.web.frame.charts import framed, said


def account_chart(view: ProgrammeView, language: str) -> dict[str, Any]:
    """What came in (above) and went out (below) each year, by reason, in units."""
    values = []
    for one in view.sums:
        why = say(language, f"why.{one.why}")
        for amount, sign in ((one.into.units, 1), (one.out.units, -1)):
            if amount:
                values.append({"year": str(one.year), "why": why, "amount": sign * amount})
    return framed(
        {
            "data": {"values": values},
            "mark": {"type": "bar", "size": 46},
            "encoding": {
                "x": {"field": "year", "type": "ordinal",
                      "axis": {"title": say(language, "programme.year"), "labelAngle": 0}},
                "y": {"field": "amount", "type": "quantitative", "stack": "zero",
                      # Before the first movement the axis would have no length, and no numbers.
                      "scale": {} if values else {"domain": [0, 1]},
                      "axis": {"title": view.programme.pledged.currency, "format": "~s"}},
                "color": {"field": "why", "title": say(language, "programme.reason"),
                          "legend": {"title": None, "orient": "top"},
                          "scale": {"range": ["#f2a33a", "#4fb6a8", "#d98cb3", "#8fa8d9"]}},
                "tooltip": [said("year", say(language, "programme.year")),
                            said("why", say(language, "programme.reason")),
                            said("amount", view.programme.pledged.currency, ",.2f")],
            },
        }
    )  # fmt: skip


def forecast_chart(forecast: Forecast, currency: str, language: str) -> dict[str, Any]:
    """The fund at each year's end: nine draws in ten lie in the band; and what falls due."""
    million_fen = 10**6 * unit_fen(currency)
    values = [
        {
            "year": str(one.year),
            "low": one.balance_low_fen / million_fen,
            "balance": one.balance_fen / million_fen,
            "high": one.balance_high_fen / million_fen,
            "due": one.due_fen / million_fen,
            "paid": one.paid,
        }
        for one in forecast.years
    ]
    title = say(language, "programme.millions", currency=currency)
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
                              "tooltip": [
                                  said("year", say(language, "programme.year")),
                                  said("balance", say(language, "programme.balance"), ".2f"),
                                  said("due", say(language, "programme.due"), ".2f"),
                                  said("paid", say(language, "programme.paid_share"), ".0%")]}},
            ],
        }
    )  # fmt: skip
