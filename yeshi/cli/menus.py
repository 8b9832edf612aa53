"""The command that reads a menu from a photo or a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

import typer

from yeshi.base.errors import InputError
from yeshi.base.sentences import say as sentence
from yeshi.cli.console import complain, say
from yeshi.files.cells import harmless
from yeshi.files.menu_book import YUAN
from yeshi.menus.rows import MenuRow
from yeshi.menus.sheet import MenuRead

HEADS = ("category", "name", "size", "price_yuan")


def menu(
    file: Annotated[
        Path,
        typer.Argument(
            help="A photo (JPEG, PNG, WebP, HEIC) or a spreadsheet (XLSX, XLS, ODS, CSV)."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="The CSV to write.")],
) -> None:
    """Read a menu from a photo or a spreadsheet into rows: category, name, size, price_yuan."""
    read = _read(file)
    try:
        with out.open("w", encoding="utf-8", newline="") as table:
            writer = csv.writer(table)
            writer.writerow(HEADS)
            writer.writerows([_cells(row) for row in read.rows])
    except OSError as fault:
        raise InputError(f"{out}: cannot be written: {fault.strerror}") from None
    _tell(file, read, out)
    if not read.rows:
        raise typer.Exit(2)


def _read(file: Path) -> MenuRead:
    from yeshi.wiring.menus import open_eyes, read_menu

    try:
        data = file.read_bytes()
    except OSError as fault:
        raise InputError(f"{file}: cannot be read: {fault.strerror}") from None
    try:
        return read_menu(data, YUAN, open_eyes)
    except InputError as fault:
        raise InputError(f"{file}: {fault}") from None
    except ModuleNotFoundError as missing:
        raise InputError(f"reading it needs {missing.name}: pip install 'yeshi[menu]'") from None


def _cells(row: MenuRow) -> list[object]:
    return [harmless(cell.text) for cell in (row.category, row.name, row.size, row.price)]


def _tell(file: Path, read: MenuRead, out: Path) -> None:
    """What was read on standard output; what somebody should look at on standard error."""
    doubtful = [(line, row) for line, row in enumerate(read.rows, 2) if row.doubts]
    whose = f" ({read.program})" if read.program else ""
    _say(f"{file}{whose}: {len(read.rows)} rows in {out}, {len(doubtful)} doubtful.")
    for line, row in doubtful:
        unsure = ", ".join(f"{cell} {getattr(row, cell).text!r}" for cell in row.doubts)
        _complain(f"line {line}, {row.name.text}: look at {unsure}")
    for bad in read.bad:
        where = f"{bad.sheet} {bad.cell}".strip()
        _complain(f"{where}: {bad.says!r} {sentence('en', f'bad_cell.{bad.why}')}")
    if read.aside:
        _complain(f"Not understood, and left aside: {', '.join(read.aside)}")


def _say(text: str) -> None:
    say.print(text, markup=False, highlight=False)


def _complain(text: str) -> None:
    complain.print(text, markup=False, highlight=False)
