"""The form of a dish: what stands in it at first, and what is read of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from yeshi.base.limits import NAME_LENGTH_MAX, SAYING_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name, id_for
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.stalls.menus import Stall
from yeshi.market.catalogue import PARTS_MAX, SPICE_MAX, Allergen, Diet, Item, Offered
from yeshi.market.entering import DishSaid
from yeshi.market.hours import Hours
from yeshi.market.options import OptionGroup, OptionKind
from yeshi.market.serving import WEEK, Serving
from yeshi.web.frame.typed import TypedForm, both_filled, rows_filled
from yeshi.web.stall.choice_lines import choices_read, choices_written

PARTS = ("groups", "parts")


def first_filled() -> dict[str, str]:
    """What stands in the form of a new dish: nothing but what is usual."""
    return {"spice": "0", "groups-0-kind": OptionKind.SIZE.value, "groups-0-most": "1",
            "groups-0-least": "1", **{f"day-{day}": "true" for day in WEEK}}  # fmt: skip


def filled_with(item: Item, stall: Stall) -> dict[str, str]:
    """What stands in the form of a dish there is."""
    offered, served = item.offered, item.served or Serving()
    hours = served.hours
    return {
        **both_filled("name", item.name), **both_filled("category", item.category),
        **both_filled("description", offered.description),
        **both_filled("portion", offered.portion),
        "price": item.price.plain(), "packing": item.packing.plain(),
        "spice": str(offered.spice), "stock": item.stock or "",
        **{f"allergen-{one}": "true" for one in offered.allergens},
        **{f"diet-{one}": "true" for one in offered.diets},
        **{f"day-{day}": "true" for day in served.days},
        "from": f"{hours.opens:%H:%M}" if hours else "",
        "until": f"{hours.closes:%H:%M}" if hours else "",
        **rows_filled("groups", (_group_filled(one, stall) for one in item.groups)),
        **rows_filled("parts", ({"id": "", "item": one} for one in item.parts)),
    }  # fmt: skip


def read_dish(typed: TypedForm, stall: Stall, currency: str, known: Item | None = None) -> DishSaid:
    """The dish that is typed; what cannot be stands in `typed.faults`."""
    return DishSaid(
        name=typed.name("name"),
        price=_price(typed),
        packing=typed.amount("packing"),
        category=_name(typed, "category"),
        offered=_offered(typed),
        groups=_groups(typed, stall, currency, known),
        parts=_parts(typed, stall),
        stock=typed.one_of("stock", ["", *(one.id for one in stall.stocks)]) or None,
        served=_served(typed),
    )


def _price(typed: TypedForm) -> Money:
    price = typed.amount("price")
    if price.fen <= 0:
        typed.faults.setdefault("price", Refused(Invalid("price", "empty")))
    return price


def _name(typed: TypedForm, field: str, most: int = NAME_LENGTH_MAX) -> Name | None:
    """The name, or nothing where neither language is filled in."""
    if not (typed.plain(f"{field}_zh") or typed.plain(f"{field}_en")):
        return None
    return typed.name(field, most)


def _offered(typed: TypedForm) -> Offered:
    return Offered(
        description=_name(typed, "description", SAYING_LENGTH_MAX),
        portion=_name(typed, "portion"),
        spice=typed.number("spice", 0, SPICE_MAX),
        allergens=tuple(one for one in Allergen if typed.ticked(f"allergen-{one}")),
        diets=tuple(one for one in Diet if typed.ticked(f"diet-{one}")),
    )


def _groups(
    typed: TypedForm, stall: Stall, currency: str, known: Item | None
) -> tuple[OptionGroup, ...]:
    """The groups; a choice that is called as before keeps its id, so that baskets keep it too."""
    before = {one.name: one.id for group in known.groups for one in group.choices} if known else {}
    taken: set[str] = set(before.values())
    found: list[OptionGroup] = []
    for row in typed.rows("groups", "name_zh", "name_en", "choices"):
        name = typed.name(f"{row}name")
        kind = OptionKind(typed.one_of(f"{row}kind", list(OptionKind)) or OptionKind.SIZE)
        read = choices_read(typed.plain(f"{row}choices"), currency, stall, before, taken)
        if isinstance(read, Refused):
            typed.faults[f"{row}choices"] = read
            continue
        least, most = _how_many(typed, row, kind, len(read))
        id_ = typed.id_of(row) or id_for(name, "group", {one.id for one in found})
        found.append(
            OptionGroup(id=id_, name=name, kind=kind, choices=read, least=least, most=most)
        )
    return tuple(found)


def _how_many(typed: TypedForm, row: str, kind: OptionKind, count: int) -> tuple[int, int]:
    """How many at least and at most: one of the choices, of extras any, unless it is said."""
    least, most = (0, max(1, count)) if kind is OptionKind.EXTRA else (1, 1)
    if typed.plain(f"{row}most"):
        most = typed.number(f"{row}most", 1, max(1, count))
    if typed.plain(f"{row}least"):
        least = typed.number(f"{row}least", 0, most)
    return least, most


def _parts(typed: TypedForm, stall: Stall) -> tuple[str, ...]:
    dishes = [one.id for one in stall.menu]
    rows = typed.rows("parts", "item")[:PARTS_MAX]
    return tuple(typed.one_of(f"{row}item", dishes) for row in rows)


def _served(typed: TypedForm) -> Serving | None:
    """When it is on the menu; None: whenever the stall is open."""
    days = tuple(day for day in WEEK if typed.ticked(f"day-{day}"))
    if not days:
        typed.faults["days"] = Refused(Invalid("days", "none"))
    said = {field: typed.plain(field) for field in ("from", "until")}
    hours = None
    if any(said.values()):
        clock = [_clock(typed, field, text) for field, text in said.items()]
        hours = Hours(*clock)
    return None if days == WEEK and hours is None else Serving(days or WEEK, hours)


def _clock(typed: TypedForm, field: str, text: str) -> time:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        typed.faults[field] = Refused(Invalid("time", "time"))
        return time(0)


def _group_filled(group: OptionGroup, stall: Stall) -> dict[str, str]:
    return {
        "id": group.id, **both_filled("name", group.name), "kind": group.kind.value,
        "least": str(group.least), "most": str(group.most),
        "choices": choices_written(group.choices, stall),
    }  # fmt: skip


def dishes_for_sets(stall: Stall, item: str) -> Sequence[Item]:
    """What may be a dish of a set: no set, and not the set itself."""
    return [one for one in stall.menu if not one.parts and one.id != item]
