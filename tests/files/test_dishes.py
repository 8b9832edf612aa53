"""Groups of options in files: what they say, and what is wrong in them with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from yeshi.base.errors import InputError
from yeshi.files.city import CHANGSHA
from yeshi.files.dishes import extras_at
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
