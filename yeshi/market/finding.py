"""Finding: by which pieces a name is found, in characters, pinyin, initials and English, and how
well it answers what was typed.

A name is broken into pieces: of Chinese each character and each pair; of its pinyin as one word,
and of each English word, all runs of three letters, the first with a mark of its beginning; of the
initials of its pinyin each pair. What is typed is broken the same way, so that a letter that is
wrong, or a character that only sounds right, loses some pieces and keeps the rest.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yeshi.base.names import Name

TYPED_LENGTH_MAX = 40
# Fewer of the pieces than this are not meant; of initials all have to be there.
ENOUGH = 0.5
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9]+")
_BEGINNING = "^"
# Pieces of different kinds are told apart by their first letter.
CHARACTERS, LETTERS, INITIALS = "c", "l", "i"
# What each kind counts, and which share of its pieces has to be there.
_KINDS = ((CHARACTERS, 1.0, ENOUGH), (LETTERS, 0.9, ENOUGH), (INITIALS, 0.8, 1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """A stall, or a dish or service of one, under the pieces of its name.

    `id`: `stall:ID`, `dish:ID` or `service:ID`; `item` and `service`: None for what it is not.
    """

    id: str
    merchant: str
    item: str | None
    name: Name
    pieces: tuple[str, ...]
    service: str | None = None


@dataclass(frozen=True, slots=True)
class AskedPieces:
    """What was typed, written in one way: its pieces, how many have to be there, what that counts.

    An entry with `least` of them has at least one of any that are all but `least - 1`, so that a
    store may look at the rarest of them alone.
    """

    pieces: tuple[str, ...]
    least: int
    weight: float

    @property
    def is_written(self) -> bool:
        """Whether these are characters, not how they sound."""
        return self.pieces[0][0] == CHARACTERS

    @property
    def enough(self) -> int:
        """Of any so many pieces one is there, where it is meant."""
        return len(self.pieces) - self.least + 1


def findable(merchant: str, item: str | None, name: Name, service: str | None = None) -> Findable:
    """The entry of a stall, or of a dish or a service of it."""
    id_ = f"stall:{merchant}" if item is None else f"dish:{item}"
    id_ = id_ if service is None else f"service:{service}"
    pieces = sorted({*_of_text(name.zh), *_of_text(name.en)})
    return Findable(
        id=id_, merchant=merchant, item=item, name=name, pieces=tuple(pieces), service=service
    )


def asked_by(typed: str) -> tuple[AskedPieces, ...]:
    """What was typed in each way of writing; none of what has neither letters nor characters."""
    pieces = sorted(set(_of_text(typed[:TYPED_LENGTH_MAX], typed=True)))
    found = []
    for kind, weight, share in _KINDS:
        some = tuple(one for one in pieces if one[0] == kind)
        if some:
            found.append(AskedPieces(some, max(1, math.ceil(share * len(some))), weight))
    return tuple(found)


def how_well(asked: Sequence[AskedPieces], entry: Findable) -> float:
    """How well the entry answers what was typed, from 0 to 1; 0 for what is not meant.

    The share of the pieces that it has, in the kind in which it has most; shorter names first.
    """
    has = set(entry.pieces)
    best = 0.0
    for one in asked:
        there = sum(piece in has for piece in one.pieces)
        if there >= one.least:
            alike = sum(piece[0] == one.pieces[0][0] for piece in has)
            of_name = min(1.0, len(one.pieces) / max(1, alike))
            best = max(best, one.weight * there / len(one.pieces) * (0.9 + 0.1 * of_name))
    return best


def _of_text(text: str, typed: bool = False) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    for run in _HAN.findall(plain):
        yield from _characters(run)
        syllables = _pinyin(run)
        yield from _letters("".join(syllables))
        if not typed:
            # Who types characters means no initials.
            yield from _initials("".join(one[0] for one in syllables))
    for word in _LATIN.findall(_unaccented(plain)):
        yield from _letters(word)
        if typed:
            yield from _initials(word)


def _characters(run: str) -> Iterator[str]:
    yield from (CHARACTERS + one for one in run)
    yield from (CHARACTERS + run[place : place + 2] for place in range(len(run) - 1))


def _letters(word: str) -> Iterator[str]:
    marked = _BEGINNING + word
    yield from (LETTERS + marked[place : place + 3] for place in range(max(1, len(marked) - 2)))


def _initials(letters: str) -> Iterator[str]:
    yield from (INITIALS + letters[place : place + 2] for place in range(len(letters) - 1))


def _pinyin(run: str) -> list[str]:
    # Its dictionaries are read when the first is asked for.
    from pypinyin import lazy_pinyin

    return [one for one in lazy_pinyin(run) if one.isascii() and one]


def _unaccented(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(one for one in parts if not unicodedata.combining(one))
