"""What flow asks of groups that order together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Records
from yeshi.orders.group import GroupBasket


class GroupBaskets(Records[GroupBasket], Protocol):
    """Baskets that several fill from their own phones."""

    def open_of(self, host: str) -> list[GroupBasket]:
        """Those of that host that stand open, by id."""
        ...

    def lock_many(self, ids: Sequence[str]) -> dict[str, GroupBasket]:
        """Those groups by id, kept from others."""
        ...

    def with_guest(self, customer: str) -> list[GroupBasket]:
        """Those in which that customer is a guest, by id; also what is over."""
        ...

    def over_by(self, moment: datetime, limit: int) -> list[GroupBasket]:
        """So many of those that stand open and whose time is over by then; the oldest."""
        ...

    def ended_before(self, moment: datetime, limit: int) -> list[GroupBasket]:
        """So many of those that ended before that moment; the oldest."""
        ...
