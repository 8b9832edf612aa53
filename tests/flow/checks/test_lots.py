"""A lot that was drawn otherwise than by chance, and a voucher spent twice, are found."""

from __future__ import annotations

from dataclasses import replace

from tests.flow.checks.cities import busy_city, spoilt
from yeshi.events.ledger import VouchersDrawn
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.lots import LotsCheck
from yeshi.flow.ports import Work


def test_who_lost_did_not_win() -> None:
    """Anybody may draw again."""

    def cheat(work: Work, orders: dict[str, str]) -> None:
        loser = next(one for one in work.claims.of("lot") if not one.won)
        work.claims.put(replace(loser, won=True))

    assert spoilt(cheat) == {"lot.won"}


def test_a_voucher_is_spent_in_one_order() -> None:
    """What is given back while its order goes on would be spent again."""

    def give_back(work: Work, orders: dict[str, str]) -> None:
        spent = next(one for one in work.claims.of("lot") if one.order)
        work.claims.put(replace(spent, order=None))

    assert spoilt(give_back) == {"lot.order"}


def test_a_lot_is_drawn_once() -> None:
    """A second draw is told."""
    city, _ = busy_city()
    with city.store.begin() as work:
        drawn = next(
            one for one in work.events.after(0, 999) if isinstance(one.event, VouchersDrawn)
        )
        work.events.append([drawn.event], drawn.at, drawn.day)
        assert "lot.drawn" in {one.rule for one in breaches_of(work, [LotsCheck()])}


def test_a_claim_that_nobody_told_of_is_found() -> None:
    """Entered behind flow's back."""

    def enter(work: Work, orders: dict[str, str]) -> None:
        one = work.claims.of("lot")[0]
        work.claims.add(replace(one, id="lot:e", customer="e", won=False, order=None))

    assert "lot.claims" in spoilt(enter)
