"""What is wanted of stalls and dishes, as it stands in an address."""

from __future__ import annotations

from typing import Annotated, Any

from annotated_types import Ge, Le
from fastapi import Depends, Query
from pydantic import BeforeValidator

from yeshi.base.refused import Invalid, Refused
from yeshi.geo.point import Point
from yeshi.market.catalogue import SPICE_MAX, Allergen, Diet
from yeshi.market.choosing import (
    MINUTES_LEAST,
    MINUTES_MOST,
    PRICE_LEAST,
    PRICE_MOST,
    Ranking,
    StallsWanted,
    WishedFor,
    WishKind,
)
from yeshi.web.frame.fields import East, IdOrNone, North, or_none

_Minutes = Annotated[int, Ge(MINUTES_LEAST), Le(MINUTES_MOST)]
_Price = Annotated[int, Ge(PRICE_LEAST), Le(PRICE_MOST)]
_Spice = Annotated[int, Ge(0), Le(SPICE_MAX)]
# Of a form that was sent, what was left empty is not asked for.
_BLANK = BeforeValidator(or_none)


def _told(about: str, **how: Any) -> Any:
    return Query(description=about, **how)


def wanted(
    open_now: Annotated[bool, _told("Takes orders now")] = False,
    within: Annotated[
        _Minutes | None, _BLANK, _told("At the door within so many minutes of ordering")
    ] = None,
    seats: Annotated[bool, _told("Says that one may sit down there")] = False,
    of_market: Annotated[
        IdOrNone, _told("Of that market; `-` for who is of none", alias="market")
    ] = "",
    price: Annotated[
        _Price | None, _BLANK, _told("A dish for at most so many units of the currency")
    ] = None,
    spice: Annotated[
        _Spice | None, _BLANK, _told("A dish that is at most so hot: 0 not hot, 3 very hot")
    ] = None,
    diet: Annotated[list[Diet], _told("A dish that suits all of these", max_length=len(Diet))] = [],  # noqa: B006
    without: Annotated[
        list[Allergen],
        _told("A dish that does not say to contain any of these", max_length=len(Allergen)),
    ] = [],  # noqa: B006
    sort: Annotated[Ranking, _told("Who comes first, of those that take orders")] = Ranking.BEST,
) -> StallsWanted:
    """What the address asks for."""
    return StallsWanted(
        open_now=open_now, within=within, seats=seats, market=of_market or None, price=price,
        spice=spice, diets=tuple(dict.fromkeys(diet)), ranking=sort,
        without=tuple(dict.fromkeys(without)),
    )  # fmt: skip


def whither(
    wanted: Annotated[StallsWanted, Depends(wanted)],
    x: Annotated[East | None, _told("Degrees east of where one wants to eat")] = None,
    y: Annotated[North | None, _told("Degrees north of where one wants to eat")] = None,
) -> Point | Refused | None:
    """The place to which minutes are reckoned; refused where it is missing."""
    if x is not None and y is not None:
        return Point(x, y)
    asked = x is not None or y is not None
    if asked or wanted.within is not None or wanted.ranking is Ranking.SOONEST:
        return Refused(Invalid("x" if x is None else "y", "missing"))
    return None


AskedFor = Annotated[StallsWanted, Depends(wanted)]
# Over JSON, to where: what a page knows by the address that was used last.
Whither = Annotated[Point | Refused | None, Depends(whither)]


def written(asked: StallsWanted) -> list[tuple[str, str]]:
    """The same as an address says it."""
    pairs = [(wish.kind.value, value_of(wish)) for wish in asked.wishes]
    if asked.ranking is not Ranking.BEST:
        pairs.append(("sort", asked.ranking.value))
    return pairs


def value_of(wish: WishedFor) -> str:
    """What an address says of one wish."""
    return "true" if wish.kind in (WishKind.OPEN, WishKind.SEATS) else wish.value
