"""The tables of the market, with their questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from psycopg.types.json import Jsonb

from yeshi.adapters.postgres.choosing import TAKES_ORDERS, of_dishes, of_stalls
from yeshi.adapters.postgres.records import BY_ID, PostgresRecords
from yeshi.adapters.postgres.session import Row
from yeshi.flow.ports import FavouriteLists, Items, KeptPictures, Merchants, ShownPictures, StallMet
from yeshi.geo.point import Point
from yeshi.market.catalogue import Item
from yeshi.market.choosing import WantedNow
from yeshi.market.favourites import FavouriteList
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.market.pictured import KeptPicture, ShownPicture

_GIVING = "FROM merchants WHERE pledge IS NOT NULL AND pledge->>'programme' = %s"
# One that another has just made is that one's, once it is kept: it is waited for.
_LIKE = "INSERT INTO favourite_lists (id, favourites) VALUES (%s, '[]') ON CONFLICT (id) DO NOTHING"


class PostgresMerchants(PostgresRecords[Merchant], Merchants):
    """Stalls and restaurants; `at` is the time of day in the city."""

    def count(self) -> int:
        """How many there are or were."""
        return int(self._session.rows("SELECT count(*) FROM merchants")[0][0])

    def giving_to(self, programme: str) -> int:
        """How many give of each order to that programme."""
        return int(self._session.rows(f"SELECT count(*) {_GIVING}", (programme,))[0][0])

    def that_give_to(self, programme: str) -> list[str]:
        """The ids of those that give of each order to that programme, in their order."""
        asked = f'SELECT id {_GIVING} ORDER BY id COLLATE "C"'
        return [str(id_) for (id_,) in self._session.rows(asked, (programme,))]

    def counts(self, at: time) -> dict[str | None, tuple[int, int]]:
        """By market, None for restaurants: how many take orders at that time, and how many are."""
        rows = self._session.rows(
            f"SELECT market, count(*) FILTER (WHERE {TAKES_ORDERS}), count(*)"
            " FROM merchants WHERE ended_at IS NULL GROUP BY market",
            (at,),
        )
        return {market: (taking, there) for market, taking, there in rows}

    def of_market(self, market: str | None, at: time, start: int, limit: int) -> list[Merchant]:
        """Those of the market, of None the restaurants: who takes orders first, then by id."""
        return self._many(
            f"WHERE ended_at IS NULL AND {'market IS NULL' if market is None else 'market = %s'}"
            f' ORDER BY {TAKES_ORDERS} DESC, id COLLATE "C" OFFSET %s LIMIT %s',
            (*([] if market is None else [market]), at, start, limit),
        )

    def met(self, asked: WantedNow) -> list[StallMet]:
        """Those that are what is asked for, minutes apart, by id; where something is asked of
        dishes, those that sell one."""
        stall, of_stall = of_stalls(asked)
        of_dish: list[Any] = []
        least, join = "NULL", ""
        if asked.wanted.needs_dishes:
            dish, of_dish = of_dishes(asked)
            least = "dishes.least"
            join = (
                f" {'' if asked.wanted.asks_of_dishes else 'LEFT '}JOIN (SELECT items.merchant,"
                f" min((items.price->>'fen')::bigint) AS least FROM items WHERE {dish}"
                " GROUP BY items.merchant) AS dishes ON dishes.merchant = merchants.id"
            )
        rows = self._session.rows(
            f"SELECT merchants.id, {TAKES_ORDERS}, {least} FROM merchants{join}"
            f' WHERE {stall} ORDER BY merchants.id COLLATE "C"',
            (asked.local, *of_dish, *of_stall),
        )
        return [StallMet(str(id_), taking, least) for id_, taking, least in rows]

    def open_hours(self, at: time) -> Mapping[str | None, list[Hours]]:
        """By market, None for restaurants: the hours of those that take orders, each once."""
        rows = self._session.rows(
            "SELECT DISTINCT market, (hours->>'opens')::time, (hours->>'closes')::time"
            f" FROM merchants WHERE ended_at IS NULL AND {TAKES_ORDERS}",
            (at,),
        )
        found: dict[str | None, list[Hours]] = {}
        for market, opens, closes in rows:
            found.setdefault(market, []).append(Hours(opens, closes))
        return found

    def held(self) -> list[Merchant]:
        """Those that an operator holds, by id."""
        return self._many('WHERE held IS NOT NULL ORDER BY id COLLATE "C"', ())

    def paused(self) -> list[Merchant]:
        """Those that take no orders until a moment that is known, by id."""
        return self._many('WHERE paused_until IS NOT NULL ORDER BY id COLLATE "C"', ())

    def at_place(self, place: Point) -> list[Merchant]:
        """Those that stand at that very place, by id."""
        return self._many(
            'WHERE ended_at IS NULL AND place = %s ORDER BY id COLLATE "C"',
            (Jsonb({"x": place.x, "y": place.y}),),
        )

    def places(self) -> list[Point]:
        """Where they stand, each place once."""
        rows = self._session.rows(
            "SELECT DISTINCT (place->>'x')::float8, (place->>'y')::float8 FROM merchants"
            " WHERE ended_at IS NULL"
        )
        return [Point(x, y) for x, y in rows]


# As a menu is shown; what has no row of its own stands by its id.
BY_ROW = 'ORDER BY menu_row, id COLLATE "C"'


class PostgresItems(PostgresRecords[Item], Items):
    """Items on the menus; only those whose stock is counted are kept from others.

    What never runs out changes for no order, so that a whole city may order it at once.
    """

    locking = BY_ID + ' AND "left" IS NOT NULL ORDER BY id FOR NO KEY UPDATE'

    def of_merchant(self, merchant: str) -> list[Item]:
        """The merchant's menu by row, what has ended too."""
        return self._many(f"WHERE merchant = %s {BY_ROW}", (merchant,))

    def first_of(self, merchants: Sequence[str], limit: int) -> list[Item]:
        """The first so many of each of those menus that are sold, all by row."""
        return self._many(
            "WHERE id IN (SELECT one.id FROM unnest(%s::text[]) AS sold(by) CROSS JOIN LATERAL"
            " (SELECT id FROM items WHERE merchant = sold.by AND ended_at IS NULL"
            f" {BY_ROW} LIMIT %s) AS one) {BY_ROW}",
            (list(merchants), limit),
        )

    def met(self, merchants: Sequence[str], asked: WantedNow, limit: int) -> list[Item]:
        """Of each of those menus the first so many that are what is asked for, all by row."""
        said, values = of_dishes(asked)
        return self._many(
            "WHERE id IN (SELECT one.id FROM unnest(%s::text[]) AS sold(by) CROSS JOIN LATERAL"
            f" (SELECT id FROM items WHERE merchant = sold.by AND {said}"
            f" {BY_ROW} LIMIT %s) AS one) {BY_ROW}",
            (list(merchants), *values, limit),
        )

    def mean_fen(self, merchants: Sequence[str]) -> dict[str, int]:
        """By merchant, of those, what a dish on its menu costs in the mean, rounded down, in fen;
        none of who sells nothing."""
        rows = self._session.rows(
            "SELECT merchant, sum((price->>'fen')::bigint)::bigint / count(*) FROM items"
            " WHERE merchant = ANY(%s) AND ended_at IS NULL GROUP BY merchant",
            (list(merchants),),
        )
        return {str(merchant): int(fen) for merchant, fen in rows}

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
        # What this work has locked before was not asked for again, and may be changed by now.
        asked = [id_ for id_ in wanted if id_ not in self._locked]
        super().learn(wanted, rows, locked=locked)
        if locked:
            counted = {str(row[0]) for row in rows}
            for id_ in asked:
                known = self._known.get(id_)
                if known is not None and known.left is not None and id_ not in counted:
                    del self._known[id_]


