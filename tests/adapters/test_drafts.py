"""What was said of a city that is not open yet is kept whole, for nobody else to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from yeshi.adapters.drafts import DraftFile
from yeshi.files.city import CHANGSHA_FILE
from yeshi.files.city_writing import city_file
from yeshi.flow.city.opening import Opening
from yeshi.wiring.ground import opening_of


def read(path: Path) -> Opening:
    """A city's file."""
    return opening_of(path, None)


def test_it_is_kept_over_a_restart_and_gone_when_the_city_is_open(tmp_path: Path) -> None:
    """Another process reads the same."""
    path = tmp_path / "home" / "opening.toml"
    draft = DraftFile(path, read, city_file)
    assert draft.so_far() is None
    draft.note_down(read(CHANGSHA_FILE))
    assert DraftFile(path, read, city_file).so_far() == read(CHANGSHA_FILE)
    assert path.stat().st_mode & 0o077 == 0
    draft.remove()
    draft.remove()
    assert draft.so_far() is None
    assert list(path.parent.iterdir()) == []


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    """A fault halfway loses nothing."""

    def fails(_: Opening) -> str:
        raise OSError("no space left")

    path = tmp_path / "opening.toml"
    said = read(CHANGSHA_FILE)
    DraftFile(path, read, city_file).note_down(said)
    with pytest.raises(OSError, match="space"):
        DraftFile(path, read, fails).note_down(said)
    assert DraftFile(path, read, city_file).so_far() == said
