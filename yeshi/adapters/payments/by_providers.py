"""Payment through providers: the city takes no money itself, and none where it has no provider."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.ports import Work
from yeshi.flow.ports.payments import NoWayToPay


@dataclass(frozen=True, slots=True)
class ByProviders:
    """The names of those who take money for the city, as it prefers them."""

    providers: tuple[str, ...] = ()
    is_trial: bool = False

    def authorise(self, work: Work, customer: str, amount: Money) -> Refused | None:  # noqa: ARG002
        """That nothing is paid from wallets here: what came for a purpose is spent at once."""
        return Refused(NoWayToPay())
