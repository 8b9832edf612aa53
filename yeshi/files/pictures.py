"""What the demo city's dishes and stalls look like, as it comes with Yeshi."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yeshi.files.city import CHANGSHA, City
from yeshi.files.dishes import sets_at

PICTURES = CHANGSHA / "pictures"
# In points; tools/illustrate.py draws them so.
WIDTH = 400


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture of a stall's dish, or, where `item` is None, of its front."""

    merchant: str
    item: str | None
    data: bytes


def illustrations(city: City) -> Iterator[list[Illustration]]:
    """For each stall of the demo city its pictures, all of them drawn."""
    drawn = {path.stem: path.read_bytes() for path in PICTURES.glob("*.webp")}
    menus = {merchant.id: menu for quarter in city.quarters for merchant, menu in quarter.stalls}
    sets = sets_at(CHANGSHA / "extras.toml", menus)
    for quarter in city.quarters:
        for merchant, menu in quarter.stalls:
            dishes = [(item.id, _dish(item.id)) for item in menu]
            # A set looks like the first of its dishes.
            dishes += [(one.id, _dish(one.parts[0])) for one in sets.get(merchant.id, ())]
            front = Illustration(merchant.id, None, drawn[f"front-{dishes[0][1]}"])
            yield [front, *(Illustration(merchant.id, id_, drawn[dish]) for id_, dish in dishes)]


def _dish(item: str) -> str:
    """The dish that the item is, whoever sells it."""
    return item.rpartition(".")[2]
