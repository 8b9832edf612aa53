"""A dish that can be sold is entered; what is wrong with another is told by its field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.market.dishes import EXTRAS, MENU, SIZES, choice, group
from tests.records import fen, named
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.market.catalogue import Offered
from yeshi.market.entering import DishSaid, SetInSet, beyond_dish
from yeshi.market.serving import Serving

NOODLES = DishSaid(name=named("noodles"), price=fen(1000), packing=fen(100), groups=(SIZES, EXTRAS))
STOCKS = {"bowl", "egg", "tofu"}


def test_what_can_be_sold() -> None:
    """With groups, as a set, at hours, of a stock."""
    assert beyond_dish(NOODLES, MENU, STOCKS) is None
    supper = replace(NOODLES, groups=(), parts=("noodles", "tea"), stock="tofu", served=Serving())
    assert beyond_dish(supper, MENU, STOCKS) is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"name": Name("", "")}, Invalid("name", "1…60")),
        ({"price": fen(0)}, Invalid("price", "0.01…10000.00")),
        ({"packing": fen(-1)}, Invalid("packing", "0.00…10000.00")),
        ({"price": fen(200)}, Invalid("price", "0.01…10000.00")),
        ({"category": Name(" ", "x")}, Invalid("name", "1…60")),
        ({"offered": Offered(description=Name("x" * 301, "x"))}, Invalid("description", "1…300")),
        ({"offered": Offered(spice=4)}, Invalid("spice", "0…3")),
        ({"served": Serving(days=(7,))}, Invalid("days", "0…6")),
        ({"served": Serving(days=())}, Invalid("days", "none")),
        ({"stock": "salt"}, Invalid("stock", "choice")),
        ({"parts": ("gone",)}, Unknown("item", "gone")),
        ({"parts": ("supper",)}, SetInSet("supper")),
        ({"parts": ("tofu",) * 13}, Invalid("parts", "> 12")),
        ({"groups": (group("size"),)}, Invalid("choices", "1…30")),
        ({"groups": (group("size", choice("a"), most=2),)}, Invalid("most", "1…1")),
        ({"groups": (group("a", choice("x")), group("b", choice("x")))}, Invalid("choice", "x twice")),
        ({"groups": (group("a", choice("x", 0, "salt")),)}, Invalid("stock", "choice")),
        ({"groups": (group("a", choice("x", 1_000_001)),)}, Invalid("more", "0.00…10000.00")),
        ({"groups": tuple(group(f"g{n}", choice(f"c{n}")) for n in range(13))},
         Invalid("groups", "> 12")),
    ],
)  # fmt: skip
def test_what_cannot_be_sold_is_refused(said: dict[str, Any], reason: Reason) -> None:
    """What costs nothing or less by some choice too."""
    assert beyond_dish(replace(NOODLES, **said), MENU, STOCKS) == Refused(reason)


def test_a_dish_of_a_set_becomes_no_set() -> None:
    """And none is a dish of itself."""
    as_set = replace(NOODLES, groups=(), parts=("tofu",))
    assert beyond_dish(as_set, MENU, STOCKS, "noodles") == Refused(SetInSet("noodles"))
    of_itself = replace(NOODLES, groups=(), parts=("tofu",))
    assert beyond_dish(of_itself, MENU, STOCKS, "tofu") == Refused(Unknown("item", "tofu"))
