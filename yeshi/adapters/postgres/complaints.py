"""The table of complaints, with its questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import Complaints
from yeshi.orders.complaint import Complaint

# As the indexes of them say it.
_TELLING = "(words <> '' OR pictures <> '[]' OR answer <> '' OR appeal <> '')"
_WAITING_AT_OFFICE = "\"to\" = 'office' AND granted <> handed_out"
_IN = "(%s::text[] IS NULL OR zone = ANY(%s))"
_BY_ID = 'ORDER BY id COLLATE "C"'


class PostgresComplaints(PostgresRecords[Complaint], Complaints):
    """Complaints."""

    def of_merchant(self, merchant: str, start: int, limit: int) -> list[Complaint]:
        """So many of the merchant, from that one on: those it is to answer, then the newest."""
        return self._many(
            "WHERE merchant = %s ORDER BY state <> 'asked', made_at DESC, id COLLATE \"C\""
            " OFFSET %s LIMIT %s",
            (merchant, start, limit),
        )

    def count_unanswered(self, merchant: str) -> int:
        """How many the merchant is to answer."""
        return self._count("state = 'asked' AND merchant = %s", (merchant,))

    def unanswered_at(self, moment: datetime, limit: int) -> list[Complaint]:
        """So many of those that were to be answered by then, the longest due first."""
        return self._many(
            "WHERE state = 'asked' AND due_at <= %s ORDER BY due_at LIMIT %s", (moment, limit)
        )

    def undecided(
        self, start: int, limit: int, zones: Sequence[str] | None = None
    ) -> list[Complaint]:
        """So many that the control room is to decide or may, those that wait for it first."""
        listed = None if zones is None else list(zones)
        return self._many(
            f"WHERE state IN ('asked', 'referred') AND {_IN} ORDER BY state <> 'referred', made_at,"
            ' id COLLATE "C" OFFSET %s LIMIT %s',
            (listed, listed, start, limit),
        )

    def count_referred(self, zones: Sequence[str] | None = None) -> int:
        """How many the control room is to decide."""
        listed = None if zones is None else list(zones)
        return self._count(f"state = 'referred' AND {_IN}", (listed, listed))

    def to_hand_out(self, limit: int) -> list[Complaint]:
        """So many of which cash waits at the office, the oldest first."""
        return self._many(
            f'WHERE {_WAITING_AT_OFFICE} ORDER BY made_at, id COLLATE "C" LIMIT %s', (limit,)
        )

    def of_orders(self, orders: Sequence[str]) -> list[Complaint]:
        """All about any of these orders, by id."""
        return self._many(f'WHERE "order" = ANY(%s) {_BY_ID}', (list(orders),))

    def of_customers_since(self, customers: Sequence[str], moment: datetime) -> list[Complaint]:
        """All that these customers made since then, by id."""
        return self._many(
            f"WHERE customer = ANY(%s) AND made_at >= %s {_BY_ID}", (list(customers), moment)
        )

    def of_merchant_since(self, merchant: str, moment: datetime) -> list[Complaint]:
        """All about the merchant that were made since then, by id."""
        return self._many(f"WHERE merchant = %s AND made_at >= %s {_BY_ID}", (merchant, moment))

    def telling_before(self, moment: datetime, limit: int) -> list[Complaint]:
        """So many of those that were made before, in which anything personal stands; the oldest."""
        return self._many(
            f"WHERE made_at < %s AND {_TELLING} ORDER BY made_at LIMIT %s", (moment, limit)
        )

    def _count(self, where: str, values: Sequence[object]) -> int:
        ((found,),) = self._session.rows(f"SELECT count(*) FROM complaints WHERE {where}", values)
        return int(found)
