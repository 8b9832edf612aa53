"""What can be found in memory, with its questions."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import Findables
from yeshi.market.finding import AskedPieces, Findable


class MemoryFindables(MemoryRecords[Findable], Findables):
    """Stalls and dishes under the pieces of their names."""

    def having(self, asked: Sequence[AskedPieces], limit: int) -> list[Findable]:
        """So many of those that have enough of what was asked in one way; most pieces first."""
        pieces = {piece for one in asked for piece in one.pieces}
        found = [
            (len(pieces.intersection(entry.pieces)), entry)
            for entry in self.all()
            if any(len(set(one.pieces).intersection(entry.pieces)) >= one.least for one in asked)
        ]
        found.sort(key=lambda it: (-it[0], len(it[1].pieces), it[1].id))
        return [one for _, one in found[:limit]]

    def outdated(self, limit: int) -> list[str]:
        """The ids of so many whose name is another by now, that are new, or that ended."""
        names = {
            f"stall:{one.id}": None if one.ended_at else one.name
            for one in self._city.merchants.all()
        }
        names |= {
            f"dish:{one.id}": None if one.ended_at else one.name for one in self._city.items.all()
        }
        return [id_ for id_, name in sorted(names.items()) if self._differs(id_, name)][:limit]

    def _differs(self, id_: str, name: object) -> bool:
        known = self.get(id_)
        return (known.name if known else None) != name
