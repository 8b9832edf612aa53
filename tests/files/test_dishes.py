"""Groups of options in files: what they say, and what is wrong in them with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from yeshi.base.errors import InputError
from yeshi.files.city import CHANGSHA, CHANGSHA_FILE
from yeshi.files.city_file import read_city
from yeshi.files.dishes import extras_at, offered_at, sets_at
from yeshi.market.catalogue import Allergen, Diet, Item
from yeshi.market.entering import beyond_dish, said_of
from yeshi.market.options import OptionKind


def test_the_demo_citys_dishes_may_be_had_as_they_come() -> None:
    """So that its crowd orders them by their ids."""
    extras = extras_at(CHANGSHA / "extras.toml", "CNY")
    assert {group.least for groups in extras.values() for group in groups} == {0}
    heat, extra = extras["beef-noodles"]
    assert (heat.kind, extra.kind, extra.most) == (OptionKind.WAY, OptionKind.EXTRA, 3)
    assert [one.more.fen for one in extra.choices] == [250, 200, 300]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("most = 3", "do not go together"), ('kind = "side"', "'size', 'way' or 'extra'"),
        ("dishes = []", "dishes"),
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_is_told_with_its_line(tmp_path: Path, said: str, why: str) -> None:
    """Which group it is of."""
    lines = ['dishes = ["x"]', 'id = "g"', 'name = { zh = "组", en = "group" }', 'kind = "size"',
             'options = [{ id = "a", name = { zh = "甲", en = "a" } }]']  # fmt: skip
    lines = [line for line in lines if line.split()[0] != said.split()[0]]
    file = tmp_path / "extras.toml"
    file.write_text("\n".join(["[[groups]]", said, *lines]), encoding="utf-8")
    with pytest.raises(InputError, match="line ") as fault:
        extras_at(file, "CNY")
    assert why in str(fault.value)


def menus() -> dict[str, tuple[Item, ...]]:
    """What the demo city's stalls sell one by one."""
    quarters = read_city(CHANGSHA_FILE).quarters
    return {stall.id: tuple(menu) for quarter in quarters for stall, menu in quarter.stalls}


def test_a_set_costs_less_than_its_dishes_and_can_be_sold() -> None:
    """At some stalls, and at least one of its dishes may be had as one likes."""
    sold, extras = menus(), extras_at(CHANGSHA / "extras.toml", "CNY")
    sets = sets_at(CHANGSHA / "extras.toml", sold)
    assert len(sets) == 9
    for stall, some in sets.items():
        menu = {item.id: item for item in sold[stall]}
        for one in some:
            dishes = [menu[part] for part in one.parts]
            alone = sum(dish.price.fen for dish in dishes)
            assert 0.8 * alone < one.price.fen < 0.95 * alone
            assert one.packing.fen == sum(dish.packing.fen for dish in dishes)
            assert beyond_dish(said_of(one), menu, (), one.id) is None
            assert any(part.rpartition(".")[2] in extras for part in one.parts)


def test_a_set_of_what_is_not_sold_is_told_by_its_name(tmp_path: Path) -> None:
    """Of a stall that there is not, nothing is said."""
    said = (CHANGSHA / "extras.toml").read_text("utf-8").replace('"tofu-and-plum"', '"odd"')
    file = tmp_path / "extras.toml"
    file.write_text(
        said.replace('["stinky-tofu", "plum-juice"]', '["crab", "plum-juice"]'), "utf-8"
    )
    with pytest.raises(InputError, match=r"odd: academy-tofu\.crab is not sold"):
        sets_at(file, menus())
    assert sets_at(file, {}) == {}


def test_the_demo_citys_dishes_say_what_they_are() -> None:
    """Those that somebody sells, and the crayfish that they are hot."""
    said, sold = offered_at(CHANGSHA / "extras.toml"), menus()
    names = {item.id.removeprefix(f"{stall}.") for stall, some in sold.items() for item in some}
    assert not said.keys() - names
    assert (said["crayfish"].spice, said["crayfish"].allergens) == (3, (Allergen.CRUSTACEANS,))
    assert said["durian-cake"].allergens == (Allergen.GLUTEN, Allergen.MILK)
    assert all(Diet.VEGETARIAN in one.diets for one in said.values() if Diet.VEGAN in one.diets)


def test_who_says_what_nobody_knows_is_told_so(tmp_path: Path) -> None:
    """With the line."""
    file = tmp_path / "extras.toml"
    file.write_text('[[offered]]\ndishes = ["x"]\nspice = 9\n', encoding="utf-8")
    with pytest.raises(InputError, match="line "):
        offered_at(file)
