"""Codes on paper: what a page says, and that a camera would read where each leads."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby

import segno
from pypdf import PdfReader

from yeshi.adapters.paper.codes import print_codes
from yeshi.base.code_sheet import TABLES_MAX, CodeLabel, CodeSheet

AT = datetime(2026, 11, 27, 22, tzinfo=UTC)
ADDRESS = "https://market.example.org/stalls/noodles"


def sheet(*labels: str) -> CodeSheet:
    """Codes of a stall."""
    return CodeSheet(
        name="酸辣粉 / Hot and sour noodles", address=ADDRESS, reads="扫码看菜单", hint="Scan me",
        labels=tuple(CodeLabel(one, f"{ADDRESS}?{one}") for one in labels),
    )  # fmt: skip


def pages(*labels: str) -> list[str]:
    """What stands on each page."""
    read = PdfReader(BytesIO(print_codes(sheet(*labels), AT)))
    assert {round(float(page.mediabox.width)) for page in read.pages} == {595}
    return [page.extract_text() for page in read.pages]


def test_a_page_for_the_front_and_six_codes_to_each_other_page() -> None:
    """Each says the stall's name and its own label."""
    told = pages("收银台", *(f"{number} 号桌" for number in range(1, 7)))
    assert len(told) == 3
    assert ADDRESS in told[0]
    assert "扫码看菜单" in told[0]
    assert told[1].count("酸辣粉") == 6
    assert "收银台" in told[1]
    assert "6 号桌" in told[2]
    assert len(pages()) == 1


def test_the_dots_are_those_of_the_address() -> None:
    """As many dark bars as the code of the address has."""
    drawn = PdfReader(BytesIO(print_codes(sheet(), AT))).pages[0].get_contents()
    assert drawn is not None
    lines = drawn.get_data().decode("latin-1").splitlines()
    bars = [line for line in lines if line.endswith(" re f")]
    matrix = segno.make_qr(ADDRESS, error="m").matrix
    dark = sum(1 for row in matrix for is_dark, _ in groupby(row) if is_dark)
    assert len(bars) == dark


def test_all_tables_of_the_largest_stall_are_printed() -> None:
    """And a name that is too long for its line is made smaller."""
    labels = [CodeLabel(f"Table {one}", ADDRESS) for one in range(1, TABLES_MAX + 1)]
    long = CodeSheet(name="长" * 60 + "/" + "W" * 60, address=ADDRESS, reads="x", hint="y",
                     labels=tuple(labels))  # fmt: skip
    assert len(PdfReader(BytesIO(print_codes(long, AT))).pages) == 18
