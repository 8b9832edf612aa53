"""How far the columns have read is told from their folder, and nothing from a broken one."""

from __future__ import annotations

from pathlib import Path

from tests.builders import SmallCity
from yeshi.adapters.columns.progress import progress
from yeshi.adapters.columns.writing import THROUGH, bring_up_to_date


def test_progress_is_the_last_event_that_was_read(tmp_path: Path) -> None:
    """Its number and its moment; none before the first, or where the note cannot be read."""
    assert progress(tmp_path) is None
    city = SmallCity().settle_in()
    bring_up_to_date(city.store, tmp_path, city.calendar)
    with city.store.begin() as work:
        last = work.events.last()
    assert last is not None
    assert progress(tmp_path) == (last.seq, last.at)
    (tmp_path / THROUGH).write_text("{")
    assert progress(tmp_path) is None
