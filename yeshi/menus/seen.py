"""What eyes saw on a photo: a text, how sure it is, and the corners that it stands between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """A text on a photo; its corners from the left upper one clockwise as one reads, in points."""

    says: str
    sure: float
    corners: tuple[Corner, Corner, Corner, Corner]


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """All texts of a photo that stands upright, and how large it is in points."""

    width: int
    height: int
    texts: tuple[Text, ...]


class Eyes(Protocol):
    """Finds what is written on a photo."""

    def __call__(self, photo: bytes) -> PaperSeen:
        """All that is written there; MenuUnread for what is no photo."""
        ...
