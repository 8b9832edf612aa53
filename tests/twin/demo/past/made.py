"""The demo city's made-up past of forty weeks, and sums over it, for its tests."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

from yeshi.files.city import CHANGSHA_FILE
from yeshi.files.city_file import read_city
from yeshi.files.terms import read_terms
from yeshi.geo.travel import EBIKE_M_MIN, StraightLine
from yeshi.observatory.columns import Coded, Columns
from yeshi.twin.demo import stage
from yeshi.twin.demo.past.making import MadeUp, Nightly, made_up_past

BEGINS = date(2026, 11, 26)
WEEKS = 40


@cache
def past(seed: int = 1) -> MadeUp:
    """A past of forty weeks."""
    city = read_city(CHANGSHA_FILE)
    sellers = {one.id: (one.sector, "east") for q in city.quarters for one, _ in q.stalls}
    return made_up_past(
        city, sellers, read_terms(CHANGSHA_FILE), StraightLine(EBIKE_M_MIN), BEGINS,
        Nightly(stage.CAMPAIGN, 4000, 800), "rural-teachers", seed, WEEKS,
    )  # fmt: skip


def by_day(table: Columns, fen: str, rows: np.ndarray | None = None) -> dict[date, int]:
    """Sums of a column of money by day."""
    day, amount = np.asarray(table["day"]), np.asarray(table[fen])
    chosen = np.ones(len(day), bool) if rows is None else rows
    days, where = np.unique(day[chosen], return_inverse=True)
    sums = np.bincount(where, amount[chosen])
    return dict(zip(days.tolist(), np.rint(sums).astype(int).tolist(), strict=True))


def why(of: str) -> np.ndarray:
    """Which of the transfers are for that."""
    told = past().tables["entries"]["why"]
    assert isinstance(told, Coded)
    return told.codes == told.names.index(of)
