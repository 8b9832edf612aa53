"""A kind of record knows its name and what its fields refer to, and opens once a work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yeshi.flow.kept_kind import Kept, KeptSomewhere


@dataclass(frozen=True, slots=True)
class Stamp:
    """A thing that belongs to an album."""

    id: str
    album: str
    country: str


class Shelf(KeptSomewhere):
    """Where stamps are."""

    stamps: Kept[list[str]] = Kept(Stamp, of="album", refers=(("country", "countries"),))

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, kept: Kept[Any]) -> list[str]:
        """A new list each time."""
        self.opened.append(kept.name)
        return []


def test_a_kind_is_called_as_its_line_and_refers_by_its_fields() -> None:
    assert Shelf.stamps.name == "stamps"
    assert Shelf.stamps.kind is Stamp
    assert Shelf.stamps.refers == {"album": "albums", "country": "countries"}


def test_a_collection_is_opened_once() -> None:
    shelf = Shelf()
    shelf.stamps.append("one")
    assert shelf.stamps == ["one"]
    assert shelf.opened == ["stamps"]
    assert Shelf().stamps == []
