"""What flow asks of services that can be booked, and of bookings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Grouped, Records
from yeshi.visits.booking import Booking
from yeshi.visits.service import BookableService, ServiceSort
from yeshi.visits.slot import Span


class Services(Grouped[BookableService], Protocol):
    """Services; `of` a merchant: all of it, also such as have ended."""

    def offered(self, sort: ServiceSort | None, limit: int) -> list[BookableService]:
        """So many that have not ended, of that sort, or of all; by id."""
        ...

    def offered_by(self, merchants: Sequence[str]) -> list[BookableService]:
        """Those of these merchants that have not ended, by id."""
        ...


class Bookings(Records[Booking], Protocol):
    """Bookings; lists are by their time, then id."""

    def seated(self, seats: Sequence[str], within: Span) -> list[Booking]:
        """Those for which a seat of these is kept at any moment of that time."""
        ...

    def of_customers(self, customers: Sequence[str], limit: int) -> list[Booking]:
        """So many of these customers, whose time is the latest first."""
        ...

    def count_open(self, customers: Sequence[str]) -> int:
        """How many of these customers' are still to come."""
        ...

    def count_held(self, phone: str) -> int:
        """How many that guests made with this number are still to come.

        Nobody else counts them until this work is over.
        """
        ...

    def of_merchant(self, merchant: str, within: Span) -> list[Booking]:
        """All of the merchant that begin within that time."""
        ...

    def numbers_at(self, merchant: str) -> list[int]:
        """The numbers of those of the merchant that are still to come."""
        ...

    def to_remind(self, until: datetime, limit: int) -> list[Booking]:
        """So many that are still to come, begin before that, and whose guest was told nothing."""
        ...

    def ended_open(self, moment: datetime, limit: int) -> list[Booking]:
        """So many that ended before that, of whose guest nobody said whether they came."""
        ...

    def telling_before(self, moment: datetime, limit: int) -> list[Booking]:
        """So many that ended before that and say who the guest was."""
        ...
