"""The data folder says when its city was last written to a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.builders import EVENING
from yeshi.web.frame.desk import LastBackup
from yeshi.wiring.last_backup import NOTE, last_backup, note_down


def test_the_last_one_is_known(tmp_path: Path) -> None:
    """Where it is, and how many there are."""
    assert last_backup(tmp_path) is None
    for copies in (6, 7):
        note_down(tmp_path, EVENING, Path("/srv/copies"), copies)
    assert last_backup(tmp_path) == LastBackup(at=EVENING, place="/srv/copies", copies=7)


@pytest.mark.parametrize(
    "told", ["", "[]", "{}", '{"at": "soon", "place": "", "copies": 1}', '{"at": null}',
             f'{{"at": "{datetime(2026, 1, 1)}", "place": "x", "copies": 1}}'],  # noqa: DTZ001
)  # fmt: skip
def test_what_cannot_be_read_is_none(tmp_path: Path, told: str) -> None:
    """So that no page breaks by it."""
    (tmp_path / NOTE).write_text(told, encoding="utf-8")
    assert last_backup(tmp_path) is None
