"""What a merchant may say of a dish: names, prices, groups, the dishes of a set, its stocks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields

from yeshi.base.limits import PRICE_FEN_MAX, SAYING_LENGTH_MAX
from yeshi.base.money import Money, between, total
from yeshi.base.names import Name, beyond_name
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.market.catalogue import PARTS_MAX, SAYS_NOTHING, SPICE_MAX, Item, Offered
from yeshi.market.options import CHOICES_MAX, GROUPS_MAX, OptionGroup
from yeshi.market.serving import Serving


@dataclass(frozen=True, slots=True)
class SetInSet(Reason):
    """A set is no dish of another set, and a dish of one becomes none."""

    item: str


@dataclass(frozen=True, slots=True)
class DishEnded(Reason):
    """The dish was taken off the menu for good."""

    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DishSaid:
    """What a merchant says of an item, as `Item` keeps it."""

    name: Name
    price: Money
    packing: Money
    category: Name | None = None
    offered: Offered = SAYS_NOTHING
    groups: tuple[OptionGroup, ...] = ()
    parts: tuple[str, ...] = ()
    stock: str | None = None
    served: Serving | None = None

    def item(self, id_: str, merchant: str) -> Item:
        """The item that is said so, under that id."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return Item(id=id_, merchant=merchant, **said)


SAID = tuple(field.name for field in fields(DishSaid))


def said_of(item: Item) -> DishSaid:
    """What its merchant said of an item there is."""
    return DishSaid(**{name: getattr(item, name) for name in SAID})


def beyond_dish(
    dish: DishSaid, menu: Mapping[str, Item], stocks: Collection[str], id_: str = ""
) -> Refused | None:
    """None for a dish that can be sold; `menu` and `stocks`: what else the merchant has.

    `id_`: that of the item which is said anew.
    """
    return (
        beyond_name(dish.name)
        or _beyond_words(dish)
        or _beyond_price(dish)
        or _beyond_groups(dish.groups, stocks)
        or _beyond_parts(dish, menu, id_)
        or _no_stock(dish.stock, stocks)
    )


def _beyond_words(dish: DishSaid) -> Refused | None:
    offered = dish.offered
    for name in (dish.category, offered.portion):
        refused = beyond_name(name) if name else None
        if refused:
            return refused
    said = offered.description
    if said and not all(0 < len(text) <= SAYING_LENGTH_MAX for text in (said.zh, said.en)):
        return Refused(Invalid("description", f"1…{SAYING_LENGTH_MAX}"))
    if not 0 <= offered.spice <= SPICE_MAX:
        return Refused(Invalid("spice", f"0…{SPICE_MAX}"))
    if dish.served and not set(dish.served.days) <= set(range(7)):
        return Refused(Invalid("days", "0…6"))
    return None if dish.served is None or dish.served.days else Refused(Invalid("days", "none"))


def _beyond_price(dish: DishSaid) -> Refused | None:
    """Between which it costs, whatever is chosen at it."""
    currency = dish.price.currency
    if not 0 < dish.price.fen <= PRICE_FEN_MAX:
        return Refused(Invalid("price", between(1, PRICE_FEN_MAX, currency)))
    if not 0 <= dish.packing.fen <= PRICE_FEN_MAX:
        return Refused(Invalid("packing", between(0, PRICE_FEN_MAX, currency)))
    least = dish.price + total((one for one in _cheapest(dish.groups)), currency)
    if least.fen <= 0:
        return Refused(Invalid("price", between(1, PRICE_FEN_MAX, currency)))
    return None


def _cheapest(groups: tuple[OptionGroup, ...]) -> Iterator[Money]:
    """What is chosen of each group by whom it costs least."""
    for group in groups:
        by_price = sorted((one.more for one in group.choices), key=lambda more: more.fen)
        for number, more in enumerate(by_price[: group.most]):
            if number < group.least or more.fen < 0:
                yield more


def _beyond_groups(groups: tuple[OptionGroup, ...], stocks: Collection[str]) -> Refused | None:
    if len(groups) > GROUPS_MAX:
        return Refused(Invalid("groups", f"> {GROUPS_MAX}"))
    ids = [one.id for group in groups for one in group.choices]
    again = [one for number, one in enumerate(ids) if one in ids[:number]]
    if again:
        return Refused(Invalid("choice", f"{again[0]} twice"))
    for group in groups:
        refused = beyond_name(group.name) or _beyond_group(group)
        for choice in group.choices:
            refused = refused or beyond_name(choice.name) or _no_stock(choice.stock, stocks)
            if not refused and abs(choice.more.fen) > PRICE_FEN_MAX:
                refused = Refused(Invalid("more", between(0, PRICE_FEN_MAX, choice.more.currency)))
        if refused:
            return refused
    return None


def _beyond_group(group: OptionGroup) -> Refused | None:
    if not 1 <= len(group.choices) <= CHOICES_MAX:
        return Refused(Invalid("choices", f"1…{CHOICES_MAX}"))
    return None if group.holds else Refused(Invalid("most", f"{group.least}…{len(group.choices)}"))


def _beyond_parts(dish: DishSaid, menu: Mapping[str, Item], id_: str) -> Refused | None:
    if len(dish.parts) > PARTS_MAX:
        return Refused(Invalid("parts", f"> {PARTS_MAX}"))
    for part in dish.parts:
        if part not in menu or menu[part].ended_at or part == id_:
            return Refused(Unknown("item", part))
        if menu[part].parts:
            return Refused(SetInSet(part))
    if dish.parts and any(id_ in one.parts for one in menu.values()):
        return Refused(SetInSet(id_))
    return None


def _no_stock(stock: str | None, stocks: Collection[str]) -> Refused | None:
    return None if stock is None or stock in stocks else Refused(Invalid("stock", "choice"))
