"""A report before it is printed: headings, sentences, tables and pictures, in order."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


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

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height, as its head says (RFC 2083, 11.2.1)."""
        return int.from_bytes(self.png[16:20]), int.from_bytes(self.png[20:24])


Part = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its title, what stands under it, and what at the foot of each page."""

    title: str
    subtitle: str
    foot: str
    parts: list[Part] = field(default_factory=list)


_KINDS: dict[str, type[Part]] = {
    "heading": Heading, "paragraph": Paragraph, "table": Table, "picture": Picture,
}  # fmt: skip


def written(report: Report) -> bytes:
    """The report as JSON, to be kept until it is read again."""
    parts = [{"part": _name_of(part), **asdict(part)} for part in report.parts]
    whole = {"title": report.title, "subtitle": report.subtitle, "foot": report.foot}
    return json.dumps({**whole, "parts": parts}, ensure_ascii=False, default=_as_text).encode()


def read(kept: bytes) -> Report:
    """The report that was written so."""
    whole = json.loads(kept)
    parts = [_part(one) for one in whole.pop("parts")]
    return Report(**whole, parts=parts)


def _name_of(part: Part) -> str:
    return next(name for name, kind in _KINDS.items() if kind is type(part))


def _as_text(png: bytes) -> str:
    return b64encode(png).decode()


def _part(told: dict[str, Any]) -> Part:
    kind = _KINDS[told.pop("part")]
    if kind is Picture:
        return Picture(b64decode(told["png"]))
    if kind is Table:
        return Table(told["columns"], told["rows"], tuple(told["widths"]))
    return kind(**told)