class PostgresKeptPictures(PostgresRecords[KeptPicture], KeptPictures):
    """The pictures that are kept."""

    def unshown_before(self, moment: datetime, limit: int) -> list[KeptPicture]:
        """So many of those that nothing has shown since before that moment, by id."""
        return self._many(
            'WHERE unshown_since <= %s ORDER BY id COLLATE "C" LIMIT %s', (moment, limit)
        )


class PostgresShownPictures(PostgresRecords[ShownPicture], ShownPictures):
    """What shows a picture."""

    def of_merchants(self, merchants: Sequence[str]) -> list[ShownPicture]:
        """The pictures of those stalls and of all their dishes, by id."""
        return self._many('WHERE merchant = ANY(%s) ORDER BY id COLLATE "C"', (list(merchants),))


class PostgresFavouriteLists(PostgresRecords[FavouriteList], FavouriteLists):
    """What customers like."""

    def lock_own(self, blank: FavouriteList) -> FavouriteList:
        """That with the id of this one, this itself where there is none; kept from others."""
        self._session.changed(_LIKE, (blank.id,))
        return self.must_lock(blank.id)

    def unused_since(self, moment: datetime, limit: int) -> list[FavouriteList]:
        """So many lists with something in them of which nothing came or went since."""
        return self._many(
            "WHERE used_at < %s AND jsonb_array_length(favourites) > 0 ORDER BY used_at LIMIT %s",
            (moment, limit),
        )
