"""A report before it is printed: headings, sentences, tables and pictures, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that begins a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences; `small`: as a remark."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns; `widths` are shares of the page."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG, as wide as the page."""

    png: bytes


Part = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its title, what stands under it, and what at the foot of each page."""

    title: str
    subtitle: str
    foot: str
    parts: list[Part] = field(default_factory=list)
