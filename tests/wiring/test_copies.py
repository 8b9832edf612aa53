"""Copies in a folder: named by their moment, the newest kept, all else left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from yeshi.base.errors import InputError
from yeshi.wiring.copies import drop_older, next_copy

MORNING = datetime(2026, 11, 27, 6, 30, tzinfo=timezone(timedelta(hours=8)))


def test_a_copy_is_named_by_its_moment(tmp_path: Path) -> None:
    """In one time for all, so that names sort as moments do."""
    assert next_copy(tmp_path, MORNING).name == "city-20261126T223000Z.backup"
    with pytest.raises(InputError, match="is no folder"):
        next_copy(tmp_path / "none", MORNING)


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    """And nothing is removed that is not named as a copy."""
    nights = [next_copy(tmp_path, datetime(2026, 11, day, 23, tzinfo=UTC)) for day in (5, 3, 4, 9)]
    other = tmp_path / "city-before-the-move.backup"
    for path in (*nights, other):
        path.touch()
    assert drop_older(tmp_path, 2) == [nights[1], nights[2]]
    assert sorted(tmp_path.iterdir()) == sorted([nights[0], nights[3], other])
    assert drop_older(tmp_path, 2) == []
