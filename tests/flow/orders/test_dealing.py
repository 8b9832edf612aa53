"""What a stall's deals take off an order, from the quote to the books, and within their limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.deals import city_of, spent, start
from tests.flow.orders.tables import code, send, serve, want
from tests.flow.vouchers.ruled import launch
from tests.flow.vouchers.ruled import quoted as vouched
from tests.market.deals import by_hour, second, threshold
from tests.records import fen
from yeshi.base.refused import Refused
from yeshi.events.orders import OrderPlaced, OrderSettled, PaidBy
from yeshi.flow import due
from yeshi.flow.checks.checking import all_checks, breaches_of
from yeshi.flow.orders import acting_for, altering, cooking, ordering, tab_settling
from yeshi.flow.orders.altering import Shortage
from yeshi.flow.ports import DealNights, Store, Tallies
from yeshi.flow.stalls import tables
from yeshi.flow.stalls.dealing import end_deal
from yeshi.flow.stalls.tables import OfStall
from yeshi.market.deal import DealNight
from yeshi.market.shelf import SoldOut
from yeshi.orders.checkout import Quote, QuoteChanged
from yeshi.vouchers.rules import Rules, VoucherLimits
from yeshi.vouchers.tally import Tally


@pytest.fixture
def city(store: Store) -> SmallCity:
    """Stall a takes five yuan off from thirty on, twelve in a night; on each store."""
    return city_of(store, limit=fen(1200))


def quoted(city: SmallCity, wanted: dict[str, int], customer: str = "c") -> Quote:
    """What it comes to."""
    id_ = city.quote(wanted, customer, donate=False)
    with city.store.begin() as work:
        return work.quotes.must(id_)


def sound(city: SmallCity) -> None:
    """Every rule of the record holds."""
    with city.store.begin() as work:
        assert list(breaches_of(work, all_checks())) == []


def test_it_stands_on_the_bill_by_stall(city: SmallCity) -> None:
    """Of stall a alone; what vouchers count is what is left to pay."""
    quote = quoted(city, {"a1": 2, "b1": 1})
    assert quote.bill.items == fen(3 * 1550)
    assert quote.bill.deals == fen(500)
    # 46.50 before the deal, 41.50 after it: still more than the campaign's forty.
    assert quote.campaign == "v"
    assert quote.bill.total == fen(4650 + 300 - 500 - 800 + 300)
    assert dict(quote.basket.dealt) == {"a": fen(500)}
    assert quoted(city, {"b1": 2}).bill.deals is None


def test_a_voucher_counts_what_is_left_to_pay(city: SmallCity) -> None:
    """Forty and a half without the deal, thirty-five and a half with it."""
    start(city, by_hour(2000, "a1"))
    quote = quoted(city, {"a1": 3})
    assert (quote.bill.goods, quote.campaign) == (fen(4650 - 930 - 500), None)


def test_the_stall_bears_it_in_the_books(city: SmallCity) -> None:
    """It is booked what was paid; commission is on that, and the events tell the rest."""
    order = city.place({"a1": 2, "b1": 1})
    city.cook(order)
    city.bring(order)
    assert city.order(order).is_settled
    sold = 2 * 1650 - 500
    assert city.balance("merchant:a") == sold - fen(sold).share(600).fen
    with city.store.begin() as work:
        events = [one.event for one in work.events.of_subject(order)]
    placed = next(one for one in events if isinstance(one, OrderPlaced))
    settled = next(one for one in events if isinstance(one, OrderSettled))
    assert {one.merchant: one.deals for one in placed.asked} == {"a": fen(500), "b": None}
    assert {one.merchant: one.deals for one in settled.shares} == {"a": fen(500), "b": None}
    assert city.balance("escrow") == 0
    sound(city)


def test_a_quote_keeps_its_deals_for_its_time(city: SmallCity) -> None:
    """Also when the stall ends them meanwhile; past it what changed is told."""
    with city.store.begin() as work:
        deal = work.merchants.must("a").deals[0].id
    early, late = quoted(city, {"a1": 2}), quoted(city, {"a1": 2})
    done(end_deal(city.engine, city.key(), "a", deal))
    order = done(ordering.place(city.engine, city.key(), "c", early.id))["order"]
    assert city.order(order).bill.deals == fen(500)
    city.wait(6)
    changed = refused(ordering.place(city.engine, city.key(), "c", late.id))
    assert changed == QuoteChanged(late.id, ("deals",))
    assert quoted(city, {"a1": 2}).bill.deals is None


def test_a_limit_ends_a_deal_for_the_night(city: SmallCity) -> None:
    """Two of five are within twelve, a third is not; it counts again when the day turned."""
    quotes = [quoted(city, {"a1": 2}) for _ in range(3)]
    for quote in quotes[:2]:
        done(ordering.place(city.engine, city.key(), "c", quote.id))
    third = refused(ordering.place(city.engine, city.key(), "c", quotes[2].id))
    assert third == QuoteChanged(quotes[2].id, ("deals",))
    assert spent(city) == 1000
    assert quoted(city, {"a1": 2}).bill.deals is None
    city.wait(24 * 60)
    assert quoted(city, {"a1": 2}).bill.deals == fen(500)
    city.place({"a1": 2})
    assert spent(city) == 500


@pytest.mark.parametrize("how", ["reject", "lapse", "call_off", "act_for", "several"])
def test_what_is_not_made_frees_its_deal(city: SmallCity, how: str) -> None:
    """Whoever turns it down; also of the last part of an order that has several."""
    order = city.place({"a1": 2, "b1": 1} if how == "several" else {"a1": 2})
    assert spent(city) == 500
    if how == "several":
        done(cooking.reject(city.engine, city.key(), "b", order, "gone"))
        assert spent(city) == 500
    if how in ("reject", "several"):
        done(cooking.reject(city.engine, city.key(), "a", order, "gone"))
    elif how == "act_for":
        step = acting_for.Step.REJECT
        done(acting_for.act_for(city.engine, city.key(), order, "a", step, "silent"))
    elif how == "call_off":
        city.call_off(order)
    else:
        city.wait(60)
        due.carry_out(city.engine, due.LAPSE)
    assert spent(city) == 0
    assert city.balance("wallet:c") == 100_000
    sound(city)


def test_a_dish_left_out_gives_back_what_was_paid_for_it(city: SmallCity) -> None:
    """Its price less its share; the deal stays as it was for the others."""
    order = city.place({"a1": 2})
    paid = city.order(order).bill.total.fen
    short = Shortage("a1", 1)
    done(altering.offer_instead(city.engine, city.key(), "a", order, short))
    done(altering.agree_to_offer(city.engine, city.key(), "c", order, "a"))
    assert city.order(order).returned == fen(1650 - 250)
    assert spent(city) == 250
    city.cook(order)
    city.bring(order)
    assert city.balance("wallet:c") == 100_000 - paid + 1400
    sold = 1650 - 250
    assert city.balance("merchant:a") == sold - fen(sold).share(600).fen
    sound(city)


def test_another_dish_instead_keeps_the_deal(city: SmallCity) -> None:
    """Nobody pays more than was ordered."""
    start(city, second(5000, "a1"))
    order = city.place({"a1": 2})
    short = Shortage("a1", 2, "a2")
    before = city.order(order).ticket("a")
    assert before is not None
    done(altering.offer_instead(city.engine, city.key(), "a", order, short))
    done(altering.agree_to_offer(city.engine, city.key(), "c", order, "a"))
    after = city.order(order).ticket("a")
    assert after is not None
    assert [one.item for one in after.lines] == ["a2"]
    assert (after.sold, after.dealt) == (before.sold, before.dealt)
    sound(city)


def test_a_table_pays_by_line_what_deals_leave(store: Store) -> None:
    """Each its share, to the fen; all of them together the stall's part."""
    city = city_of(store)
    done(tables.set_tables(city.engine, city.key(), OfStall("a"), 1))
    for guest in ("li", "wu"):
        city.fill(guest, 20_000)
    table = code(city)
    want(city, "li", table, {"a1": 1})
    tab = want(city, "wu", table, {"a1": 2})
    order = send(city, "li", table, PaidBy.TAB)
    serve(city, order)
    part = city.order(order).ticket("a")
    assert part is not None
    amounts = [one.amount.fen for one in part.lines]
    assert amounts == [1550 - 167, 3100 - 333]
    lines = tab_settling.payable(city.order(order))
    done(tab_settling.pay_lines(city.engine, city.key(), "li", tab, lines, fen(sum(amounts))))
    assert city.order(order).is_settled
    assert city.balance("wallet:li") == 20_000 - sum(amounts)
    sound(city)


