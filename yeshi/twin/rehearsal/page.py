"""A comparison as one page that needs nothing else: figures, intervals and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from jinja2 import Environment, PackageLoader, StrictUndefined

from yeshi.base.names import Name
from yeshi.base.sentences import say
from yeshi.twin.rehearsal.comparing import Difference

GROUPS = ("service", "cost", "earnings", "jobs")
WIDE, ROW, MARGIN = 560, 26, 10
# A relative difference beyond this share is drawn at the edge.
SHARE_MAX = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A measure's interval on the picture: pixels from the left, the middle, and the ends."""

    key: str
    y: float
    middle: float
    least: float
    most: float
    dots: tuple[float, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All intervals as shares of A's mean, on one scale from -`share` to `share`."""

    wide: int
    high: int
    zero: float
    share: float
    bars: tuple[Bar, ...]


def picture(differences: Sequence[Difference]) -> Drawing:
    """The relative differences; a measure without any value under A has no share to draw."""
    drawn = [one for one in differences if one.a and isfinite(one.least)]
    ends = [abs(end / one.a) for one in drawn for end in (one.least, one.most)]
    share = min(SHARE_MAX, max([0.01, *ends]) * 1.05)
    zero, half = WIDE / 2, WIDE / 2 - MARGIN

    def x(value: float, a: float) -> float:
        return round(zero + half * max(-1.0, min(1.0, value / abs(a) / share)), 1)

    bars = tuple(
        Bar(
            key=one.measure.key,
            y=ROW * (row + 0.5),
            middle=x(one.mean, one.a),
            least=x(one.least, one.a),
            most=x(one.most, one.a),
            dots=tuple(x(value, one.a) for value in one.each),
            kind=kind(one),
        )
        for row, one in enumerate(drawn)
    )
    return Drawing(WIDE, ROW * len(drawn), zero, share, bars)


def kind(one: Difference) -> str:
    """`better`, `worse`, `other` (clear, but neither) or `unclear`."""
    if not one.clear:
        return "unclear"
    return {True: "better", False: "worse", None: "other"}[one.better]


def number(value: float, digits: int, signed: bool = False) -> str:
    """The value as people read it; a dash where there is none."""
    if not isfinite(value):
        return "–"
    return f"{value:{'+' if signed else ''},.{digits}f}".replace("-", "−")


def page(
    names: tuple[Name, Name], texts: tuple[str, str], nights: int,
    differences: Sequence[Difference], currency: str, language: str,
) -> str:  # fmt: skip
    """The page in `language`; `texts` are the scenarios as they were written."""
    environment = Environment(
        loader=PackageLoader("yeshi.twin", "rehearsal"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip

    def t(key: str, **facts: object) -> str:
        return say(language, f"rehearsal.{key}", currency=currency, **facts)

    return environment.get_template("comparison.html").render(
        t=t,
        language=language,
        a=names[0].zh if language == "zh" else names[0].en,
        b=names[1].zh if language == "zh" else names[1].en,
        texts=texts,
        nights=nights,
        groups=[
            (group, [one for one in differences if one.measure.group == group and not one.absent])
            for group in GROUPS
        ],
        picture=picture(differences),
        number=number,
        kind=kind,
        found=[one for one in differences if one.better is not None],
    )
