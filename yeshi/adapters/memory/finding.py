"""What can be found in memory, with its questions."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import Findables
from yeshi.market.catalogue import Item
from yeshi.market.choosing import WantedNow
from yeshi.market.finding import AskedPieces, Findable
from yeshi.market.merchant import Merchant
from yeshi.visits.service import BookableService


class MemoryFindables(MemoryRecords[Findable], Findables):
    """Stalls, dishes and services under the pieces of their names."""

    def having(
        self,
        asked: Sequence[AskedPieces],
        limit: int,
        wanted: WantedNow | None = None,
        services: bool = False,
    ) -> list[Findable]:
        """So many of those that have enough of what was asked in one way; most pieces first."""
        pieces = {piece for one in asked for piece in one.pieces}
        found = [
            (len(pieces.intersection(entry.pieces)), entry)
            for entry in self.all()
            if (entry.service is not None) is services
            and any(len(set(one.pieces).intersection(entry.pieces)) >= one.least for one in asked)
            and (wanted is None or self._is_wanted(entry, wanted))
        ]
        found.sort(key=lambda it: (-it[0], len(it[1].pieces), it[1].id))
        return [one for _, one in found[:limit]]

    def outdated(self, limit: int) -> list[str]:
        """The ids of so many whose name is another by now, that are new, or that ended."""
        city = self._city
        things: list[tuple[str, Merchant | Item | BookableService]]
        things = [("stall", one) for one in city.merchants.all()]
        things += [("dish", one) for one in city.items.all()]
        things += [("service", one) for one in city.services.all()]
        names = {f"{kind}:{o.id}": None if o.ended_at else o.name for kind, o in things}
        return [id_ for id_, name in sorted(names.items()) if self._differs(id_, name)][:limit]

    def _is_wanted(self, entry: Findable, wanted: WantedNow) -> bool:
        """Whether it is a dish that is wanted, of a stall that is; or the stall, and sells one."""
        stall = self._city.merchants.get(entry.merchant)
        if stall is None or not wanted.of_stall(stall, self._city.stall_facts.get(stall.id)):
            return False
        if not wanted.wanted.asks_of_dishes:
            return True
        if entry.item is None:
            return any(map(wanted.of_dish, self._city.items.of_merchant(stall.id)))
        dish = self._city.items.get(entry.item)
        return dish is not None and wanted.of_dish(dish)

    def _differs(self, id_: str, name: object) -> bool:
        known = self.get(id_)
        return (known.name if known else None) != name
