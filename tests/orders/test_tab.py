"""Who sits at a table, what they want, and what becomes an order of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from tests.records import EVENING, fen, line
from yeshi.base.limits import STALLS_MAX
from yeshi.base.refused import Refused
from yeshi.orders.basket import Basket, EmptyBasket, Offer, SeveralMarkets
from yeshi.orders.tab import GUESTS_MAX, GuestWish, Tab, shared_basket, together

OFFERS = {
    item: Offer(merchant=item[0], market="m", line=line(item, 100 * number, packing=50))
    for number, item in enumerate(("a1", "a2", "b1", "b2", "c1"), 1)
}


def tab_of(*guests: str) -> Tab:
    """A table at which those sit."""
    return Tab(id="tab", place="m", number=7, opened_at=EVENING, used_at=EVENING, guests=guests)


def test_each_guest_has_a_list_of_their_own() -> None:
    """Taking something off one's own leaves others' as they are."""
    tab = tab_of("li").joined_by("wu", EVENING)
    tab = tab.wanting("li", {"a1": 2}, EVENING).wanting("wu", {"a1": 1, "b1": 1}, EVENING)
    assert together(tab.wanted) == {"a1": 3, "b1": 1}
    tab = tab.wanting("wu", {"b1": 1, "a1": 0}, EVENING)
    assert tab.basket_of("wu") == {"b1": 1}
    assert tab.basket_of("li") == {"a1": 2}
    assert tab.basket_of("zhao") == {}
    assert tab.joined_by("li", EVENING + timedelta(hours=1)) == tab


def test_what_was_sent_is_wanted_no_more() -> None:
    """Of those who sent it."""
    tab = tab_of("li", "wu").wanting("li", {"a1": 2}, EVENING).wanting("wu", {"b1": 1}, EVENING)
    sent = tab.sent("o", [1], EVENING)
    assert (sent.orders, sent.wanted) == (("o",), (GuestWish(2, "b1", 1),))


def test_a_broken_table_is_not_kept() -> None:
    """Nobody sits there twice, and nobody wants anything who does not sit there."""
    assert tab_of("li").holds
    assert not tab_of("li", "li").holds
    assert not tab_of(*(f"g{number}" for number in range(GUESTS_MAX + 1))).holds
    assert not replace(tab_of("li"), wanted=(GuestWish(2, "a1", 1),)).holds
    assert not replace(tab_of("li"), wanted=(GuestWish(1, "a1", 0),)).holds
    assert not replace(tab_of("li"), wanted=(GuestWish(1, "a1", 1), GuestWish(1, "a1", 2))).holds


wishes = some.lists(
    some.builds(GuestWish, some.integers(1, 4), some.sampled_from(sorted(OFFERS)), some.integers(1, 9)),
    min_size=1, max_size=12, unique_by=lambda one: (one.guest, one.written),
)  # fmt: skip


@given(wanted=wishes)
def test_each_has_lines_of_their_own_and_all_together_what_all_want(
    wanted: list[GuestWish],
) -> None:
    """As many of each dish, at its price, and nobody pays for a box."""
    basket = shared_basket(wanted, OFFERS)
    assert isinstance(basket, Basket)
    found: Counter[tuple[int, str]] = Counter()
    for one in basket.all_lines:
        found[one.guest, one.item] += one.quantity
        assert one.packing == fen(0)
        assert one.price == OFFERS[one.item].line.price
    assert found == Counter({(one.guest, one.written): one.quantity for one in wanted})
    assert set(basket.merchants) == {one.written[0] for one in wanted}


def test_what_is_wrong_with_a_basket_is_wrong_with_theirs() -> None:
    """As with anybody's."""
    assert shared_basket([], OFFERS) == Refused(EmptyBasket())
    elsewhere = {**OFFERS, "z1": Offer(merchant="z", market="n", line=line("z1", 100))}
    found = shared_basket([GuestWish(1, "a1", 1), GuestWish(2, "z1", 1)], elsewhere)
    assert found == Refused(SeveralMarkets("z"))
    many = {
        f"{number}": Offer(merchant=f"s{number}", market="m", line=line(f"{number}", 100))
        for number in range(STALLS_MAX + 1)
    }
    assert isinstance(shared_basket([GuestWish(1, one, 1) for one in many], many), Refused)
