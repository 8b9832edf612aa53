"""Rows of a menu in a spreadsheet: each is read for itself, and every bad cell is listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.money import digits_of
from yeshi.menus.heads import Head, SheetColumn, SheetColumns, columns_of
from yeshi.menus.prices import parts_of, plain, size_apart
from yeshi.menus.rows import Cell, MenuRow, Stood, money_of

# Heads stand in one of the first rows, below a title perhaps.
HEADS_WITHIN = 15
ROWS_MAX, COLUMNS_MAX = 2_000, 80

Cells = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that says nothing usable: sheet, cell such as B7, what it says, and why by a code."""

    sheet: str
    cell: str
    says: str
    why: str


@dataclass(frozen=True, slots=True)
class MenuRead:
    """What was read of a menu: rows, bad cells, what was left aside, and whose export it is."""

    rows: tuple[MenuRow, ...]
    bad: tuple[BadCell, ...] = ()
    aside: tuple[str, ...] = ()
    program: str = ""


@dataclass(slots=True)
class _Told:
    """What a sheet has told so far: by dish and size its price; the name that goes on downward."""

    prices: dict[tuple[str, str], str]
    name: str = ""
    category: str = ""


def read_sheets(sheets: Sequence[tuple[str, Cells]], currency: str) -> MenuRead:
    """The menu in all sheets of a book; a sheet without heads is left aside by its name."""
    rows: list[MenuRow] = []
    bad: list[BadCell] = []
    aside: list[str] = []
    program = ""
    told = _Told({})
    for name, cells in sheets:
        found = _heads_in(cells)
        if found is None:
            aside += [name] if any(any(map(str.strip, row)) for row in cells) else []
            continue
        at, columns = found
        program = program or columns.program
        aside += columns.aside
        told.name = told.category = ""
        for number, row in enumerate(cells[at + 1 :], at + 2):
            if any(map(str.strip, row)):
                _read(_Row(name, number, row, columns, currency), told, rows, bad)
    return MenuRead(tuple(rows), tuple(bad), tuple(dict.fromkeys(aside)), program)


def _heads_in(cells: Cells) -> tuple[int, SheetColumns] | None:
    for at, row in enumerate(cells[:HEADS_WITHIN]):
        columns = columns_of(row)
        if columns:
            return at, columns
    return None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet, counted from one."""

    sheet: str
    number: int
    cells: Sequence[str]
    columns: SheetColumns
    currency: str

    def says(self, at: int | None) -> str:
        """What its cell there says; "" where there is none."""
        return plain(self.cells[at]) if at is not None and at < len(self.cells) else ""

    def bad(self, at: int, why: str) -> BadCell:
        """Its cell there, as one that is bad."""
        return BadCell(self.sheet, f"{letters_of(at)}{self.number}", self.says(at)[:80], why)


def letters_of(at: int) -> str:
    """What spreadsheets call the column with that index: A, B, … Z, AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _read(row: _Row, told: _Told, rows: list[MenuRow], bad: list[BadCell]) -> None:
    at = row.columns.at(Head.NAME)
    name = row.says(at)
    prices = [column for column in row.columns.prices if row.says(column.at)]
    # A dish in several sizes has its name once, and blanks below.
    if not name and prices and row.says(row.columns.at(Head.SIZE)):
        name = told.name
    fault = _fault(row, name, prices)
    if fault:
        bad.append(fault)
        return
    # Only what is one cell over several rows is told by leaving the others empty.
    category = row.says(row.columns.at(Head.CATEGORY)).split("|")[0].strip()
    told.category = category or (told.category if name == told.name else "")
    told.name = name
    for column in prices:
        _take(row, column, told, rows, bad)


def _fault(row: _Row, name: str, prices: Sequence[SheetColumn]) -> BadCell | None:
    """The first cell without which there is no dish; None where all is there."""
    at = row.columns.at(Head.NAME) or 0
    shown = row.columns.at(Head.SHOWN)
    if shown is not None and row.columns.program and row.says(shown).lower() in ("0", "false"):
        return row.bad(shown, "switched_off")
    if not name:
        return row.bad(at, "no_name")
    if len(name) > NAME_LENGTH_MAX:
        return row.bad(at, "long_name")
    return None if prices else row.bad(row.columns.prices[0].at, "no_price")


def _take(
    row: _Row, column: SheetColumn, told: _Told, rows: list[MenuRow], bad: list[BadCell]
) -> None:  # fmt: skip
    price = _price_in(row.says(column.at), column, row.currency)
    if not price:
        bad.append(row.bad(column.at, "unread_price"))
        return
    name, own = size_apart(told.name)
    size = row.says(row.columns.at(Head.SIZE)) or column.size or own
    if not own or row.says(row.columns.at(Head.SIZE)) or column.size:
        name = told.name
    before = told.prices.setdefault((name, size), price)
    if before != price:
        bad.append(row.bad(column.at, "told_otherwise"))
    elif not any(one.name.text == name and one.size.text == size for one in rows):
        cells = (Cell(told.category), Cell(name), Cell(size), Cell(price))
        rows.append(MenuRow(*cells, Stood(row.sheet, row.number)))


def _price_in(text: str, column: SheetColumn, currency: str) -> str:
    """The price in units, without needless zeros; "" for what is none."""
    if column.head == Head.SMALLEST:
        whole = text.removesuffix(".0")
        said = f"{_shifted(int(whole), digits_of(currency))}" if whole.isdecimal() else ""
    else:
        parts = parts_of(text.replace(",", "") if text.count(",") == 1 and "." in text else text)
        only = len(parts.prices) == 1 and not parts.name
        said = parts.prices[0].amount if only else ""
    money = money_of(said, currency) if said else None
    return shortest(money.plain()) if money else ""


def _shifted(fen: int, digits: int) -> str:
    spelled = f"{fen:0{digits + 1}d}"
    return f"{spelled[:-digits]}.{spelled[-digits:]}" if digits else spelled


def shortest(price: str) -> str:
    """The price without zeros at its end, such as 18 or 18.5."""
    return price.rstrip("0").rstrip(".") if "." in price else price
