"""Which parts of a city a process works in, and which share of them it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from yeshi.base.errors import InputError

if TYPE_CHECKING:
    # A city starts while its pages are read: which of them come is known before.
    from yeshi.flow.errands import Lane
    from yeshi.flow.terms import Terms


class CityPart(StrEnum):
    """What a process may work in: pages, dispatch of zones, what the clock brings, errands."""

    WEB = "web"
    DISPATCH = "dispatch"
    CLOCK = "clock"
    ERRANDS = "errands"


@dataclass(frozen=True, slots=True)
class CityShare:
    """Parts of a city, and of dispatch and errands the zones and lanes; none named: all of them."""

    parts: frozenset[CityPart]
    zones: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The parts with what is taken of them, such as dispatch:east."""
        named = {CityPart.DISPATCH: self.zones, CityPart.ERRANDS: self.lanes}
        return tuple(
            f"{part}:{one}" if one else str(part)
            for part in CityPart
            if part in self.parts
            for one in named.get(part, ()) or ("",)
        )

    def zones_of(self, terms: Terms) -> tuple[str, ...]:
        """The zones that are dispatched here; none without that part."""
        if CityPart.DISPATCH not in self.parts:
            return ()
        return self.zones or tuple(zone.id for zone in terms.zones)

    @property
    def lanes_here(self) -> tuple[Lane, ...]:
        """The lanes whose errands are done here; none without that part."""
        from yeshi.flow.errands import Lane

        if CityPart.ERRANDS not in self.parts:
            return ()
        return tuple(Lane(one) for one in self.lanes) or tuple(Lane)


WHOLE = CityShare(frozenset(CityPart))


def share_of(parts: Sequence[CityPart], zones: Sequence[str], lanes: Sequence[str]) -> CityShare:
    """The share that somebody names; InputError where it is not one of any city."""
    if zones and CityPart.DISPATCH not in parts:
        raise InputError("--zone is for dispatch, which is not among the parts")
    if lanes and CityPart.ERRANDS not in parts:
        raise InputError("--lane is for errands, which are not among the parts")
    from yeshi.flow.errands import Lane

    _see_that_all_are("lane", lanes, [str(lane) for lane in Lane])
    return CityShare(frozenset(parts), tuple(dict.fromkeys(zones)), tuple(dict.fromkeys(lanes)))


def see_that_zones_are_there(share: CityShare, terms: Terms) -> None:
    """InputError where the share names a zone that a city on these terms has not."""
    _see_that_all_are("zone", share.zones, [zone.id for zone in terms.zones])


def _see_that_all_are(what: str, named: Sequence[str], known: Sequence[str]) -> None:
    unknown = next((one for one in named if one not in known), None)
    if unknown is not None:
        raise InputError(f"there is no {what} {unknown!r}; there are {', '.join(known)}")
