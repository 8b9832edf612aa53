"""Sheets of recovery: each shock's curves, and what going online did, from all trade there is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from yeshi.adapters.sheets.source import Source
from yeshi.base.errors import TooFew
from yeshi.base.sentences import LANGUAGES
from yeshi.observatory.recovery.breaks import breaks
from yeshi.observatory.recovery.curve import BEFORE_LEAST, Curve, Estimate
from yeshi.observatory.recovery.groups import curves
from yeshi.observatory.recovery.online import Online, online_effect
from yeshi.observatory.recovery.trade import NEVER, Trade
from yeshi.observatory.recovery.wording import found
from yeshi.observatory.sheet import Row, Sheet

WEEK = timedelta(days=7)


def weekly(city: Source) -> Trade | None:
    """What businesses took in each full week: merchants of the platform, and of the panel.

    Where both tell of a business and week, the platform's own record counts.
    """
    this_week = city.today - timedelta(days=city.today.weekday())
    took: dict[str, dict[date, float]] = {}
    about: dict[str, tuple[str, str, date | None]] = {}
    for row in city.panel("trade"):
        week = row["period"] - timedelta(days=row["period"].weekday())
        took.setdefault(row["business"], {}).setdefault(week, 0.0)
        took[row["business"]][week] += row["trade_yuan"]
        about[row["business"]] = (row["sector"], row["district"], row["online_since"])
    since = {row["merchant"]: row["delivering_since"] for row in city.figure("since", ["merchant"])}
    for row in city.figure("trade", ["week", "merchant"]):
        id_, seller = row["merchant"], city.merchants.get(row["merchant"])
        took.setdefault(id_, {})[row["week"]] = row["sold_yuan"]
        _, _, told = about.get(id_, ("", "", None))
        online = min((day for day in (told, since.get(id_)) if day is not None), default=None)
        about[id_] = (seller.sector if seller else "", seller.district if seller else "", online)
    weeks = sorted({week for one in took.values() for week in one if week < this_week})
    if not weeks:
        return None
    periods = [weeks[0] + WEEK * n for n in range((weeks[-1] - weeks[0]).days // 7 + 1)]
    names = sorted(took)
    return Trade(
        tuple(names), tuple(periods),
        np.array([[took[name].get(week, 0.0) for week in periods] for name in names]),
        np.array([_first(about[name][2], periods) for name in names], np.int64),
        {"sector": tuple(about[name][0] or "other" for name in names),
         "district": tuple(about[name][1] or "–" for name in names)},
    )  # fmt: skip


def recovery(city: Source) -> list[Sheet]:
    """Breaks that the data propose; for each shock its curves and the effect of going online."""
    trade = weekly(city)
    if trade is None:
        said = {"why": _said(TooFew("no_week"))}
        return [Sheet(name, (), notes=said) for name in ("recovery-trade", "recovery-breaks")]
    since, until = trade.periods[0], trade.periods[-1] + WEEK - timedelta(days=1)
    try:
        proposed, why = breaks(trade.values.sum(axis=0)), None
    except TooFew as too_few:
        proposed, why = [], _said(too_few)
    sheets = [
        Sheet("recovery-breaks", tuple(
            {"period": trade.periods[one.period].isoformat(), "change": one.change,
             "confidence": one.confidence}
            for one in proposed
        ), since, until, {"why": why}),
        Sheet("recovery-trade", tuple(
            {"period": day.isoformat(), "sold_yuan": float(total)}
            for day, total in zip(trade.periods, trade.values.sum(axis=0), strict=True)
        ), since, until),
    ]  # fmt: skip
    for shock in city.shocks:
        sheets += _through(trade, shock.id, shock.began_on, since, until)
    return sheets


def _through(trade: Trade, id_: str, began_on: date, since: date, until: date) -> list[Sheet]:
    try:
        at = trade.at(began_on)
        there = trade.traded_before(at, BEFORE_LEAST)
    except TooFew as why:
        return [Sheet(f"recovery-groups-{id_}", (), since, until, {"why": _said(why)})]
    told, refused = curves(there, at)
    notes: dict[str, Any] = {
        "refused": {name: _said(why) for name, why in refused.items()},
        "period": there.periods[at].isoformat(),
    }
    try:
        online = online_effect(there, at)
        notes |= {"found": {lang: found(online, lang) for lang in ("zh", "en")},
                  **_effect(online)}  # fmt: skip
    except TooFew as why:
        notes["online_why"] = _said(why)
        online = None
    rows = [
        {"group": name, "period": day.isoformat(), "performance": float(curve.performance[n]),
         "low": float(curve.least[n]), "high": float(curve.most[n])}
        for name, curve in told.items()
        for n, day in enumerate(there.periods)
    ]  # fmt: skip
    study = () if online is None else tuple(
        {"after": one.after, "value": one.effect.value, "low": one.effect.least,
         "high": one.effect.most}
        for one in online.study
    )  # fmt: skip
    return [
        Sheet(f"recovery-curves-{id_}", tuple(rows), since, until),
        Sheet(f"recovery-groups-{id_}", tuple(_group(n, c) for n, c in told.items()), since, until,
              notes),
        Sheet(f"recovery-study-{id_}", study, since, until),
    ]  # fmt: skip


def _group(name: str, curve: Curve) -> Row:
    row: Row = {"group": name, "businesses": curve.businesses}
    told: Mapping[str, Estimate] = {
        "depth": curve.depth, "weeks_to_recover": curve.periods_to_recover,
        "triangle_weeks": curve.triangle, "area": curve.area,
    }  # fmt: skip
    for what, one in told.items():
        row |= {what: one.value, f"{what}_low": one.least, f"{what}_high": one.most}
    return {**row, "recovered_share": curve.periods_to_recover.share}


def _effect(online: Online) -> Row:
    return {
        "effect": online.effect.value, "low": online.effect.least, "high": online.effect.most,
        "online": online.online, "offline": online.offline, "left_out": online.left_out,
        "synthetic": online.synthetic.value if online.synthetic else None,
        "parallel_p": online.parallel_p, "breaks_at": online.breaks_at,
        "balance": [
            {"what": one.what, "online": one.online, "offline": one.offline,
             "distance": one.distance}
            for one in online.balance
        ],
    }  # fmt: skip


def _first(day: date | None, periods: list[date]) -> int:
    if day is None or day >= periods[-1] + WEEK:
        return NEVER
    return max(0, (day - periods[0]).days // 7)


def _said(why: TooFew) -> dict[str, str]:
    """What is missing, in each language."""
    return {language: why.in_language(language) for language in LANGUAGES}
