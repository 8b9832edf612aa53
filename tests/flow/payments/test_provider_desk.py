"""A treasurer sees what each provider holds, and what does not go back."""

from __future__ import annotations

from tests.flow.payments.taker import PaidCity
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.flow.payments.provider_desk import provider_desk
from yeshi.flow.ports.providers import Paid


def test_what_is_held_what_failed_and_what_is_on_its_way() -> None:
    """Also of a provider that the city does not use any more."""
    city = PaidCity()
    city.settle_in()
    kept = city.pay({"a1": 1})
    for gives in (Paid.NEVER, Paid.NOT_YET):
        city.taker.gives = gives
        city.call_off(city.pay({"b1": 1}).order or "")
        city.go_on()
    seen = provider_desk(city.engine)
    assert [(one.name, one.is_set_up) for one in seen.providers] == [("taker", True)]
    assert seen.providers[0].amount.fen == -city.balance("provider:taker") > kept.amount.fen
    assert (len(seen.failed), len(seen.on_their_way)) == (1, 1)
    city.engine.payments = ByProviders(("stripe",))
    names = [(one.name, one.is_set_up) for one in provider_desk(city.engine).providers]
    assert names == [("stripe", True), ("taker", False)]
