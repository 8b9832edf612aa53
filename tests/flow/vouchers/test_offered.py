"""Among its customer's vouchers an order takes the one that is named, or the best, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import DOOR, SmallCity, done, refused
from tests.flow.vouchers import ruled
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow import due
from yeshi.flow.orders import ordering, quoting
from yeshi.flow.orders.quoting import OnTop, Wish
from yeshi.flow.ports import Store
from yeshi.flow.vouchers import claiming, launching
from yeshi.flow.vouchers.offered import Shopping, offered_to
from yeshi.orders.checkout import QuoteChanged
from yeshi.vouchers.campaign import Campaign, end
from yeshi.vouchers.lot import Lot
from yeshi.vouchers.rules import Bought, CodeKind, Rules, Where
from yeshi.vouchers.tally import of_customer
from yeshi.vouchers.worth import VoucherFromMore, VoucherNotNow, VoucherNotYours, VoucherUsedUp

# 46.50 and 1.00 for packing each: enough for the small city's own campaign "v", 8 off from 40.
LARGE = {"a1": 1, "b2": 1}
SMALL = {"a1": 1}


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With campaigns of 3 off for anybody, of 5 off that has no money, and of 9 off by lot."""
    city = SmallCity(store).settle_in()
    city.fill()
    for id_, off, fund in (("three", 300, 900), ("poor", 500, 0)):
        launch(city, id_, off, fund)
    launch(city, "lot", 900, 900, Lot(1, city.clock.now() + timedelta(hours=1)))
    return city


def launch(city: SmallCity, id_: str, off: int, fund: int, lot: Lot | None = None) -> None:
    """A week of a campaign for orders from 10 yuan on."""
    now = city.clock.now()
    campaign = Campaign(
        id=id_, name=Name(id_, id_), threshold=city.money(1000), off=city.money(off),
        begins_at=now, ends_at=now + timedelta(days=7), lot=lot,
    )  # fmt: skip
    done(launching.launch_campaign(city.engine, city.key(), campaign))
    if fund:
        done(launching.fund_campaign(city.engine, city.key(), id_, city.money(fund)))


def win(city: SmallCity, customer: str) -> None:
    """Have the customer win the one voucher of the lot."""
    done(claiming.claim(city.engine, city.key(), customer, "lot"))
    city.wait(61)
    due.carry_out(city.engine, due.LOTS)


def wish(wanted: dict[str, int], campaign: str | None, customer: str = "c") -> Wish:
    """To the door."""
    return Wish(customer, wanted, DOOR, None, OnTop(campaign))


def taken(city: SmallCity, wanted: dict[str, int], campaign: str | None) -> tuple[str | None, int]:
    """The campaign of the quote, and what it takes off."""
    quote = done(quoting.ask_quote(city.engine, city.key(), wish(wanted, campaign)))["quote"]
    with city.store.begin() as work:
        found = work.quotes.must(quote)
    assert found.wished_campaign == campaign
    return found.campaign, found.bill.voucher.fen


def at_stall_a(city: SmallCity, fen: int) -> tuple[Bought, ...]:
    """So much of its dishes, on which it has no deal."""
    items = city.money(fen)
    return (Bought(merchant="a", market="m", sector="other", items=items, undealt=items),)


def test_the_best_is_taken_of_who_names_none(city: SmallCity) -> None:
    """Another where it is named, and none where none is wanted."""
    assert taken(city, LARGE, None) == ("v", 800)
    assert taken(city, LARGE, "three") == ("three", 300)
    assert taken(city, LARGE, "") == (None, 0)
    win(city, "c")
    assert taken(city, LARGE, None) == ("lot", 900)
    assert taken(city, SMALL, "lot") == ("lot", 900)


def test_what_is_named_and_does_not_do_says_why(city: SmallCity) -> None:
    """Below its threshold, without money, over, not the customer's, or not there."""

    def why(campaign: str, customer: str = "c") -> object:
        asked = wish(SMALL, campaign, customer)
        return refused(quoting.ask_quote(city.engine, city.key(), asked))

    assert why("v") == VoucherFromMore("v", 2450, "CNY")
    assert why("poor") == VoucherUsedUp("poor")
    assert why("none") == Unknown("campaign", "none")
    assert why("lot") == VoucherNotYours("lot")
    win(city, "c")
    assert why("lot", "d") == VoucherNotYours("lot")
    with city.store.begin() as work:
        work.campaigns.put(end(work.campaigns.must("three"), city.clock.now()))
    assert why("three") == VoucherNotNow("three")


def test_those_that_do_are_listed_before_those_that_do_not(city: SmallCity) -> None:
    """Each with what it takes off, or why not; what is another's is not among them."""

    def listed(customer: str) -> list[tuple[str, int, bool]]:
        with city.store.read() as work:
            now = city.clock.now()
            bought = at_stall_a(city, 1550)
            found = offered_to(
                work, Shopping(customer=customer, bought=bought, now=now, day=now.date())
            )
        return [(one.campaign.id, one.off.fen, one.refused is None) for one in found]

    assert listed("c") == [("three", 300, True), ("poor", 0, False), ("v", 0, False)]
    win(city, "c")
    assert listed("c")[:2] == [("lot", 900, True), ("three", 300, True)]
    assert "lot" not in [id_ for id_, *_ in listed("d")]
    quote = done(quoting.ask_quote(city.engine, city.key(), wish(SMALL, "lot")))["quote"]
    done(ordering.place(city.engine, city.key(), "c", quote))
    assert "lot" not in [id_ for id_, *_ in listed("c")]


def test_what_was_named_is_spent_and_goes_back_with_the_order(city: SmallCity) -> None:
    """Once: a second quote that has it says that it is gone."""
    win(city, "c")
    quotes = [
        done(quoting.ask_quote(city.engine, city.key(), wish(SMALL, "lot")))["quote"]
        for _ in range(2)
    ]
    order = done(ordering.place(city.engine, city.key(), "c", quotes[0]))["order"]
    assert city.order(order).campaign == "lot"
    second = refused(ordering.place(city.engine, city.key(), "c", quotes[1]))
    assert isinstance(second, QuoteChanged)
    assert second.changes == ("voucher",)
    city.call_off(order)
    assert taken(city, SMALL, "lot") == ("lot", 900)


@pytest.mark.parametrize("kind", [CodeKind.ONE, CodeKind.EACH])
def test_what_is_for_a_code_is_shown_to_who_has_one(city: SmallCity, kind: CodeKind) -> None:
    """Whatever else speaks against it: it is nobody else's to know."""
    rules = Rules(code=kind, signed_in=True, where=Where(merchants=("b",)))
    ruled.launch(city, "secret", rules, fund=0, word="NIGHT24")
    now = city.clock.now()
    bought = at_stall_a(city, 5000)
    shopping = Shopping(
        customer="c", bought=bought, now=now, day=city.engine.terms.calendar.business_day(now)
    )
    with city.store.begin() as work:
        assert "secret" not in [one.campaign.id for one in offered_to(work, shopping)]
        work.tallies.add(replace(of_customer("secret", "c"), codes=1))
        found = {one.campaign.id: one for one in offered_to(work, shopping)}
    assert found["secret"].refused == Refused(VoucherUsedUp("secret"))
    assert [one.en for one in found["secret"].places] == ["b"]
