"""The demo city's made-up past: the same by seed, and over before the city begins."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from tests.twin.demo.past.made import BEGINS, past
from yeshi.observatory.columns import Coded, Columns

pytest.importorskip("holidays")


def same(one: Columns, other: Columns) -> bool:
    """Whether two tables hold the same rows."""
    return all(
        a.texts() == other[name].texts() if isinstance(a, Coded)  # type: ignore[union-attr]
        else len(a) == len(other[name]) and bool(np.ma.allequal(a, other[name]))  # type: ignore[arg-type]
        for name, a in one.items()
    )  # fmt: skip


def test_the_same_seed_makes_the_same_past() -> None:
    """And another seed another."""
    again = past.__wrapped__()
    for name, table in past().tables.items():
        if name != "sales":
            assert same(table, again.tables[name]), name
    assert np.array_equal(past().tables["sales"]["sold_fen"], again.tables["sales"]["sold_fen"])
    other = past(2).tables["sales"]
    assert len(np.asarray(other["day"])) != len(np.asarray(past().tables["sales"]["day"]))


def test_nothing_is_of_the_citys_first_day_or_later() -> None:
    """Whole weeks and the days since, without a gap."""
    assert past().days.last == BEGINS - timedelta(days=1)
    assert past().days.first.weekday() == 0
    for name in ("sales", "shiftwork", "entries", "dealings"):
        days = np.asarray(past().tables[name]["day"])
        assert days.max() <= np.datetime64(past().days.last), name
        assert days.min() >= np.datetime64(past().days.first), name
    sold = set(np.asarray(past().tables["sales"]["day"]).tolist())
    assert len(sold) == len(past().days.days)
    for name, panel in past().panels.items():
        for column in panel.values():
            if not isinstance(column, Coded) and column.dtype.kind == "M":
                known = column[~np.isnat(column)]
                assert bool((known < np.datetime64(BEGINS)).all()), name
