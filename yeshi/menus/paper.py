"""Rows of a paper menu: which texts are dishes, sizes, prices and categories, and how surely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from yeshi.menus.lines import Segment, SizeHead, Tag, segments_of, usual_pitch
from yeshi.menus.prices import size_apart
from yeshi.menus.rows import Box, Cell, MenuRow, Stood
from yeshi.menus.seen import PaperSeen
from yeshi.menus.straight import Straight, straighten

# In heights of a usual dish: columns begin so far apart at least, a heading is so much larger.
COLUMN_APART, HEADING = 5.0, 1.13
# In usual steps from line to line: what stands so far below the last dish begins something new.
NEW_PART = 1.35
GUESS, UNSURE = 0.3, 0.6
_LETTERS = re.compile(r"[^\W\d_]")
_HEADINGS = re.compile(
    r".*(类|系列|专区|套餐)|[凉冷热炒蒸素荤小主硬家常招牌特色推荐干锅]{1,4}菜|烧烤|烤串|串串|粉面|面食|主食|"
    r"小吃|点心|甜[品点]|饮[品料]|奶茶|酒水|饮料酒水|汤[羹品]?|粥品|卤[味菜]|海鲜|小?龙虾|火锅|炸物|"
    r"招牌|推荐|.*(?:dishes|drinks|noodles|snacks|soups?|desserts?|barbecue|specials)",
    re.IGNORECASE,
)
# What stands on menus beside dishes: numbers to call, hours, thanks.
_ASIDE = re.compile(
    r"电话|热线|营业|地址|微信|欢迎|谢谢|光临|扫码|公众号|外卖|订餐|\d{2}:\d{2}|\d{7,}|"
    r"tel|phone|open|hours|wi-?fi|www\.|http",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Column:
    """A column of the paper from above: its dishes, and what is in force further down."""

    left: float
    category: Cell
    heads: list[SizeHead]
    last: float | None = None


def rows_of(seen: PaperSeen) -> list[MenuRow]:
    """The rows of a menu as they stand, column by column; none where no price was seen."""
    segments = segments_of(straighten(seen))
    dishes = [one for one in segments if one.tags and one.name]
    if not dishes:
        return []
    usual = median(one.height for one in dishes)
    pitch = usual_pitch(dishes)
    lefts = _column_lefts(dishes, usual)
    columns = [_Column(left, Cell(), []) for left in lefts]
    rows: list[list[MenuRow]] = [[] for _ in columns]
    for segment in segments:
        at = _column_at(lefts, segment.left, usual)
        rows[at] += _read(columns[at], segment, (usual, pitch), seen)
    found = [row for column in rows for row in column]
    return _with_outliers_doubted(found)


def _column_lefts(dishes: Sequence[Segment], usual: float) -> list[float]:
    """Where columns begin: places at which more than one dish does, far enough apart."""
    begins = sorted(one.left for one in dishes)
    groups = [[begins[0]]]
    for left in begins[1:]:
        if left - groups[-1][-1] > COLUMN_APART * usual:
            groups.append([left])
        else:
            groups[-1].append(left)
    many = [group for group in groups if len(group) > max(1, len(dishes) // 12)] or groups
    return [group[0] for group in many]


def _column_at(lefts: Sequence[float], left: float, usual: float) -> int:
    before = [at for at, one in enumerate(lefts) if one <= left + usual * 1.5]
    return before[-1] if before else 0


def _read(
    column: _Column, segment: Segment, measures: tuple[float, float], seen: PaperSeen
) -> list[MenuRow]:
    """The rows that a segment is; none for a heading, or what is no dish.

    `measures`: how high dishes usually are, and how far from line to line it is.
    """
    usual, pitch = measures
    if segment.heads:
        column.heads = list(segment.heads)
    if segment.tags:
        column.last = segment.middle
        return _priced(column, segment, seen)
    if not segment.name or _ASIDE.search(segment.name) or not _LETTERS.search(segment.name):
        return []
    offset = abs(segment.left - column.left)
    new = column.last is None or segment.middle - column.last > NEW_PART * pitch
    large = segment.height > HEADING * usual
    if segment.heads or large or new or _HEADINGS.fullmatch(segment.name):
        if offset < 4 * usual or segment.heads:
            column.category = _cell(segment.name, segment.names)
            column.heads = list(segment.heads)
        return []
    column.last = segment.middle
    if offset < 1.5 * usual and segment.height > 0.85 * usual:
        # As large and where dishes are, without a price: nothing is lost, somebody looks at it.
        name = _cell(segment.name, segment.names)
        return [MenuRow(column.category, name, Cell(), Cell("", 0.0), _stood(segment, seen))]
    return []


def _priced(column: _Column, segment: Segment, seen: PaperSeen) -> list[MenuRow]:
    name, own_size = size_apart(segment.name)
    name_cell = _cell(name, segment.names) if name else Cell("", 0.0)
    tags = _without_weak(segment)
    if tags is not segment.tags:
        name_cell = replace(name_cell, sure=min(name_cell.sure, UNSURE))
    sizes = _sizes(column, tags, own_size)
    stood = _stood(segment, seen)
    return [
        MenuRow(column.category, name_cell, size, _price(tag), stood)
        for tag, size in zip(tags, sizes, strict=True)
    ]


def _without_weak(segment: Segment) -> list[Tag]:
    """The prices, without numbers that belong to the name as others follow it."""
    strong = [tag for tag in segment.tags if not tag.priced.weak]
    return strong if strong and len(strong) < len(segment.tags) else segment.tags


def _sizes(column: _Column, tags: Sequence[Tag], own: str) -> list[Cell]:
    """The size of each price: its own, that of the head above it, or a guess."""
    if any(tag.priced.size for tag in tags):
        return [Cell(tag.priced.size, tag.seen.text.sure if tag.priced.size else GUESS)
                for tag in tags]  # fmt: skip
    if len(tags) == 1:
        if own or not column.heads:
            return [Cell(own)]
        return [_nearest(column.heads, tags[0])]
    heads = sorted(column.heads, key=lambda head: head.centre)
    if len(heads) == len(tags):
        return [Cell(head.size, head.seen.text.sure) for head in heads]
    if len(heads) > len(tags):
        return [_nearest(heads, tag) for tag in tags]
    return [Cell("", GUESS) for _ in tags]


def _nearest(heads: Sequence[SizeHead], tag: Tag) -> Cell:
    off = sorted((abs(head.centre - tag.centre), head.size, head.seen.text.sure) for head in heads)
    clear = len(off) == 1 or off[0][0] < 0.35 * off[1][0]
    return Cell(off[0][1], off[0][2] if clear else UNSURE)


def _price(tag: Tag) -> Cell:
    sure = tag.seen.text.sure
    return Cell(tag.priced.amount, min(sure, UNSURE) if tag.priced.weak else sure)


def _cell(text: str, seen: Sequence[Straight]) -> Cell:
    """The text; what has signs that menus are not written with was read wrongly, most probably."""
    sure = min(one.text.sure for one in seen)
    return Cell(text, sure if _is_usual(text) else min(sure, UNSURE))


def _is_usual(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _stood(segment: Segment, seen: PaperSeen) -> Stood:
    corners = [corner for one in segment.texts for corner in one.text.corners]
    across = [x / seen.width for x, _ in corners]
    down = [y / seen.height for _, y in corners]
    return Stood(box=Box(*(min(1.0, max(0.0, edge)) for edge in (
        min(across), min(down), max(across), max(down)))))  # fmt: skip


def _with_outliers_doubted(rows: list[MenuRow]) -> list[MenuRow]:
    """The rows; prices far from all others are doubted, as a point or a digit may be lost."""
    amounts = [float(row.price.text) for row in rows if row.price.text]
    usual = median(amounts) if amounts else 0.0
    return [
        replace(row, price=Cell(row.price.text, min(row.price.sure, UNSURE)))
        if row.price.text and not usual / 20 < float(row.price.text) < usual * 8 else row
        for row in rows
    ]  # fmt: skip
