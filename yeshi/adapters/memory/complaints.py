"""Complaints in memory, with their questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter

from yeshi.adapters.memory.records import Key, MemoryRecords
from yeshi.flow.ports import Complaints
from yeshi.orders.complaint import Complaint


class MemoryComplaints(MemoryRecords[Complaint], Complaints):
    """Complaints."""

    indexes: Mapping[str, Key] = {
        "merchant": attrgetter("merchant"),
        "customer": attrgetter("customer"),
    }

    def of_merchant(self, merchant: str, start: int, limit: int) -> list[Complaint]:
        """So many of the merchant, from that one on: those it is to answer, then the newest."""
        by_id = sorted(self.where("merchant", merchant), key=attrgetter("id"))
        newest = sorted(by_id, key=attrgetter("made_at"), reverse=True)
        found = sorted(newest, key=lambda one: not one.waits_for_stall)
        return found[start : start + limit]

    def count_unanswered(self, merchant: str) -> int:
        """How many the merchant is to answer."""
        return sum(one.waits_for_stall for one in self.where("merchant", merchant))

    def unanswered_at(self, moment: datetime, limit: int) -> list[Complaint]:
        """So many of those that were to be answered by then, the longest due first."""
        found = [one for one in self.all() if one.waits_for_stall and one.due_at <= moment]
        return sorted(found, key=attrgetter("due_at"))[:limit]

    def undecided(
        self, start: int, limit: int, zones: Sequence[str] | None = None
    ) -> list[Complaint]:
        """So many that the control room is to decide or may, those that wait for it first."""
        found = [one for one in self._in(zones) if one.is_undecided]
        found.sort(key=lambda one: (not one.waits_for_control, one.made_at, one.id))
        return found[start : start + limit]

    def count_referred(self, zones: Sequence[str] | None = None) -> int:
        """How many the control room is to decide."""
        return sum(one.waits_for_control for one in self._in(zones))

    def to_hand_out(self, limit: int) -> list[Complaint]:
        """So many of which cash waits at the office, the oldest first."""
        found = [one for one in self.all() if one.to_hand_out]
        return sorted(found, key=attrgetter("made_at", "id"))[:limit]

    def of_orders(self, orders: Sequence[str]) -> list[Complaint]:
        """All about any of these orders, by id."""
        return _by_id(found for one in orders for found in self.where("owner", one))

    def of_customers_since(self, customers: Sequence[str], moment: datetime) -> list[Complaint]:
        """All that these customers made since then, by id."""
        made = (found for one in customers for found in self.where("customer", one))
        return _by_id(one for one in made if one.made_at >= moment)

    def of_merchant_since(self, merchant: str, moment: datetime) -> list[Complaint]:
        """All about the merchant that were made since then, by id."""
        return _by_id(one for one in self.where("merchant", merchant) if one.made_at >= moment)

    def telling_before(self, moment: datetime, limit: int) -> list[Complaint]:
        """So many of those that were made before, in which anything personal stands; the oldest."""
        found = (one for one in self.all() if one.made_at < moment and one.tells)
        return sorted(found, key=attrgetter("made_at"))[:limit]

    def _in(self, zones: Sequence[str] | None) -> list[Complaint]:
        return [one for one in self.all() if zones is None or one.zone in zones]


def _by_id(complaints: Iterable[Complaint]) -> list[Complaint]:
    return sorted(complaints, key=attrgetter("id"))
