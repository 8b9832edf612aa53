"""What a basket is told of deals before it is ordered."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.flow.orders.deals import start
from tests.market.deals import by_hour, threshold
from tests.records import fen
from yeshi.flow.orders.basket_seen import lines_seen
from yeshi.flow.orders.checking_out import Checkout, checkout


def seen(city: SmallCity, wanted: dict[str, int]) -> Checkout:
    """The page to pay on, where nobody has said to where yet."""
    lines = lines_seen(city.engine, wanted)
    return checkout(city.engine, lines, "c", None, city.money(0))


def test_what_lacks_is_said_by_stall() -> None:
    """Of what can be had, after the deals on dishes; nothing where the highest step counts."""
    city = SmallCity().settle_in()
    start(city, by_hour(1000, "a1"))
    start(city, threshold((2000, 300), (4000, 900)))
    found = seen(city, {"a1": 1, "b1": 2}).lacking
    assert set(found) == {"a"}
    assert (found["a"].missing, found["a"].step.off) == (fen(2000 - 1395), fen(300))
    assert seen(city, {"a1": 2}).lacking["a"].missing == fen(4000 - 2790)
    assert seen(city, {"a1": 4}).lacking == {}


def test_vouchers_are_offered_for_what_is_left_to_pay() -> None:
    """Forty is the least of the campaign: 46.50 less the deals is not enough."""
    city = SmallCity().settle_in()
    assert [one.refused for one in seen(city, {"a1": 3}).vouchers] == [None]
    start(city, by_hour(2000))
    (voucher,) = seen(city, {"a1": 3}).vouchers
    assert voucher.refused is not None
