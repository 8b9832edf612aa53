"""Sheets of digital use: the ladder of each business and service, and the index over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from yeshi.base.names import Name
from yeshi.flow.city.sheets.source import Source
from yeshi.observatory.ladder import (
    RUNGS,
    SERVICE_RUNGS,
    Climb,
    month_ends,
    rung_counts,
    with_what_came_before,
)
from yeshi.observatory.scoring import GROUPINGS, Scoring
from yeshi.observatory.sheet import Row, Sheet

YEAR = timedelta(days=365)


def climbs(city: Source) -> list[Climb]:
    """Everybody's ladder: merchants from the record, others from the imported panels."""
    dealt: dict[str, dict[str, list[date]]] = {}
    for day, merchant, kind in city.columns.dealings():
        dealt.setdefault(merchant, {}).setdefault(kind, []).append(day)
    since = {row["merchant"]: row for row in city.figure("since", ["merchant"])}
    imported = {row["business"]: row for row in city.panel("businesses")}
    found = []
    for id_, one in city.merchants.items():
        did, sold, told = dealt.get(id_, {}), since.get(id_, {}), imported.pop(id_, {})
        ours = (
            min(did.get("listed", []), default=None), sold.get("ordering_since"),
            sold.get("paid_since"), sold.get("delivering_since"),
            min(did.get("changed", []), default=None),
        )  # fmt: skip
        theirs = [told.get(f"{rung}_on") for rung in RUNGS]
        days = with_what_came_before(ours, theirs)
        found.append(
            Climb(id=id_, name=one.name, sector=one.sector, district=one.district, since=days)
        )
    for id_, row in imported.items():
        days = tuple(row.get(f"{rung}_on") for rung in RUNGS)
        found.append(_imported(id_, row, days, is_service=False))
    for row in city.panel("services"):
        days = tuple(row.get(f"{rung}_on") for rung in SERVICE_RUNGS)
        found.append(_imported(row["service"], row, days, is_service=True))
    return found


def _imported(id_: str, row: Row, days: tuple[date | None, ...], is_service: bool) -> Climb:
    name = Name(row.get("name") or id_, row.get("name") or id_)
    return Climb(
        id=id_,
        name=name,
        sector=row.get("sector") or "other",
        district=row.get("district") or "",
        since=days,
        is_service=is_service,
        source="panel",
    )


def ladder(city: Source, scoring: Scoring, kept: Sequence[Row]) -> list[Sheet]:
    """The ladder and the index; `kept`: rows of scores of months that were over before.

    A month that is over is scored once, with the method of then, and stays what it was.
    """
    everybody = climbs(city)
    first = min((c.since[0] for c in everybody if c.since[0]), default=city.today)
    days = month_ends(max(first, city.today - YEAR), city.today)
    period = days[0], days[-1]
    changes = scoring.changes(everybody, days[-2], days[-1]) if len(days) > 1 else []
    rungs: list[Row] = []
    for by in GROUPINGS:
        for one in rung_counts(everybody, days, by):
            is_service = one.rung in SERVICE_RUNGS
            rungs.append({
                "by": by, "group": one.group or "–", "kind": "services" if is_service else
                "businesses", "day": one.day.isoformat(), "rung": one.rung, "count": one.count,
                "of": one.of, "share": one.share,
            })  # fmt: skip
    businesses = [
        {"id": c.id, "zh": c.name.zh, "en": c.name.en, "sector": c.sector, "district": c.district,
         "kind": "service" if c.is_service else "business", "source": c.source,
            "score": None if c.is_service else scoring.of_business(c, city.today),
         **{f"{rung}_on": day.isoformat() if day else None
            for rung, day in zip(SERVICE_RUNGS if c.is_service else RUNGS, c.since, strict=True)}}
        for c in everybody
    ]  # fmt: skip
    return [
        Sheet("index-rungs", tuple(rungs), *period),
        Sheet("index-ladder", tuple(_even(businesses))),
        Sheet("index-scores", tuple(scoring.scores(everybody, days, city.today, kept)), *period),
        Sheet("index-change", tuple(changes), days[-2] if len(days) > 1 else None, days[-1]),
    ]


def _even(rows: list[Row]) -> list[Row]:
    """Rows with the same columns, so that they make one table."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return [{name: row.get(name) for name in columns} for row in rows]
