"""Services and bookings in memory, with their questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter

from yeshi.adapters.memory.records import Key, MemoryRecords
from yeshi.flow.ports import Bookings, Services
from yeshi.visits.booking import SEATED, Booking
from yeshi.visits.service import BookableService, ServiceSort
from yeshi.visits.slot import Span


class MemoryServices(MemoryRecords[BookableService], Services):
    """Services."""

    def offered(self, sort: ServiceSort | None, limit: int) -> list[BookableService]:
        """So many that have not ended, of that sort, or of all; by id."""
        found = (o for o in self.all() if o.ended_at is None and sort in (None, o.sort))
        return list(found)[:limit]

    def offered_by(self, merchants: Sequence[str]) -> list[BookableService]:
        """Those of these merchants that have not ended, by id."""
        found = (one for merchant in merchants for one in self.where("owner", merchant))
        return sorted((one for one in found if one.ended_at is None), key=attrgetter("id"))


class MemoryBookings(MemoryRecords[Booking], Bookings):
    """Bookings."""

    indexes: Mapping[str, Key] = {
        "seats": attrgetter("seats"),
        "customer": attrgetter("customer"),
        "merchant": attrgetter("merchant"),
        "phone": lambda one: one.phone or None,
        "open": lambda one: one.is_open or None,
    }

    def seated(self, seats: Sequence[str], within: Span) -> list[Booking]:
        """Those for which a seat of these is kept at any moment of that time."""
        found = (one for pool in seats for one in self.where("seats", pool))
        return _by_time(o for o in found if o.state in SEATED and o.keeps.meets(within))

    def of_customers(self, customers: Sequence[str], limit: int) -> list[Booking]:
        """So many of these customers, whose time is the latest first."""
        found = [one for customer in customers for one in self.where("customer", customer)]
        found.sort(key=attrgetter("id"))
        return sorted(found, key=attrgetter("starts_at"), reverse=True)[:limit]

    def count_open(self, customers: Sequence[str]) -> int:
        """How many of these customers' are still to come."""
        return sum(one.is_open for each in customers for one in self.where("customer", each))

    def count_held(self, phone: str) -> int:
        """How many that guests made with this number are still to come."""
        found = self.where("phone", phone)
        return sum(one.is_open and one.customer is not None for one in found)

    def of_merchant(self, merchant: str, within: Span) -> list[Booking]:
        """All of the merchant that begin within that time."""
        found = self.where("merchant", merchant)
        return _by_time(o for o in found if within.starts <= o.starts_at < within.ends)

    def numbers_at(self, merchant: str) -> list[int]:
        """The numbers of those of the merchant that are still to come."""
        return sorted(one.number for one in self.where("merchant", merchant) if one.is_open)

    def to_remind(self, until: datetime, limit: int) -> list[Booking]:
        """So many that are still to come, begin before that, and whose guest was told nothing."""
        found = (one for one in self.where("open", True) if not one.reminded)
        return _by_time(one for one in found if one.starts_at < until)[:limit]

    def ended_open(self, moment: datetime, limit: int) -> list[Booking]:
        """So many that ended before that, of whose guest nobody said whether they came."""
        return _by_time(o for o in self.where("open", True) if o.ends_at < moment)[:limit]

    def telling_before(self, moment: datetime, limit: int) -> list[Booking]:
        """So many that ended before that and say who the guest was."""
        return _by_time(one for one in self.all() if one.ends_at < moment and one.tells)[:limit]


def _by_time(bookings: Iterable[Booking]) -> list[Booking]:
    return sorted(bookings, key=attrgetter("starts_at", "id"))
