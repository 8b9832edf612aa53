"""What is typed of a stall: its hours, how long it cooks, and what it sells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from yeshi.base.money import Money
from yeshi.base.names import Name, id_for
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.web.frame.amounts import amount_of

COOK_MINUTES_MAX = 120


@dataclass(frozen=True, slots=True)
class MenuLineUnread(Reason):
    """A line of a menu is not a name and a price."""

    line: int
    written: str


def hours_typed(said: Mapping[str, str]) -> Hours | Refused:
    """The hours of the fields `opens` and `closes`."""
    told = []
    for field in ("opens", "closes"):
        try:
            told.append(time.fromisoformat(said.get(field, "").strip()).replace(tzinfo=None))
        except ValueError:
            return Refused(Invalid(field, "time"))
    return Hours(*told)


def cook_s_typed(typed: str) -> int | Refused:
    """The seconds of the minutes that are typed."""
    minutes = int(typed) if typed.strip().isdecimal() and len(typed) < 6 else -1
    if not 0 <= minutes <= COOK_MINUTES_MAX:
        return Refused(Invalid("cook_minutes", f"0…{COOK_MINUTES_MAX}"))
    return minutes * 60


def menu_typed(typed: str, stall: str, currency: str) -> tuple[Item, ...] | Refused:
    """What is sold: on each line what it is called, after a slash in English, and its price."""
    menu: list[Item] = []
    for number, line in enumerate(typed.splitlines(), 1):
        if not line.strip():
            continue
        called, _, amount = line.strip().replace("\u3000", " ").replace("，", " ").rpartition(" ")
        price = amount_of(amount, currency)
        zh, _, en = (part.strip(" ,") for part in called.partition("/"))
        if isinstance(price, Refused) or not price or not zh:
            return Refused(MenuLineUnread(number, line.strip()))
        name = Name(zh, en or zh)
        id_ = f"{stall}.{id_for(name, 'dish', {one.id.removeprefix(f'{stall}.') for one in menu})}"
        menu.append(
            Item(id=id_, merchant=stall, name=name, price=price, packing=Money(0, currency))
        )
    return tuple(menu)