def test_a_stall_without_deals_is_asked_nothing_more(city: SmallCity) -> None:
    """Nothing was read of deals for what stall b sells."""
    assert quoted(city, {"b1": 2}).bill.deals is None
    order = city.place({"b1": 2})
    assert spent(city) == 0
    assert not isinstance(city.order(order), Refused)


def test_a_deal_of_somebody_else_counts_nothing(city: SmallCity) -> None:
    """Each stall's own dishes reach its own threshold."""
    start(city, threshold((3000, 500)), "b")
    assert quoted(city, {"a1": 1, "b1": 1}).bill.deals is None
    assert quoted(city, {"a1": 2, "b1": 2}).bill.deals == fen(1000)


def test_what_ran_out_meanwhile_frees_no_deal(city: SmallCity) -> None:
    """Who agrees to a cheaper dish that is gone has what was ordered, at its price."""
    order = city.place({"a1": 2})
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("a2"), price=fen(100)))
    done(altering.offer_instead(city.engine, city.key(), "a", order, Shortage("a1", 1, "a2")))
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("a2"), left=0))
    gone = refused(altering.agree_to_offer(city.engine, city.key(), "c", order, "a"))
    assert gone == SoldOut("a2", 0)
    assert spent(city) == 500


def test_who_has_no_voucher_any_more_takes_no_deal(city: SmallCity) -> None:
    """What counts against its limit is what was ordered."""
    launch(city, "once", Rules(limits=VoucherLimits(own=1)))
    first, second_one = (vouched(city, "once", wanted={"a1": 2}) for _ in range(2))
    done(ordering.place(city.engine, city.key(), "c", first))
    again = refused(ordering.place(city.engine, city.key(), "c", second_one))
    assert again == QuoteChanged(second_one, ("voucher",))
    assert spent(city) == 500


def test_deals_are_kept_from_others_before_vouchers_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever gives both back does it so: who orders in another sequence might wait for them while
    they wait for who orders."""
    city, kept = city_of(None, limit=fen(1200)), []
    launch(city, "once", Rules(limits=VoucherLimits(own=1)))
    with city.store.begin() as work:
        nights, tallies = type(work.deal_nights), type(work.tallies)
    lock_many, lock_each = nights.lock_many, tallies.lock_each

    def keep_many(self: DealNights, ids: Iterable[str]) -> dict[str, DealNight]:
        kept.extend(["deals"] if self.__class__ is nights else [])
        return lock_many(self, ids)

    def keep_each(self: Tallies, blanks: Sequence[Tally]) -> dict[str, Tally]:
        kept.append("tallies")
        return lock_each(self, blanks)

    monkeypatch.setattr(nights, "lock_many", keep_many)
    monkeypatch.setattr(tallies, "lock_each", keep_each)
    quote = vouched(city, "once", wanted={"a1": 2})
    order = done(ordering.place(city.engine, city.key(), "c", quote))["order"]
    assert kept[0] == "deals"
    assert "tallies" in kept
    kept.clear()
    city.call_off(order)
    assert kept == ["deals", "tallies"]
