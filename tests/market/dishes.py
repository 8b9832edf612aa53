"""Plain dishes, with groups to choose from, and stocks."""

from __future__ import annotations

from tests.records import fen, named
from yeshi.market.catalogue import Item
from yeshi.market.options import Option, OptionGroup, OptionKind
from yeshi.market.shelf import SharedStock


def dish(
    id_: str, *groups: OptionGroup, price: int = 1000, left: int | None = None,
    parts: tuple[str, ...] = (), stock: str | None = None,
) -> Item:  # fmt: skip
    """A dish of merchant "a"; packing is a tenth of its price."""
    return Item(
        id=id_, merchant="a", name=named(id_), price=fen(price), packing=fen(price // 10),
        left=left, groups=groups, parts=parts, stock=stock,
    )  # fmt: skip


def group(
    id_: str, *choices: Option, least: int = 1, most: int = 1, kind: OptionKind = OptionKind.SIZE
) -> OptionGroup:
    """A group of those choices."""
    return OptionGroup(id=id_, name=named(id_), kind=kind, choices=choices, least=least, most=most)


def choice(id_: str, more: int = 0, stock: str | None = None) -> Option:
    """A choice that adds so much."""
    return Option(id_, named(id_), fen(more), stock)


def counted(id_: str, left: int) -> SharedStock:
    """So many of what merchant "a" shares among dishes."""
    return SharedStock(id_, "a", named(id_), left)


SIZES = group("size", choice("small", -200), choice("large", 300, "bowl"))
EXTRAS = group(
    "extra", choice("egg", 200, "egg"), choice("tofu", 150, "tofu"),
    least=0, most=2, kind=OptionKind.EXTRA,
)  # fmt: skip
NOODLES = dish("noodles", SIZES, EXTRAS)
TOFU = dish("tofu", price=800, stock="tofu")
TEA = dish("tea", group("ice", choice("iced"), choice("hot"), kind=OptionKind.WAY), left=3)
SUPPER = dish("supper", price=1700, parts=("noodles", "tea", "tea"))
MENU = {one.id: one for one in (NOODLES, TOFU, TEA, SUPPER)}
