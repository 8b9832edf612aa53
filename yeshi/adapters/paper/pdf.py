"""Reports as PDF, in a font of our own that has both Chinese and Latin letters."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import FontFace

from yeshi.base.report import Heading, Paragraph, Part, Picture, Report, Table

FONT = Path(__file__).parent / "fonts" / "noto-sans-sc-gb2312.ttf"
INK, SOFT, LINE = (30, 26, 24), (110, 100, 92), (200, 190, 180)


class _Sheet(FPDF):
    def __init__(self, foot: str) -> None:
        super().__init__(format="A4")
        self.foot = foot
        self.add_font("noto", fname=FONT)
        self.set_margin(18)
        self.set_auto_page_break(True, margin=20)

    def footer(self) -> None:
        """The foot of each page, with its number."""
        self.set_y(-14)
        self.set_font("noto", size=8)
        self.set_text_color(*SOFT)
        self.cell(self.epw - 20, 6, self.foot)
        self.cell(20, 6, f"{self.page_no()}/{{nb}}", align="R")


def print_report(report: Report, at: datetime) -> bytes:
    """The report as a PDF made at the moment `at`; letters the font lacks are left out."""
    sheet = _Sheet(report.foot)
    sheet.set_title(report.title)
    sheet.set_creation_date(at)
    sheet.add_page()
    sheet.set_text_color(*INK)
    sheet.set_font("noto", size=19)
    sheet.multi_cell(0, 9, report.title, new_x="LMARGIN", new_y="NEXT")
    sheet.set_font("noto", size=10)
    sheet.set_text_color(*SOFT)
    sheet.multi_cell(0, 6, report.subtitle, new_x="LMARGIN", new_y="NEXT")
    for part in report.parts:
        _write(sheet, part)
    return bytes(sheet.output())


def _write(sheet: _Sheet, part: Part) -> None:
    sheet.set_text_color(*INK)
    if isinstance(part, Heading):
        sheet.ln(4)
        sheet.set_font("noto", size=13)
        sheet.multi_cell(0, 8, part.text, new_x="LMARGIN", new_y="NEXT")
    elif isinstance(part, Paragraph):
        sheet.set_font("noto", size=8.5 if part.small else 10)
        sheet.set_text_color(*(SOFT if part.small else INK))
        height = 4.6 if part.small else 5.6
        sheet.multi_cell(0, height, part.text, new_x="LMARGIN", new_y="NEXT")
        sheet.ln(1)
    elif isinstance(part, Picture):
        sheet.image(BytesIO(part.png), w=sheet.epw)
        sheet.ln(2)
    else:
        _tabulate(sheet, part)


def _tabulate(sheet: _Sheet, part: Table) -> None:
    sheet.set_font("noto", size=9)
    sheet.set_draw_color(*LINE)
    widths = tuple(part.widths) or None
    with sheet.table(
        col_widths=widths, borders_layout="HORIZONTAL_LINES", line_height=5.2,
        headings_style=FontFace(color=SOFT), text_align="LEFT",
    ) as table:  # fmt: skip
        for cells in (part.columns, *part.rows):
            row = table.row()
            for cell in cells:
                row.cell(cell)
    sheet.ln(2)
