"""What a treasurer sees of providers: what each holds of the city's, and what does not go back."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.money import Money
from yeshi.flow.engine import Engine
from yeshi.ledger import accounts
from yeshi.payments.refund import ON_ITS_WAY, Refund, RefundState

SHOWN_MAX = 200


@dataclass(frozen=True, slots=True)
class ProviderHolds:
    """What a provider took for the city and has not handed on; `is_set_up`: it takes more."""

    name: str
    amount: Money
    is_set_up: bool


@dataclass(frozen=True, slots=True)
class ProviderDesk:
    """The providers, the one first that the city prefers; refunds that failed, the oldest first,
    and those on their way."""

    providers: tuple[ProviderHolds, ...]
    failed: tuple[Refund, ...]
    on_their_way: tuple[Refund, ...]


def provider_desk(engine: Engine) -> ProviderDesk:
    """All of it, as of now."""
    stem = accounts.provider("")
    with engine.store.read() as work:
        held = {
            name.removeprefix(stem): balance * -1
            for name, balance in work.ledger.balances_of(stem).items()
        }
        failed = work.refunds.in_states([RefundState.FAILED], SHOWN_MAX)
        going = work.refunds.in_states(sorted(ON_ITS_WAY), SHOWN_MAX)
    nothing = Money(0, engine.terms.currency)
    names = dict.fromkeys((*engine.payments.providers, *sorted(held)))
    return ProviderDesk(
        tuple(
            ProviderHolds(one, held.get(one, nothing), one in engine.payments.providers)
            for one in names
        ),
        tuple(failed),
        tuple(going),
    )
