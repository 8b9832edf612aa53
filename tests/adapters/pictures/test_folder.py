"""Pictures lie in a folder, each form a whole file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.pictures.shelves import ONE, keeps_and_lets_go
from yeshi.adapters.pictures.folder import FolderShelf
from yeshi.base.errors import PicturesUnreachable


def test_it_keeps_and_lets_go(tmp_path: Path) -> None:
    """In a folder that it makes."""
    keeps_and_lets_go(FolderShelf(tmp_path / "pictures"))


def test_a_form_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """What was being written is no form."""
    shelf = FolderShelf(tmp_path)
    shelf.put(ONE, {240: b"small"})
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["240.webp"]


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    """By its name, for whoever looks after it."""
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(PicturesUnreachable, match="file"):
        FolderShelf(tmp_path / "file").put(ONE, {240: b"small"})
    with pytest.raises(PicturesUnreachable):
        FolderShelf(tmp_path / "file").read(ONE, 240)
