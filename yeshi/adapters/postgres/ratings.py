"""The tables of ratings, with their questions, and of how many stars each thing got."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import Ratings, StarsOfDays
from yeshi.orders.rating import Rating
from yeshi.orders.stars import Stars, StarsOfDay

_NEWEST = 'ORDER BY rated_at DESC, id COLLATE "C"'
# As the index of them says it.
_WRITTEN = "(word <> '' OR answer <> '')"
_COUNT = (
    "INSERT INTO stars_of_days (id, rated, day, count, total) VALUES (%s, %s, %s, 0, 0)"
    " ON CONFLICT (id) DO NOTHING"
)
_SINCE = (
    "SELECT rated, sum(count)::bigint, sum(total)::bigint FROM stars_of_days"
    " WHERE rated = ANY(%s) AND day >= %s GROUP BY rated"
)


class PostgresRatings(PostgresRecords[Rating], Ratings):
    """Ratings; lists are the newest first, then by id."""

    def of_merchant(self, merchant: str, start: int, limit: int) -> list[Rating]:
        """So many of the merchant's dishes, from that one on."""
        return self._many(
            f"WHERE merchant = %s {_NEWEST} OFFSET %s LIMIT %s", (merchant, start, limit)
        )

    def shown_of(self, merchant: str, limit: int) -> list[Rating]:
        """So many of the merchant's to which something was written that anybody may read."""
        shown = f"WHERE merchant = %s AND {_WRITTEN} AND hidden_why = ''"
        return self._many(f"{shown} {_NEWEST} LIMIT %s", (merchant, limit))

    def with_words(self, start: int, limit: int) -> list[Rating]:
        """So many of all to which something was written, from that one on."""
        return self._many(f"WHERE {_WRITTEN} {_NEWEST} OFFSET %s LIMIT %s", (start, limit))

    def with_words_before(self, moment: datetime, limit: int) -> list[Rating]:
        """So many of those that were given before, to which something was written; the oldest."""
        return self._many(
            f"WHERE rated_at < %s AND {_WRITTEN} ORDER BY rated_at LIMIT %s", (moment, limit)
        )

    def of_orders(self, orders: Sequence[str]) -> list[Rating]:
        """What was given to any of these orders, by id."""
        return self._many('WHERE "order" = ANY(%s) ORDER BY id COLLATE "C"', (list(orders),))


class PostgresStarsOfDays(PostgresRecords[StarsOfDay], StarsOfDays):
    """How many stars each thing got on each business day."""

    def lock_own(self, blank: StarsOfDay) -> StarsOfDay:
        """That with the id of this one, this itself where there is none; kept from others."""
        self._session.changed(_COUNT, (blank.id, blank.rated, blank.day))
        return self.must_lock(blank.id)

    def since(self, rated: Sequence[str], day: date) -> dict[str, Stars]:
        """What each of those that got any has got from that day on."""
        rows = self._session.rows(_SINCE, (list(rated), day))
        return {str(name): Stars(int(count), int(total)) for name, count, total in rows}
