"""What the demo city's dishes and stalls look like, as it comes with Yeshi."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yeshi.files.city import CHANGSHA, City

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
    for quarter in city.quarters:
        for merchant, menu in quarter.stalls:
            dishes = [(item.id, item.id.rpartition(".")[2]) for item in menu]
            front = Illustration(merchant.id, None, drawn[f"front-{dishes[0][1]}"])
            yield [front, *(Illustration(merchant.id, id_, drawn[dish]) for id_, dish in dishes)]
