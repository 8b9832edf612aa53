"""Where pictures lie is a setting; what was read a moment ago is at hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.adapters.pictures.shelves import ONE
from yeshi.adapters.memory.picture_shelf import MemoryShelf
from yeshi.adapters.pictures.bucket import BucketShelf
from yeshi.adapters.pictures.folder import FolderShelf
from yeshi.adapters.postgres.picture_shelf import PostgresShelf
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.outlets import PictureBucket
from yeshi.settings import read
from yeshi.wiring.pictures import RememberedShelf, shelf_of


def test_the_setting_chooses(postgres: PostgresStore, tmp_path: Path) -> None:
    """The database by default."""
    settings = read({})
    assert isinstance(shelf_of(settings, postgres), PostgresShelf)
    assert isinstance(shelf_of(replace(settings, pictures=tmp_path), postgres), FolderShelf)
    place = PictureBucket(host="127.0.0.1:1", bucket="b", tls=False, key="k", secret="s")
    assert isinstance(shelf_of(replace(settings, pictures=place), postgres), BucketShelf)


class Counting(MemoryShelf):
    """Counts how often it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0

    def read(self, digest: str, width: int) -> bytes | None:
        """The form."""
        self.reads += 1
        return super().read(digest, width)


def test_what_is_asked_often_is_read_once() -> None:
    """What is not there yet is asked for again."""
    below = Counting()
    shelf = RememberedShelf(below)
    assert shelf.read(ONE, 240) is None
    shelf.put(ONE, {240: b"form"})
    assert [shelf.read(ONE, 240) for _ in range(3)] == [b"form"] * 3
    assert below.reads == 2
