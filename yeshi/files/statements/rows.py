"""Files of statements as text, and tables in them by the names of their columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yeshi.base.errors import StatementUnread
from yeshi.files.cells import as_meant

# A month of 100,000 orders and what goes back of them, many times over.
ROWS_MAX = 500_000
BYTES_MAX = 16 * 1024 * 1024
_WAYS = ("utf-8-sig", "gb18030")
_UNIT = re.compile(r"[（(][^（()）]*(元|\+|-)[^（()）]*[)）]")


def text_in(data: bytes) -> str:
    """The file's text; StatementUnread for what is none, as a packed file."""
    if not data.strip():
        raise StatementUnread("empty")
    if len(data) > BYTES_MAX:
        raise StatementUnread("too_large", megabytes=BYTES_MAX // 1024**2)
    if data.startswith(b"PK\x03\x04"):
        raise StatementUnread("packed")
    for way in _WAYS:
        try:
            text = data.decode(way)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise StatementUnread("no_text")


def plain_head(cell: str) -> str:
    """A column's name without marks of units, in small letters: `收入金额（+元）` is `收入金额`."""
    return _UNIT.sub("", cell.strip().strip("`")).strip().casefold()


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A row of a table, by the names of its columns."""

    line: int
    cells: dict[str, str]

    def first(self, *names: str) -> str:
        """What stands in the first of these columns in which something stands; else ""."""
        return next((self.cells[one] for one in names if self.cells.get(one)), "")


def table(lines: Iterable[tuple[int, Sequence[str]]]) -> Iterator[StatedRow]:
    """The rows under the first one, which names the columns; empty ones are passed over."""
    head: list[str] = []
    for number, (line, cells) in enumerate(lines):
        if number > ROWS_MAX:
            raise StatementUnread("too_long", rows=ROWS_MAX)
        told = [as_meant(one).strip() for one in cells]
        if not head:
            head = [plain_head(one) for one in told]
        elif any(told):
            # Some end each row with a comma, and some name columns that their rows leave out.
            while len(told) > len(head) and not told[-1]:
                told.pop()
            if len(told) > len(head) or len(told) < len(head) - 1:
                raise StatementUnread("cells", line, found=len(told), wanted=len(head))
            yield StatedRow(line, dict(zip(head, told, strict=False)))


def records(
    lines: Sequence[str], first: int, between: str = ","
) -> Iterator[tuple[int, list[str]]]:
    """The lines as cells, each with its number; `first`: that of the first."""
    read = csv.reader((f"{one}\n" for one in lines), delimiter=between, strict=True)
    begun = 0
    try:
        for cells in read:
            yield first + begun, cells
            begun = read.line_num
    except csv.Error:
        raise StatementUnread("quotes", first + begun) from None


def marked(lines: Sequence[str], first: int) -> Iterator[tuple[int, list[str]]]:
    """The lines as cells, as WeChat Pay marks them: a backtick before each."""
    # A comma within a cell is told from one between two by the backtick after it.
    if any(one.startswith("`") for one in lines):
        for line, one in enumerate(lines, first):
            told = one.removeprefix("`").split(",`") if one.startswith("`") else one.split(",")
            yield line, told
    else:
        yield from records(lines, first)


def needs(head: Iterable[str], *wanted: tuple[str, ...]) -> None:
    """StatementUnread unless one of each of these columns is there."""
    there = set(head)
    for names in wanted:
        if not there & set(names):
            raise StatementUnread("column", 1, name=names[0])
