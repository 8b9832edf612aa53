"""Importing: a panel is kept under its file's digest first, and counts once the record names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused
from yeshi.events.observatory import PanelImported, subject_of
from yeshi.events.record import Recorded
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.observatory.sheet import Row
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role

FILE_LENGTH_MAX = 255


@dataclass(frozen=True, slots=True)
class Outside:
    """What a file tells of the world outside: rows of a kind; `digest`: SHA-256 of the file."""

    kind: str
    file: str
    digest: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Merged:
    """How many rows are new, changed, and the same as before."""

    new: int
    changed: int
    same: int

    @property
    def differs(self) -> bool:
        """Whether the rows say anything that was not told before."""
        return self.new + self.changed > 0


class PanelShelf(Protocol):
    """Where the rows of panels are kept."""

    def put(self, outside: Outside) -> None:
        """Keep the rows, whole, under their file's digest; what is kept there already stays."""
        ...

    def compare(self, outside: Outside) -> Merged:
        """How the rows differ from those of the imports that the record names."""
        ...


def import_panel(
    engine: Engine, key: str, by: str, outside: Outside, shelf: PanelShelf
) -> Merged | Refused:
    """Take a file's rows in, and record by whom; nothing when they say what was told before.

    Rows on the shelf that no record names are read by nobody. Whoever is stopped between the two
    has changed nothing, and imports the file again.
    """
    for name, text, most in (
        ("by", by, NAME_LENGTH_MAX), ("file", outside.file, FILE_LENGTH_MAX),
    ):  # fmt: skip
        if not 0 < len(text) <= most:
            return Refused(Invalid(name, f"1…{most}"))
    shelf.put(outside)
    merged = shelf.compare(outside)
    if not merged.differs:
        return merged

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OFFICIAL)
        if refused:
            return refused
        turn.emit(PanelImported(outside.kind, outside.file, outside.digest, len(outside.rows), by))
        return Done({"digest": outside.digest})

    answer = engine.perform(key, "import_panel", act, asked=(by, outside.kind, outside.digest))
    return answer if isinstance(answer, Refused) else merged


@dataclass(frozen=True, slots=True)
class Import:
    """An import as it was recorded."""

    recorded: Recorded
    told: PanelImported


def imports_of(work: Work, kind: str) -> list[Import]:
    """The imports of a kind, the earliest first: a row is as the last of them tells it."""
    return [
        Import(one, one.event)
        for one in work.events.of_subject(subject_of(kind))
        if isinstance(one.event, PanelImported)
    ]
