"""What is chosen at a dish is what its groups ask for, and adds up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.market.dishes import EXTRAS, MENU, NOODLES, SUPPER, TEA, choice, counted, dish, group
from tests.records import fen
from yeshi.base.errors import InvariantBroken
from yeshi.base.money import total
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.base.selection import selection_of
from yeshi.market.selection import ChoiceMissing, Selected, TooManyChosen, as_it_comes, select
from yeshi.market.shelf import StockShelf


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("noodles+small", 800), ("noodles+large+egg+tofu", 1650), ("tofu", 800),
        ("supper+1.large+1.egg+2.iced+3.hot", 2200),
    ],
)  # fmt: skip
def test_a_selection_is_priced_with_its_choices(written: str, price: int) -> None:
    """Those at the dishes of a set too; it is written as it was asked for."""
    asked = selection_of(written)
    found = select(MENU[asked.item], MENU, asked.chosen)
    assert isinstance(found, Selected)
    assert found.price == fen(price)
    assert found.selection.written == written


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("noodles", ChoiceMissing("noodles", "size", 1)),
        ("noodles+small+large", TooManyChosen("noodles", "size", 1)),
        ("noodles+small+gold", Unknown("choice", "gold")),
        ("noodles+small+1.egg", Unknown("choice", "1.egg")),
        ("noodles+small+small", Invalid("choice", "small twice")),
        ("supper+1.small+2.hot", ChoiceMissing("tea", "ice", 1)),
        ("tofu+egg", Unknown("choice", "egg")),
    ],
)
def test_what_cannot_be_chosen_is_refused(written: str, reason: Reason) -> None:
    """With the group that it does not fit, or the choice that there is not."""
    asked = selection_of(written)
    assert select(MENU[asked.item], MENU, asked.chosen) == Refused(reason)


def test_a_set_is_had_with_all_its_dishes_or_not_at_all() -> None:
    """The first that is missing is named."""
    without = {id_: one for id_, one in MENU.items() if id_ != "tea"}
    assert select(SUPPER, without, ["1.small"]) == Refused(Unknown("item", "tea"))
    with pytest.raises(InvariantBroken, match="supper"):
        as_it_comes(SUPPER, without)


def test_nothing_is_given_for_nothing() -> None:
    """Whatever a choice takes off."""
    odd = dish("odd", group("size", choice("none", -1000)))
    assert select(odd, {}, ["none"]) == Refused(Invalid("price", "< 0"))


def test_as_it_comes_has_what_is_asked_for_and_is_left() -> None:
    """The first of a group that must be chosen from; nothing of the others."""
    assert as_it_comes(NOODLES, MENU).selection.written == "noodles+small"
    assert as_it_comes(SUPPER, MENU).selection.written == "supper+1.small+2.iced+3.iced"
    bowls = group("size", choice("large", 300, "bowl"), choice("small", -200))
    none_left = StockShelf({}, {"bowl": counted("bowl", 0)})
    big = dish("big", bowls)
    assert as_it_comes(big, {}, none_left).selection.written == "big+small"
    assert as_it_comes(big, {}).selection.written == "big+large"


@given(some.sets(some.sampled_from(["egg", "tofu"])), some.sampled_from(["small", "large"]))
def test_choices_are_kept_in_the_order_of_their_groups(extras: set[str], size: str) -> None:
    """So that one and the same is written in one way, however it was asked for."""
    found = select(NOODLES, MENU, [*extras, size])
    assert isinstance(found, Selected)
    assert found.selection.chosen == (size, *(one.id for one in EXTRAS.choices if one.id in extras))
    more = total((one.choice.more for one in found.picked), "CNY")
    assert found.price == NOODLES.price + more
    assert TEA.groups
