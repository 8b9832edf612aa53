"""Sheets of digital use: the ladder of each business and service, and the index over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

import numpy as np

from yeshi.adapters.index_files import read_framework
from yeshi.adapters.sheets.source import Row, Source
from yeshi.base.names import Name
from yeshi.observatory.index.build import build
from yeshi.observatory.index.framework import Framework
from yeshi.observatory.index.panel import Floats, Panel
from yeshi.observatory.ladder import (
    RUNGS,
    SERVICE_RUNGS,
    Climb,
    indicators,
    month_ends,
    ran_on_figures,
    standings,
)
from yeshi.observatory.sheet import Sheet

FRAMEWORK = Path(__file__).parent / "digital-use.toml"
GROUPINGS = ("city", "district", "sector")
YEAR = timedelta(days=365)
# Intervals of a score: businesses drawn anew so many times.
DRAWS = 400


def climbs(city: Source) -> list[Climb]:
    """Everybody's ladder: merchants from the record, others from the imported panels.

    A panel that tells of a merchant of the platform tells what came before: the earlier day counts.
    """
    dealt: dict[str, dict[str, list[date]]] = {}
    for day, merchant, kind in city.dealings():
        dealt.setdefault(merchant, {}).setdefault(kind, []).append(day)
    since = {row["merchant"]: row for row in city.figure("since", ["merchant"])}
    imported = {row["business"]: row for row in city.panel("businesses")}
    found = []
    for id_, one in city.merchants.items():
        did, sold, told = dealt.get(id_, {}), since.get(id_, {}), imported.pop(id_, {})
        ours = (
            min(did.get("listed", []), default=None), sold.get("ordered_from_since"),
            sold.get("paid_since"), sold.get("delivered_since"),
            ran_on_figures(did.get("looked", []), did.get("changed", [])),
        )  # fmt: skip
        theirs = [told.get(f"{rung}_on") for rung in RUNGS]
        days = tuple(_earlier(a, b) for a, b in zip(ours, theirs, strict=True))
        found.append(Climb(id_, one.name, one.sector, one.district, days))
    for id_, row in imported.items():
        days = tuple(row.get(f"{rung}_on") for rung in RUNGS)
        found.append(_imported(id_, row, days, is_service=False))
    for row in city.panel("services"):
        days = tuple(row.get(f"{rung}_on") for rung in SERVICE_RUNGS)
        found.append(_imported(row["service"], row, days, is_service=True))
    return found


def _imported(id_: str, row: Row, days: tuple[date | None, ...], is_service: bool) -> Climb:
    name = Name(row.get("name") or id_, row.get("name") or id_)
    where = row.get("sector") or "other", row.get("district") or ""
    return Climb(id_, name, *where, days, is_service, "panel")


def _earlier(a: date | None, b: date | None) -> date | None:
    return min((day for day in (a, b) if day is not None), default=None)


def ladder(city: Source, kept: Sequence[Row]) -> list[Sheet]:
    """The ladder and the index; `kept`: rows of scores of months that were over before.

    A month that is over is scored once, with the method of then, and stays what it was.
    """
    everybody = climbs(city)
    first = min((c.since[0] for c in everybody if c.since[0]), default=city.today)
    days = month_ends(max(first, city.today - YEAR), city.today)
    rungs: list[Row] = []
    for by in GROUPINGS:
        for one in standings(everybody, days, by):
            is_service = one.rung in SERVICE_RUNGS
            rungs.append({
                "by": by, "group": one.group or "–", "kind": "services" if is_service else
                "businesses", "day": one.day.isoformat(), "rung": one.rung, "count": one.count,
                "of": one.of, "share": one.share,
            })  # fmt: skip
    businesses = [
        {"id": c.id, "zh": c.name.zh, "en": c.name.en, "sector": c.sector, "district": c.district,
         "kind": "service" if c.is_service else "business", "source": c.source,
         **{f"{rung}_on": day.isoformat() if day else None
            for rung, day in zip(SERVICE_RUNGS if c.is_service else RUNGS, c.since, strict=True)}}
        for c in everybody
    ]  # fmt: skip
    return [
        Sheet("index-rungs", tuple(rungs), days[0], days[-1]),
        Sheet("index-ladder", tuple(_even(businesses))),
        Sheet("index-scores", tuple(_scores(everybody, days, city.today, kept)), days[0], days[-1]),
    ]


def _even(rows: list[Row]) -> list[Row]:
    """Rows with the same columns, so that they make one table."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return [{name: row.get(name) for name in columns} for row in rows]


def method_of(framework: Framework) -> str:
    """The name, version and digest of a method: scores of other methods are not compared."""
    digest = blake2b(FRAMEWORK.read_bytes(), digest_size=4).hexdigest()
    return f"{framework.version}-{digest}"


def _scores(
    everybody: Sequence[Climb], days: Sequence[date], today: date, kept: Sequence[Row]
) -> list[Row]:
    framework, _ = read_framework(FRAMEWORK)
    method = method_of(framework)
    settled = {(row["by"], row["group"], row["day"]) for row in kept if row["final"]}
    rows = [row for row in kept if row["final"]]
    for by in GROUPINGS:
        for day in days:
            for row in _scored(everybody, day, by, framework):
                at = (by, row["group"], day.isoformat())
                if at not in settled:
                    over = day < today.replace(day=1)
                    rows.append({"by": by, **row, "day": at[2], "method": method, "final": over})
    return sorted(rows, key=lambda row: (row["by"], row["group"], row["day"]))


def _scored(everybody: Sequence[Climb], day: date, by: str, framework: Framework) -> list[Row]:
    told = indicators(everybody, day, by)
    if not told:
        return []
    codes = [one.code for one in framework.indicators]
    values = np.array([[shares[code] for code in codes] for shares in told.values()])
    scores = _built(values, tuple(codes), framework)
    rows = []
    for number, group in enumerate(told):
        members = [
            c for c in everybody
            if not c.is_service and c.stands_on(0, day)
            and (by == "city" or getattr(c, by) == group)
        ]  # fmt: skip
        low, high = _interval(members, day, framework)
        rows.append({
            "group": group or "–", "businesses": len(members),
            "score": float(scores[number]), "low": low, "high": high,
            **{one.code: float(values[number, at]) for at, one in enumerate(framework.indicators)},
        })  # fmt: skip
    return rows


def _interval(members: Sequence[Climb], day: date, framework: Framework) -> tuple[float, float]:
    """The 95 % interval of a score over as many businesses drawn with replacement."""
    reached = np.array(
        [[c.stands_on(r, day) for r in range(1, len(RUNGS))] for c in members], float
    )
    chance = np.random.default_rng(1)
    drawn = reached[chance.integers(0, len(members), (DRAWS, len(members)))].mean(axis=1)
    codes = tuple(one.code for one in framework.indicators)
    low, high = np.quantile(_built(drawn, codes, framework), [0.025, 0.975])
    return float(low), float(high)


def _built(shares: Floats, codes: tuple[str, ...], framework: Framework) -> Floats:
    """The index of each row of shares, between a group that does nothing and one that does all."""
    anchored = np.vstack([shares, np.zeros(len(codes)), np.ones(len(codes))])
    units = tuple(map(str, range(len(anchored))))
    return build(Panel(units, codes, anchored), framework).index[:-2]
