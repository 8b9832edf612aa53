"""Sheets of recovery: each shock's curves, and what going online did, from all trade there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import isnan
from typing import Any

from yeshi.base.errors import TooFew
from yeshi.base.sentences import LANGUAGES
from yeshi.flow.city.sheets.source import Source
from yeshi.observatory.recovery.breaks import breaks
from yeshi.observatory.recovery.curve import BEFORE_LEAST, Curve, Estimate
from yeshi.observatory.recovery.groups import curves
from yeshi.observatory.recovery.online import Online, online_effect
from yeshi.observatory.recovery.trade import WEEK, Takings, Trade, weekly
from yeshi.observatory.recovery.wording import found
from yeshi.observatory.sheet import Row, Sheet


def _imported(city: Source) -> list[Takings]:
    """What panels tell that businesses took, by week."""
    return [
        Takings(
            business=row["business"],
            week=_monday(row["period"]),
            trade=row["trade"],
            sector=row["sector"],
            district=row["district"],
            online=row["online_since"],
        )
        for row in city.panel("trade")
    ]


def _recorded(city: Source) -> list[Takings]:
    """What merchants took on the platform, by week; the week under way is not told yet."""
    since = {row["merchant"]: row["delivering_since"] for row in city.figure("since", ["merchant"])}
    this_week, found = _monday(city.today), []
    for row in city.figure("trade", ["week", "merchant"]):
        id_, seller = row["merchant"], city.merchants.get(row["merchant"])
        if row["week"] >= this_week:
            continue
        found.append(
            Takings(
                business=id_,
                week=row["week"],
                trade=row["sold"],
                sector=seller.sector if seller else "",
                district=seller.district if seller else "",
                online=since.get(id_),
            )
        )
    return found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def recovery(city: Source) -> list[Sheet]:
    """Breaks that the data propose; for each shock its curves and the effect of going online."""
    ours = _recorded(city)
    trade = weekly(_imported(city), ours, _monday(city.today))
    if trade is None:
        said = {"why": _said(TooFew("no_week"))}
        return [Sheet(name, (), notes=said) for name in ("recovery-trade", "recovery-breaks")]
    since, until = trade.periods[0], trade.periods[-1] + WEEK - timedelta(days=1)
    whole = trade.while_all_are_told()
    try:
        proposed, why = breaks(whole.values.sum(axis=0)), None
    except TooFew as too_few:
        proposed, why = [], _said(too_few)
    sheets = [
        Sheet("recovery-breaks", tuple(
            {"period": trade.periods[one.period].isoformat(), "change": one.change,
             "confidence": one.confidence}
            for one in proposed
        ), since, until, {"why": why}),
        Sheet("recovery-trade", tuple(_totals(trade, ours)), since, until),
    ]  # fmt: skip
    for shock in city.shocks:
        sheets += _through(trade, shock.id, shock.began_on, since, until)
    return sheets


def _totals(trade: Trade, ours: Sequence[Takings]) -> Iterator[Row]:
    """By week what all took, None once some are not told of any more, and of it on the platform."""
    own: dict[date, float] = {}
    for one in ours:
        own[one.week] = own.get(one.week, 0.0) + one.trade
    for day, total in zip(trade.periods, trade.values.sum(axis=0).tolist(), strict=True):
        yield {
            "period": day.isoformat(), "sold": None if isnan(total) else total,
            "platform": own.get(day, 0.0),
        }  # fmt: skip


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
        online = online_effect(there.while_all_are_told(), at)
        notes |= {"found": {lang: found(online, lang) for lang in ("zh", "en")},
                  **_effect(online)}  # fmt: skip
    except TooFew as why:
        notes["online_why"] = _said(why)
        online = None
    rows = [
        {"group": name, "period": day.isoformat(), "performance": float(curve.performance[n]),
         "low": float(curve.least[n]), "high": float(curve.most[n])}
        for name, curve in told.items()
        for n, day in enumerate(there.periods[: len(curve.performance)])
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


def _said(why: TooFew) -> dict[str, str]:
    """What is missing, in each language."""
    return {language: why.in_language(language) for language in LANGUAGES}
