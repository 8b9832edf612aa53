"""Slips as bytes of ESC/POS, the language of the printers of tills, with Chinese in two columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import category

from yeshi.base.errors import InputError
from yeshi.market.printer import Coding
from yeshi.orders.slip_text import Look, SlipRow, Strip

# So many letters of the printers' first font stand in a row of paper of that width.
COLUMNS = {58: 32, 80: 48}
# Some tables have the sign of the yuan in its full width alone; a letter that none has is a box.
_LIKE = str.maketrans({"¥": "￥", "−": "-"})
_NONE = "□"
# The older table's own names for signs that the newer one has under their usual ones.
_OLDER = {"·": "・", "—": "―"}
# What stands on the left of an amount has so many columns at least, or a row of its own.
_ROOM_LEAST = 8
# No more status by itself, then Chinese; the sizes of Chinese letters, which have their own.
_BEGINS = b"\x1da\x00\x1c&"
_SIZES = {Look.HIGH: (1, 2), Look.LARGE: (2, 2)}
_CHINESE_WIDE, _CHINESE_HIGH = 0x04, 0x08
_CENTRED = frozenset({Look.MIDDLE, Look.LARGE})


def draw(strips: Sequence[Strip], width_mm: int, coding: Coding) -> bytes:
    """The strips for paper of that width, each cut off; InputError where what draws is missing."""
    paper = _paper()
    columns = COLUMNS[width_mm]
    for strip in strips:
        paper.hw("INIT")
        paper._raw(_BEGINS)
        for row in strip:
            _draw_row(paper, row, columns, coding)
        paper.cut()
    return bytes(paper.output)


def columns_of(text: str, coding: Coding) -> int:
    """How many columns the text takes: two each letter that is no single byte of the table."""
    return sum(1 if len(_encoded(letter, coding)) == 1 else 2 for letter in text)


def wrapped(text: str, columns: int, coding: Coding) -> list[str]:
    """The text in rows of so many columns; words of letters stay whole where one has room."""
    rows = [""]
    for word in _words(text):
        room = columns - columns_of(rows[-1], coding)
        if columns_of(word.rstrip(), coding) <= room:
            rows[-1] += word
        elif columns_of(word.strip(), coding) <= columns:
            rows.append(word.lstrip())
        else:
            for letter in word:
                if columns_of(rows[-1] + letter, coding) > columns:
                    rows.append("")
                rows[-1] += letter
    return [row.rstrip() for row in rows] or [""]


def _paper() -> Any:
    try:
        from escpos.printer import Dummy
    except ImportError:
        raise InputError("printing needs python-escpos: pip install 'yeshi[print]'") from None
    return Dummy()


def _draw_row(paper: Any, row: SlipRow, columns: int, coding: Coding) -> None:
    wide, high = _SIZES.get(row.look, (1, 1))
    paper.set(
        align="center" if row.look in _CENTRED else "left",
        bold=row.look in _SIZES,
        custom_size=True,
        width=wide,
        height=high,
    )
    chinese = (_CHINESE_WIDE if wide > 1 else 0) | (_CHINESE_HIGH if high > 1 else 0)
    paper._raw(bytes((0x1C, 0x21, chinese)))
    for text in _laid_out(row, columns // wide, coding):
        paper._raw(b"".join(_encoded(letter, coding) for letter in text) + b"\n")


def _laid_out(row: SlipRow, columns: int, coding: Coding) -> Iterator[str]:
    """The row's rows of text: what stands on the right ends the last of them."""
    if row.look is Look.RULE:
        yield "-" * columns
        return
    left, right = _shown(row.left), _shown(row.right)
    taken = columns_of(right, coding)
    if not right or taken + _ROOM_LEAST >= columns:
        yield from wrapped(left, columns, coding)
        for text in wrapped(right, columns, coding) if right else ():
            yield " " * (columns - columns_of(text, coding)) + text
        return
    rows = wrapped(left, columns - taken - 1, coding)
    yield from rows[:-1]
    yield rows[-1] + " " * (columns - taken - columns_of(rows[-1], coding)) + right


def _shown(text: str) -> str:
    """The text without what is no letter: a printer takes such signs for commands."""
    return "".join(one for one in text.translate(_LIKE) if not category(one).startswith("C"))


def _encoded(letter: str, coding: Coding) -> bytes:
    # Beyond the basic plane are drawn letters, such as faces, which no printer has.
    if ord(letter) > 0xFFFF:
        letter = _NONE
    if coding is Coding.GB2312:
        letter = _OLDER.get(letter, letter)
    try:
        return letter.encode(coding.value)
    except UnicodeEncodeError:
        return _NONE.encode(coding.value)


def _words(text: str) -> Iterator[str]:
    """What stays together in a row: a word with the space behind it, or one wide letter."""
    word = ""
    for letter in text:
        if not letter.isascii():
            if word:
                yield word
            word = ""
            yield letter
        elif letter == " ":
            yield word + letter
            word = ""
        else:
            word += letter
    if word:
        yield word
