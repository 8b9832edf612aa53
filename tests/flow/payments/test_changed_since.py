"""What is asked once more before money leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tests.builders import SmallCity
from tests.flow.payments.paying import owing, payouts_of, proposed
from yeshi.base.refused import Refused
from yeshi.flow.engine import Turn
from yeshi.flow.payments.changed_since import refuses_sending
from yeshi.payments.payout import OwedLess, PayeeChanged, Payout


def asked(city: SmallCity, *payouts: Payout) -> Refused | None:
    """Why these cannot leave now."""
    now: datetime = city.clock.now()
    with city.store.begin() as work:
        turn = Turn(work=work, now=now, key="k", in_force=city.engine.in_force)
        return refuses_sending(turn, payouts)


def test_what_is_still_so_leaves() -> None:
    """Another payee, or more than is owed, does not."""
    city = owing()
    (one,) = payouts_of(city, proposed(city))
    assert asked(city, one) is None
    elsewhere = replace(one, payee=replace(one.payee, number="87654321"))
    assert asked(city, elsewhere) == Refused(PayeeChanged("merchant:a"))
    more = replace(one, amount=one.amount * 2)
    assert asked(city, more) == Refused(
        OwedLess("merchant:a", one.amount.fen, 2 * one.amount.fen, "CNY")
    )
