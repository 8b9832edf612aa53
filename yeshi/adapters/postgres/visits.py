"""The tables of services and bookings, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import Bookings, Services
from yeshi.visits.booking import Booking
from yeshi.visits.service import BookableService, ServiceSort
from yeshi.visits.slot import Span

_BY_ID = 'ORDER BY id COLLATE "C"'
_BY_TIME = 'ORDER BY starts_at, id COLLATE "C"'
# As the indexes of them say it.
_OPEN = "state = 'booked'"
_HOLD = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


class PostgresServices(PostgresRecords[BookableService], Services):
    """Services."""

    def offered(self, sort: ServiceSort | None, limit: int) -> list[BookableService]:
        """So many that have not ended, of that sort, or of all; by id."""
        return self._many(
            f"WHERE ended_at IS NULL AND (%s::text IS NULL OR sort = %s) {_BY_ID} LIMIT %s",
            (sort, sort, limit),
        )

    def offered_by(self, merchants: Sequence[str]) -> list[BookableService]:
        """Those of these merchants that have not ended, by id."""
        return self._many(
            f"WHERE ended_at IS NULL AND merchant = ANY(%s) {_BY_ID}", (list(merchants),)
        )


class PostgresBookings(PostgresRecords[Booking], Bookings):
    """Bookings."""

    def seated(self, seats: Sequence[str], within: Span) -> list[Booking]:
        """Those for which a seat of these is kept at any moment of that time."""
        return self._many(
            "WHERE seats = ANY(%s) AND state IN ('booked', 'came') AND starts_at < %s"
            f" AND free_at > %s {_BY_TIME}",
            (list(seats), within.ends, within.starts),
        )

    def of_customers(self, customers: Sequence[str], limit: int) -> list[Booking]:
        """So many of these customers, whose time is the latest first."""
        return self._many(
            'WHERE customer = ANY(%s) ORDER BY starts_at DESC, id COLLATE "C" LIMIT %s',
            (list(customers), limit),
        )

    def count_open(self, customers: Sequence[str]) -> int:
        """How many of these customers' are still to come."""
        ((found,),) = self._session.rows(
            f"SELECT count(*) FROM bookings WHERE customer = ANY(%s) AND {_OPEN}",
            (list(customers),),
        )
        return int(found)

    def count_held(self, phone: str) -> int:
        """How many that guests made with this number are still to come.

        A number has no row that could be kept from others, and nothing is to be kept of it for
        that: its lock is over with this work.
        """
        self._session.rows(_HOLD, (f"booked with {phone}",))
        ((found,),) = self._session.rows(
            f"SELECT count(*) FROM bookings WHERE phone = %s AND customer IS NOT NULL AND {_OPEN}",
            (phone,),
        )
        return int(found)

    def of_merchant(self, merchant: str, within: Span) -> list[Booking]:
        """All of the merchant that begin within that time."""
        return self._many(
            f"WHERE merchant = %s AND starts_at >= %s AND starts_at < %s {_BY_TIME}",
            (merchant, within.starts, within.ends),
        )

    def numbers_at(self, merchant: str) -> list[int]:
        """The numbers of those of the merchant that are still to come."""
        rows = self._session.rows(
            f"SELECT number FROM bookings WHERE merchant = %s AND {_OPEN} ORDER BY number",
            (merchant,),
        )
        return [int(number) for (number,) in rows]

    def to_remind(self, until: datetime, limit: int) -> list[Booking]:
        """So many that are still to come, begin before that, and whose guest was told nothing."""
        return self._many(
            f"WHERE {_OPEN} AND NOT reminded AND starts_at < %s {_BY_TIME} LIMIT %s",
            (until, limit),
        )

    def ended_open(self, moment: datetime, limit: int) -> list[Booking]:
        """So many that ended before that, of whose guest nobody said whether they came."""
        return self._many(f"WHERE {_OPEN} AND ends_at < %s {_BY_TIME} LIMIT %s", (moment, limit))

    def telling_before(self, moment: datetime, limit: int) -> list[Booking]:
        """So many that ended before that and say who the guest was."""
        return self._many(
            f"WHERE ends_at < %s AND (name <> '' OR phone <> '') {_BY_TIME} LIMIT %s",
            (moment, limit),
        )
