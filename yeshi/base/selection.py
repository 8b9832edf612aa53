"""How a dish is written with what was chosen at it: `it-4+large+egg`; of a set's second `2.egg`."""

from __future__ import annotations

from dataclasses import dataclass

AND, AT = "+", "."
# An id, and as many choices as anybody makes at one dish.
WRITTEN_LENGTH_MAX = 300


@dataclass(frozen=True, slots=True)
class Selection:
    """A dish, or a set, and its choices in the order of its groups; none of most dishes."""

    item: str
    chosen: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """As baskets and the interface name it; the dish's id where nothing is chosen."""
        return AND.join((self.item, *self.chosen))


def selection_of(written: str) -> Selection:
    """The selection that is written so."""
    item, *chosen = written.split(AND)
    return Selection(item, tuple(chosen))


def choice_at(part: int, choice: str) -> str:
    """A choice as it stands in a selection; `part`: the dish of a set by its number, or 0."""
    return f"{part}{AT}{choice}" if part else choice
