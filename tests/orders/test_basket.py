"""A basket: grouped by stall in the order of choice, within its bounds, of one market."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import line
from yeshi.base.limits import LINES_MAX, QUANTITY_MAX, STALLS_MAX
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.orders.basket import Basket, EmptyBasket, Offer, SeveralMarkets, fill


def offer(item: str, merchant: str, market: str | None = "m", price: int = 1000) -> Offer:
    """An item at a price, with packing of a tenth of it."""
    return Offer(merchant=merchant, market=market, line=line(item, price, price // 10))


def offers(*all_offers: Offer) -> dict[str, Offer]:
    """Offers by item."""
    return {one.line.item: one for one in all_offers}


def filled(wanted: dict[str, int], available: dict[str, Offer]) -> Basket:
    """The basket that must not be refused."""
    basket = fill(wanted, available)
    assert isinstance(basket, Basket), basket
    return basket


MARKET = offers(
    offer("a1", "a"), offer("a2", "a", price=1550), offer("b1", "b"),
    offer("n1", "n", market="north"), offer("r1", "r", market=None), offer("s1", "s", market=None),
)  # fmt: skip


def test_lines_are_grouped_by_stall_as_they_were_chosen_at_the_offered_price() -> None:
    """Stalls in the order in which they were first chosen."""
    basket = filled({"b1": 2, "a2": 1, "a1": 3}, MARKET)
    assert basket.merchants == ("b", "a")
    told = [[(one.item, one.quantity, one.price.fen, one.packing.fen) for one in lines]
            for _, lines in basket.lines]  # fmt: skip
    assert told == [[("b1", 2, 1000, 100)], [("a2", 1, 1550, 155), ("a1", 3, 1000, 100)]]


def test_a_restaurant_is_a_market_of_its_own() -> None:
    """Alone it is fine; with another restaurant or a stall it would take two couriers."""
    assert filled({"r1": 1}, MARKET).merchants == ("r",)
    assert fill({"r1": 1, "s1": 1}, MARKET) == Refused(SeveralMarkets("s"))
    assert fill({"a1": 1, "r1": 1}, MARKET) == Refused(SeveralMarkets("r"))


def test_stalls_of_two_markets_are_refused_with_the_one_that_is_elsewhere() -> None:
    """The first chosen market is where the basket is."""
    assert fill({"a1": 1, "b1": 1, "n1": 1}, MARKET) == Refused(SeveralMarkets("n"))
    assert fill({"n1": 1, "b1": 1}, MARKET) == Refused(SeveralMarkets("b"))


def test_nothing_wanted_is_an_empty_basket() -> None:
    """It is told by a reason of its own."""
    assert fill({}, MARKET) == Refused(EmptyBasket())


def test_what_nobody_sells_is_unknown() -> None:
    """By its id, wherever it stands in the basket."""
    assert fill({"a1": 1, "zz": 1}, MARKET) == Refused(Unknown("item", "zz"))


@pytest.mark.parametrize("quantity", [1, 2, QUANTITY_MAX])
def test_quantities_within_the_bounds(quantity: int) -> None:
    """From one to the bound itself."""
    (((only,),),) = ((lines for _, lines in filled({"a1": quantity}, MARKET).lines),)
    assert only.quantity == quantity


@pytest.mark.parametrize("quantity", [0, -1, QUANTITY_MAX + 1])
def test_quantities_beyond_the_bounds(quantity: int) -> None:
    """With what is allowed."""
    assert fill({"a1": quantity}, MARKET) == Refused(Invalid("quantity", f"1…{QUANTITY_MAX}"))


@pytest.mark.parametrize(("extra", "reason"), [(0, None), (1, Invalid("lines", f"> {LINES_MAX}"))])
def test_so_many_lines_and_no_more(extra: int, reason: Invalid | None) -> None:
    """The bound itself is allowed."""
    names = [f"i{number}" for number in range(LINES_MAX + extra)]
    answer = fill(dict.fromkeys(names, 1), offers(*(offer(name, "a") for name in names)))
    assert isinstance(answer, Basket) if reason is None else answer == Refused(reason)


@pytest.mark.parametrize(
    ("extra", "reason"), [(0, None), (1, Invalid("stalls", f"> {STALLS_MAX}"))]
)
def test_so_many_stalls_and_no_more(extra: int, reason: Invalid | None) -> None:
    """The bound itself is allowed."""
    names = [f"i{number}" for number in range(STALLS_MAX + extra)]
    answer = fill(dict.fromkeys(names, 1), offers(*(offer(name, name) for name in names)))
    assert isinstance(answer, Basket) if reason is None else answer == Refused(reason)


@given(
    some.dictionaries(
        some.sampled_from(["a1", "a2", "b1", "n1", "r1", "s1"]), some.integers(-1, 60), max_size=6
    )
)
def test_a_basket_has_what_was_wanted_or_there_is_none(wanted: dict[str, int]) -> None:
    """Each item once, in its quantity, of one market."""
    basket = fill(wanted, MARKET)
    if isinstance(basket, Refused):
        return
    assert {one.item: one.quantity for _, lines in basket.lines for one in lines} == wanted
    assert list(basket.merchants) == list(dict.fromkeys(MARKET[item].merchant for item in wanted))
    assert len({MARKET[item].market or MARKET[item].merchant for item in wanted}) == 1
