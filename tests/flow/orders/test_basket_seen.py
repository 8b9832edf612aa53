"""A basket as its customer sees it: what it costs, and what of it can be had."""

from __future__ import annotations

from tests.builders import SmallCity, done
from tests.market.dishes import EXTRAS, SIZES, counted, dish
from yeshi.flow.orders.basket_seen import lines_seen
from yeshi.flow.stalls import dishes, listing


def test_lines_with_their_choices() -> None:
    """What is no longer sold, or not so, is left out; what is sold out stays, with none to have."""
    city = SmallCity().settle_in()
    with city.store.begin() as work:
        for word, left in (("egg", 2), ("tofu", 0), ("bowl", 9)):
            work.stocks.add(counted(word, left))
        work.items.add(dish("noodles", SIZES, EXTRAS))
    wanted = {"noodles+large+egg": 2, "noodles+small+tofu": 1, "noodles": 1, "a1": 1, "gone": 3}
    found = lines_seen(city.engine, wanted)
    assert [(one.written, one.most) for one in found] == [
        ("noodles+large+egg", 2), ("noodles+small+tofu", 0), ("a1", 50),
    ]  # fmt: skip
    assert found[0].cost.fen == (1500 + 100) * 2
    done(dishes.take_off(city.engine, city.key(), "a", "a1", True))
    done(listing.restock(city.engine, city.key(), "a", "a2", 0))
    assert [one.most for one in lines_seen(city.engine, {"a1": 1, "a2": 1})] == [0, 0]
