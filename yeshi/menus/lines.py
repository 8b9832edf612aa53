"""Lines of a paper: its texts taken apart, and those that stand beside each other put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from yeshi.menus.prices import Priced, parts_of, sizes_in
from yeshi.menus.straight import Straight

# In heights of a usual text: texts of a line are less than this apart from its middle, and parts of
# a name are closer to each other than that.
ASIDE, TOUCHING = 0.55, 0.9


@dataclass(frozen=True, slots=True)
class SizeHead:
    """A size that stands above a column of prices, and where its middle is."""

    size: str
    centre: float
    seen: Straight


@dataclass(frozen=True, slots=True)
class Tag:
    """A price on a line, and the text that it stands in."""

    priced: Priced
    centre: float
    seen: Straight


@dataclass(slots=True, kw_only=True)
class Segment:
    """A part of a line: a name, or none, with the prices behind it; or size heads alone."""

    middle: float
    names: list[Straight] = field(default_factory=list)
    name: str = ""
    tags: list[Tag] = field(default_factory=list)
    heads: list[SizeHead] = field(default_factory=list)

    @property
    def texts(self) -> list[Straight]:
        """All texts that it is made of."""
        inside = [tag.seen for tag in self.tags] + [head.seen for head in self.heads]
        return self.names + [seen for seen in inside if seen not in self.names]

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(seen.left for seen in self.texts)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(seen.right for seen in self.texts)

    @property
    def height(self) -> float:
        """How large its name is written, or what there is."""
        return max(seen.height for seen in self.names or self.texts)


def segments_of(texts: Sequence[Straight]) -> list[Segment]:
    """The segments of all lines, from above and from the left."""
    if not texts:
        return []
    usual = median(seen.height for seen in texts)
    return [
        segment
        for line in _lines(texts, usual)
        for segment in _segments(line, usual)
    ]  # fmt: skip


def _lines(texts: Sequence[Straight], usual: float) -> list[list[Straight]]:
    lines: list[list[Straight]] = []
    for seen in sorted(texts, key=lambda one: one.middle):
        last = lines[-1] if lines else []
        if last and seen.middle - sum(one.middle for one in last) / len(last) < ASIDE * usual:
            last.append(seen)
        else:
            lines.append([seen])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _segments(line: Sequence[Straight], usual: float) -> list[Segment]:
    middle = sum(seen.middle for seen in line) / len(line)
    found: list[Segment] = []
    for seen in line:
        last = found[-1] if found else None
        heads = _heads_in(seen)
        if heads:
            last = last if last and not last.tags else _begin(found, middle)
            last.heads += heads
            continue
        parts = parts_of(seen.text.says)
        if parts.name:
            if last is None or not _goes_on(last, seen, usual):
                last = _begin(found, middle)
            last.names.append(seen)
            last.name = f"{last.name}{_between(last.name, parts.name)}{parts.name}"
        elif last is None or last.heads:
            last = _begin(found, middle)
        last.tags += _tags_in(seen, parts.prices)
    return found


def _begin(found: list[Segment], middle: float) -> Segment:
    found.append(Segment(middle=middle))
    return found[-1]


def _goes_on(segment: Segment, seen: Straight, usual: float) -> bool:
    """Whether a text is more of the same name."""
    if segment.tags or segment.heads:
        return False
    near = seen.left - segment.right < TOUCHING * usual
    return near and 0.75 < seen.height / segment.height < 1.33


def _between(name: str, more: str) -> str:
    return " " if name and name[-1].isascii() and more[0].isascii() else ""


def _tags_in(seen: Straight, prices: Sequence[Priced]) -> list[Tag]:
    """The prices in a text, from its right end leftward as wide as they are written."""
    each = (seen.right - seen.left) / max(1, len(seen.text.says))
    apart = each * 4
    count = len(prices)
    if count > 1 and not any(priced.size for priced in prices):
        apart = (seen.right - seen.left) / count if not parts_of(seen.text.says).name else apart
    return [
        Tag(priced, seen.right - apart * (count - 1 - at) - min(apart, seen.right - seen.left) / 2,
            seen)
        for at, priced in enumerate(prices)
    ]  # fmt: skip


def _heads_in(seen: Straight) -> list[SizeHead]:
    sizes = sizes_in(seen.text.says)
    wide = (seen.right - seen.left) / max(1, len(sizes))
    return [
        SizeHead(size, seen.left + wide * (at + 0.5), seen) for at, size in enumerate(sizes)
    ]  # fmt: skip


def usual_pitch(segments: Sequence[Segment]) -> float:
    """How far a line is below the one before it, usually."""
    middles = sorted({segment.middle for segment in segments})
    gaps = [below - above for above, below in pairwise(middles)]
    return median(gaps) if gaps else 1.0
