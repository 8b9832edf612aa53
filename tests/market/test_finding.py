"""What is typed finds what is meant: characters, pinyin, initials, English, mistakes forgiven."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yeshi.base.names import Name
from yeshi.market.finding import asked_by, findable, how_well

MENU = {
    "tofu": Name("长沙臭豆腐", "Changsha stinky tofu"),
    "skin": Name("炸豆腐皮", "Fried tofu skin"),
    "crayfish": Name("蒜蓉小龙虾", "Garlic crayfish"),
    "cake": Name("糖油粑粑", "Sugar-glazed rice cakes"),
    "snails": Name("嗦螺", "Spicy river snails"),
    "cafe": Name("咖啡", "Café crème"),
}
ENTRIES = [findable("m", id_, name) for id_, name in MENU.items()]


def found(typed: str) -> list[str]:
    """What is meant by it, the best first."""
    asked = asked_by(typed)
    ranked = sorted(((how_well(asked, one), one.item or "") for one in ENTRIES), reverse=True)
    return [item for share, item in ranked if share > 0]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("臭豆腐", "tofu"),
        ("臭豆付", "tofu"),
        ("choudoufu", "tofu"),
        ("chou doufu", "tofu"),
        ("ChouDouFu", "tofu"),
        ("choudufu", "tofu"),
        ("cdf", "tofu"),
        ("stinky", "tofu"),
        ("stinky tofo", "tofu"),
        ("小龙虾", "crayfish"),
        ("小龍蝦", "crayfish"),
        ("xlx", "crayfish"),
        ("xiaolongxia", "crayfish"),
        ("crayfsh", "crayfish"),
        ("tang you", "cake"),
        ("cafe creme", "cafe"),
        ("嗦螺", "snails"),
    ],
)
def test_what_is_meant_comes_first(typed: str, first: str) -> None:
    """However it is written."""
    assert found(typed)[:1] == [first]


@pytest.mark.parametrize("typed", ["", "  ", "…", "zzzz", "榴莲", "qqq"])
def test_what_nothing_is_called_finds_nothing(typed: str) -> None:
    """Rather than whatever shares a letter."""
    assert found(typed) == []


@given(some.sampled_from(sorted(MENU)), some.data())
def test_a_name_finds_itself_with_one_letter_wrong(item: str, data: some.DataObject) -> None:
    """Of a name of some length, wherever the mistake is."""
    name = MENU[item].en
    place = data.draw(some.integers(0, len(name) - 1))
    wrong = name[:place] + "x" + name[place + 1 :]
    assert item in found(wrong)


@given(some.text(max_size=60))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    """With a share of one at most."""
    asked = asked_by(typed)
    assert all(0 <= how_well(asked, one) <= 1 for one in ENTRIES)


def test_a_name_finds_itself_best() -> None:
    """In both languages."""
    for item, name in MENU.items():
        assert found(name.zh)[0] == item
        assert found(name.en)[0] == item
