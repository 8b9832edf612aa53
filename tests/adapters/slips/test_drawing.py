"""Slips as bytes: the very ones of files beside this, Chinese in two columns, and no commands."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.orders.test_slip_text import SET, TOFU, of_lines
from yeshi.adapters.slips.drawing import COLUMNS, columns_of, draw, wrapped
from yeshi.base.errors import InputError
from yeshi.market.printer import Coding
from yeshi.orders.slip_text import Look, SlipRow, Strip, bill_strip, kitchen_strip, label_strips

HERE = Path(__file__).parent
OF = replace(of_lines(TOFU, SET), stall="坡子街小吃（总店）")
SLIPS: dict[str, tuple[tuple[Strip, ...], int, Coding]] = {
    "kitchen-58": ((kitchen_strip(OF),), 58, Coding.GB18030),
    "kitchen-80-again": ((kitchen_strip(replace(OF, again=True)),), 80, Coding.GB18030),
    "bill-58": ((bill_strip(OF),), 58, Coding.GB2312),
    "bill-80-english": ((bill_strip(replace(OF, language="en")),), 80, Coding.GB18030),
    "labels-58": (label_strips(OF), 58, Coding.GB18030),
}
# What is no text: commands with their numbers.
COMMANDS = re.compile(
    rb"\x1b@|\x1b[!Ead].|\x1bt.|\x1d[!Va].|\x1d\x61.|\x1c&|\x1c!.|\x1bM.", re.DOTALL
)


def text_of(drawn: bytes, coding: str) -> list[str]:
    """The rows of text of what was drawn, as the printer reads them."""
    return COMMANDS.sub(b"", drawn).decode(coding).split("\n")


def in_hex(drawn: bytes) -> str:
    """The bytes as files have them: a row of the paper a line."""
    return "".join(f"{row.hex()}\n" for row in re.findall(rb"[^\n]*\n|[^\n]+$", drawn))


@pytest.mark.parametrize("name", SLIPS)
def test_the_bytes_are_those_of_the_file(name: str) -> None:
    """So that whoever changes what printers are sent sees it; by `python -m` this file anew."""
    assert in_hex(draw(*SLIPS[name])) == (HERE / f"{name}.hex").read_text()


def test_chinese_is_read_back_as_it_was_written() -> None:
    """By both tables; the yuan in the width that both have."""
    for coding in Coding:
        rows = text_of(draw((bill_strip(OF),), 58, coding), coding.value)
        assert "臭豆腐 × 2              ￥31.00" in rows
        assert "坡子街小吃（总店）" in rows
        assert "□" not in "".join(rows)


def test_amounts_end_where_the_paper_does() -> None:
    """On both widths."""
    for width, columns in COLUMNS.items():
        rows = text_of(draw((bill_strip(OF),), width, Coding.GB18030), "gb18030")
        priced = [row for row in rows if "￥" in row]
        assert priced
        assert {columns_of(row, Coding.GB18030) for row in priced} == {columns}


@given(some.text(max_size=120), some.text(max_size=40), some.sampled_from(list(Look)))
def test_whatever_is_written_is_no_command_and_fits(left: str, right: str, look: Look) -> None:
    """What a customer notes is printed as letters, in rows that have room for it."""
    for width, columns in COLUMNS.items():
        for coding in Coding:
            drawn = draw(((SlipRow(left, right, look),),), width, coding)
            plain = draw(((SlipRow("", "", look),),), width, coding)
            written = COMMANDS.sub(b"", drawn)
            assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", written)
            assert len(COMMANDS.findall(drawn)) == len(COMMANDS.findall(plain))
            room = columns // 2 if look is Look.LARGE else columns
            for row in text_of(drawn, coding.value):
                assert columns_of(row, coding) <= room


def test_a_note_cannot_open_the_till() -> None:
    """Nor cut, nor ask: signs that printers take for commands are left out."""
    note = "少辣\x1bp\x00\x19\xfa\x10\x14\x01\x00\x05\x1dV\x00"
    drawn = draw(((SlipRow(note),),), 58, Coding.GB18030)
    assert b"\x1bp" not in drawn
    assert b"\x10\x14" not in drawn
    assert drawn.count(b"\x1dV") == 1


def test_letters_that_no_printer_has_are_boxes() -> None:
    """And take their two columns; of the older table also rare characters."""
    rows = text_of(draw(((SlipRow("好吃😀", "1"),),), 58, Coding.GB18030), "gb18030")
    assert rows[0] == "好吃□" + " " * 25 + "1"
    rows = text_of(draw(((SlipRow("囍镕"),),), 58, Coding.GB2312), "gb2312")
    assert rows[0] == "□□"


def test_words_stay_whole_where_a_row_has_room() -> None:
    """What is longer than a row is parted."""
    assert wrapped("no onions please", 10, Coding.GB18030) == ["no onions", "please"]
    assert wrapped("臭豆腐臭豆腐", 5, Coding.GB18030) == ["臭豆", "腐臭", "豆腐"]
    assert wrapped("x" * 12, 5, Coding.GB18030) == ["xxxxx", "xxxxx", "xx"]
    assert wrapped("", 5, Coding.GB18030) == [""]


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With how it is had."""
    monkeypatch.setitem(sys.modules, "escpos.printer", None)
    with pytest.raises(InputError, match=r"yeshi\[print\]"):
        draw(((SlipRow("x"),),), 58, Coding.GB18030)


if __name__ == "__main__":
    for one, given_ in SLIPS.items():
        (HERE / f"{one}.hex").write_text(in_hex(draw(*given_)))
