"""What several want of one order becomes lines of each."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import fen, line
from yeshi.base.limits import LINES_MAX, QUANTITY_MAX, STALLS_MAX
from yeshi.base.refused import Refused
from yeshi.orders.basket import Basket, EmptyBasket, Offer, SeveralMarkets
from yeshi.orders.guest_wishes import (
    GuestWish,
    asked_of,
    beyond_list,
    shared_basket,
    together,
    wishes_in,
    with_basket,
)

OFFERS = {
    item: Offer(merchant=item[0], market="m", line=line(item, 100 * number, packing=50))
    for number, item in enumerate(("a1", "a2", "b1", "b2", "c1"), 1)
}


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


@given(wanted=wishes)
def test_what_is_brought_is_packed_and_its_wishes_can_be_read_again(
    wanted: list[GuestWish],
) -> None:
    """Each guest's in boxes of its own."""
    basket = shared_basket(wanted, OFFERS, packed=True)
    assert isinstance(basket, Basket)
    assert all(one.packing == fen(50) for one in basket.all_lines)
    assert set(wishes_in(basket)) == set(wanted)
    assert together(wishes_in(basket)) == together(wanted)


def test_who_takes_all_off_wants_nothing() -> None:
    """What others want stays."""
    wanted = with_basket((GuestWish(2, "a1", 1),), 1, {"a1": 2, "b1": 0})
    assert wanted == (GuestWish(2, "a1", 1), GuestWish(1, "a1", 2))
    assert with_basket(wanted, 1, {}) == (GuestWish(2, "a1", 1),)


@pytest.mark.parametrize(
    "basket",
    [
        {str(one): 1 for one in range(LINES_MAX + 1)},
        {"": 1},
        {"a1": QUANTITY_MAX + 1},
        {"a1": -1},
    ],
)
def test_nobody_wants_beyond_reason(basket: dict[str, int]) -> None:
    """Too many things, too much of one, or nothing that could be one."""
    assert isinstance(beyond_list(basket), Refused)
    assert beyond_list({"a1": 1}) is None


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


def test_what_is_not_asked_for_is_left_out() -> None:
    """Of all guests."""
    all_ = (GuestWish(1, "a1", 1), GuestWish(1, "b1", 2), GuestWish(2, "b1", 1))
    assert asked_of(all_, {"b1": 3}) == all_[1:]
    assert asked_of(all_, ()) == ()
