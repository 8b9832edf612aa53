"""Columns of many rows: texts by their codes."""

from __future__ import annotations

import numpy as np

from yeshi.observatory.columns import Coded


def test_rows_are_taken_by_number_or_by_flag() -> None:
    """With the same names."""
    column = Coded(np.array([0, 1, 0, 2], np.int32), ("a", "b", "c"))
    assert column.texts() == ["a", "b", "a", "c"]
    assert column.taken(np.array([3, 1])).texts() == ["c", "b"]
    assert column.taken(np.array([True, False, True, False])).texts() == ["a", "a"]
