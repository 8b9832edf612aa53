"""Prices as menus write them: ¥18, 18元, 18.5, 小8元/大12元, and the name that stands before."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# More prices than these no dish has beside each other.
PRICES_MAX = 8
_UNIT = "份碗杯盘锅只瓶例串个套号桶壶扎斤两位条打听罐盒块片根笼件人"
_COUNT = "半一二两三四五六十单双整全小中大"
SIZE = (
    rf"(?:特大|超大|加大|[{_COUNT}\d]{{1,2}}人?[{_UNIT}]|[小中大]|半|整|全|"
    r"(?<![a-z])(?:small|medium|large|regular|half|full|whole|XL|[SML])(?![a-z]))"
)
# The mark of the currency is taken for letters and signs that look like it.
_MARK = r"(?:¥|￥|\$|€|£|(?:RMB|CNY|Y|羊|丰)(?=\s*\d))"
_AMOUNT = rf"(?P<mark>{_MARK})?\s*(?P<amount>\d{{1,4}}(?:\s*[.。·]\s*\d{{1,2}}0{{0,2}})?)"
_AFTER = rf"\s*(?P<unit>元|圆|块钱?|RMB)?(?:\s*[/每]\s*(?P<per>[{_UNIT}]|[半一]?[{_UNIT}]))?起?"
_LAST = re.compile(
    rf"(?P<size>\(?{SIZE}\)?)?\s*[:：]?\s*{_AMOUNT}{_AFTER}\s*[/／、,，|;；]?\s*$", re.IGNORECASE
)
_SIZE_ONLY = re.compile(rf"\(?({SIZE})\)?", re.IGNORECASE)
_SIZE_AT_END = re.compile(rf"\(({SIZE})\)$|\s({SIZE})$", re.IGNORECASE)
_LEADERS = re.compile(r"[\s.·•…・。_\-—–~:：﹒]+$")
_NOT_A_PRICE = re.compile(r"\d{5,}|\d{1,2}\s*:\s*\d{2}|\d{3,4}\s*-\s*\d{3,}")


@dataclass(frozen=True, slots=True)
class Priced:
    """A price, and the size that it is told with, or "".

    `weak`: a bare number behind a name without a space, which may belong to the name.
    """

    amount: str
    size: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """A text taken apart: the name that it begins with, or "", and the prices that follow."""

    name: str
    prices: tuple[Priced, ...]


def plain(text: str) -> str:
    """The text with full-width letters, signs and brackets as the half-width ones."""
    spelled = unicodedata.normalize("NFKC", text.replace("￥", "¥").replace("…", "..."))
    return spelled.replace("【", "(").replace("】", ")").strip()


def parts_of(text: str) -> Parts:
    """The name in a text and the prices behind it."""
    rest = plain(text)
    prices: list[Priced] = []
    if _NOT_A_PRICE.search(rest):
        return Parts(_named(rest), ())
    while len(prices) < PRICES_MAX:
        found = _LAST.search(rest)
        if not found or not found["amount"]:
            break
        begins = next(part for part in ("size", "mark", "amount") if found[part])
        before = rest[: found.start(begins)]
        size, before = _size_of(found, before, bool(prices))
        bare = not (found["mark"] or found["unit"] or found["per"] or size)
        glued = bool(before) and before[-1].isalnum()
        if glued and before[-1].isascii():
            break
        prices.append(Priced(_digits(found["amount"]), size, weak=bare and glued))
        rest = before.rstrip()
    return Parts(_named(rest), tuple(reversed(prices)))


def sizes_in(text: str) -> tuple[str, ...]:
    """The sizes that a text consists of, such as 小份 大份; none where it says anything else."""
    words = [word for word in re.split(r"[\s/、,|]+", plain(text)) if word]
    sizes = [_SIZE_ONLY.fullmatch(word) for word in words]
    return tuple(found[1] for found in sizes if found) if all(sizes) else ()


def size_apart(name: str) -> tuple[str, str]:
    """A name without the size in brackets at its end, and that size or ""."""
    found = _SIZE_AT_END.search(name)
    if not found or found.start() == 0:
        return name, ""
    return _named(name[: found.start()]), found[1] or found[2]


def _size_of(found: re.Match[str], before: str, others: bool) -> tuple[str, str]:
    """The size before a price, and what stands before it.

    One letter that touches a name is its last one, unless other prices have sizes too.
    """
    size = found["size"] or ""
    touches = bool(before) and before[-1].isalnum()
    if size and len(size) == 1 and touches and not others:
        return "", before + size
    return size.strip("()"), before


def _digits(amount: str) -> str:
    return re.sub(r"\s*[.。·]\s*", ".", amount)


def _named(text: str) -> str:
    return _LEADERS.sub("", text.rstrip("/、,|; ")).strip()
