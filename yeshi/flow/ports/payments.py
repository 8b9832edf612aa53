"""How customers pay."""

from __future__ import annotations

from typing import Protocol

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.ports.work import Work


class Payments(Protocol):
    """How customers pay."""

    def authorise(self, work: Work, customer: str, amount: Money) -> Refused | None:
        """None when the customer can pay `amount` now, else what is missing."""
        ...
