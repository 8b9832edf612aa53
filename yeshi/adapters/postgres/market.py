"""The tables of the market, with their questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yeshi.adapters.postgres.records import BY_ID, PostgresRecords
from yeshi.adapters.postgres.session import Row
from yeshi.flow.ports import Items
from yeshi.market.catalogue import Item


class PostgresItems(PostgresRecords[Item], Items):
    """Items on the menus; only those whose stock is counted are kept from others.

    What never runs out changes for no order, so that a whole city may order it at once.
    """

    locking = BY_ID + ' AND "left" IS NOT NULL ORDER BY id FOR NO KEY UPDATE'

    def of_merchant(self, merchant: str) -> list[Item]:
        """The merchant's menu by id."""
        return self._many('WHERE merchant = %s ORDER BY id COLLATE "C"', (merchant,))

    def lock(self, id_: str) -> Item | None:
        """The item, kept from others when its stock is counted; or None."""
        return self.lock_many((id_,)).get(id_)

    def lock_many(self, ids: Iterable[str]) -> dict[str, Item]:
        """Those of the items that there are; who has a counted stock is kept from others."""
        wanted = list(ids)
        self.get_many(wanted)
        super().lock_many(wanted)
        return self.get_many(wanted)

    def learn(self, ids: Iterable[str], rows: Sequence[Row], *, locked: bool = False) -> None:
        """Take in what was found; what is not counted any more has to be read anew."""
        wanted = list(ids)
        super().learn(wanted, rows, locked=locked)
        if locked:
            counted = {str(row[0]) for row in rows}
            for id_ in wanted:
                known = self._known.get(id_)
                if known is not None and known.left is not None and id_ not in counted:
                    del self._known[id_]
