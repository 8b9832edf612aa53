"""No payment: a city of one's own in which no way of paying is set up takes no orders."""

from __future__ import annotations

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.ports import Work
from yeshi.flow.ports.payments import NoWayToPay


class NoneYet:
    """Authorises nothing, and says why."""

    is_trial = False

    def authorise(self, work: Work, customer: str, amount: Money) -> Refused | None:  # noqa: ARG002
        """That the city takes no money yet."""
        return Refused(NoWayToPay())
