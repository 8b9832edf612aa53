"""Codes as PDF on A4: a page with a large one, then six to a page, to be cut out."""

from __future__ import annotations

from datetime import datetime

import segno
from fpdf import FPDF

from yeshi.adapters.paper.pdf import FONT
from yeshi.base.code_sheet import CodeLabel, CodeSheet

INK, SOFT, LINE = 0, 90, 170
# In millimetres: the large code, a small one, and the margin of the paper.
LARGE, SMALL, MARGIN = 120.0, 50.0, 12.0
COLUMNS, ROWS = 2, 3
# Cameras need so many dots of white around a code.
WHITE = 4


def print_codes(sheet: CodeSheet, at: datetime) -> bytes:
    """The codes as a PDF made at the moment `at`; letters the font lacks are left out."""
    paper = FPDF(format="A4")
    paper.add_font("noto", fname=FONT)
    paper.set_margin(MARGIN)
    paper.set_auto_page_break(False)
    paper.set_title(sheet.name)
    paper.set_creation_date(at)
    _large(paper, sheet, _dots(sheet.address))
    for number, label in enumerate(sheet.labels):
        place = number % (COLUMNS * ROWS)
        if place == 0:
            _ruled(paper)
        _small(paper, sheet, label, place)
    return bytes(paper.output())


Dots = tuple[tuple[bool, ...], ...]


def _dots(address: str) -> Dots:
    return tuple(tuple(map(bool, row)) for row in segno.make_qr(address, error="m").matrix)


def _large(paper: FPDF, sheet: CodeSheet, dots: Dots) -> None:
    paper.add_page()
    paper.set_y(34)
    _centred(paper, sheet.name, 30, INK)
    _draw(paper, dots, (paper.w - LARGE) / 2, 80, LARGE)
    paper.set_y(206)
    _centred(paper, sheet.reads, 22, INK)
    _centred(paper, sheet.hint, 13, SOFT)
    _centred(paper, sheet.address, 10, SOFT)


def _ruled(paper: FPDF) -> None:
    """A new page with lines to cut along."""
    paper.add_page()
    paper.set_draw_color(LINE)
    paper.set_dash_pattern(dash=2, gap=2)
    for column in range(1, COLUMNS):
        paper.line(paper.w * column / COLUMNS, 0, paper.w * column / COLUMNS, paper.h)
    for row in range(1, ROWS):
        paper.line(0, paper.h * row / ROWS, paper.w, paper.h * row / ROWS)
    paper.set_dash_pattern()


def _small(paper: FPDF, sheet: CodeSheet, label: CodeLabel, place: int) -> None:
    wide, high = paper.w / COLUMNS, paper.h / ROWS
    left, top = place % COLUMNS * wide, place // COLUMNS * high
    for offset, size, ink, text in (
        (6.0, 12, SOFT, sheet.name), (70.0, 22, INK, label.text), (84.0, 10, SOFT, sheet.hint),
    ):  # fmt: skip
        paper.set_xy(left + MARGIN / 2, top + offset)
        _written(paper, text, size, ink, wide - MARGIN)
    _draw(paper, _dots(label.address), left + (wide - SMALL) / 2, top + 17, SMALL)


def _centred(paper: FPDF, text: str, size: int, ink: int) -> None:
    paper.set_x(MARGIN)
    _written(paper, text, size, ink, paper.epw)
    paper.ln(size * 0.75)


def _written(paper: FPDF, text: str, size: int, ink: int, wide: float) -> None:
    """The text in the middle, in one line: smaller where it is too long for it."""
    paper.set_text_color(ink)
    paper.set_font("noto", size=size)
    needs = paper.get_string_width(text) + 2 * paper.c_margin
    if needs > wide:
        paper.set_font("noto", size=size * wide / needs)
    paper.cell(wide, size * 0.5, text, align="C")


def _draw(paper: FPDF, dots: Dots, left: float, top: float, side: float) -> None:
    """The code with its white in a square of that side, in which dots that touch are one bar."""
    dot = side / (len(dots) + 2 * WHITE)
    paper.set_fill_color(INK)
    for row, line in enumerate(dots):
        begun: int | None = None
        for at, is_dark in enumerate((*line, False)):
            if is_dark and begun is None:
                begun = at
            elif not is_dark and begun is not None:
                x, y = left + (begun + WHITE) * dot, top + (row + WHITE) * dot
                paper.rect(x, y, (at - begun) * dot, dot, style="F")
                begun = None
