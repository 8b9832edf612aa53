"""A whole menu put online at once: the new is sold, what differs is said anew, the rest stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from yeshi.base.refused import Invalid, Refused
from yeshi.events.market import ItemChanged, ItemEntered
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls.keeping import ITEMS_MAX, admit_keeper, beyond_menu, new_item
from yeshi.market.brought import BroughtDish, BroughtRow, dishes_brought, said_by
from yeshi.market.entering import SAID, DishSaid
from yeshi.people.person import Role

# Of a menu that is put online at once.
ROWS_MAX = 200
COUNTED = ("new", "changed", "same")


def enter_menu(engine: Engine, key: str, merchant_id: str, rows: tuple[BroughtRow, ...]) -> Answer:
    """Sell the dishes of all these rows from now on; the answer counts `new`, `changed`, `same`.

    A dish that the stall sells by that name gets what is said of it; nothing is taken off.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_keeper(turn, merchant_id, Role.STALLHOLDER)
        return refused or _enter(turn, merchant_id, rows)

    return engine.perform(key, "enter_menu", act, asked=(merchant_id, rows))


def _enter(turn: Turn, merchant_id: str, rows: Sequence[BroughtRow]) -> Answer:
    if not 1 <= len(rows) <= ROWS_MAX:
        return Refused(Invalid("rows", f"1…{ROWS_MAX}"))
    menu = [one for one in turn.work.items.of_merchant(merchant_id) if one.ended_at is None]
    dishes = dishes_brought(menu, rows)
    if isinstance(dishes, Refused):
        return dishes
    if len(menu) + sum(one.known is None for one in dishes) > ITEMS_MAX:
        return Refused(Invalid("dishes", f"> {ITEMS_MAX}"))
    said = [(dish, said_by(dish)) for dish in dishes]
    for dish, wanted in said:
        refused = beyond_menu(turn, merchant_id, wanted, dish.known.id if dish.known else "")
        if refused:
            return refused
    count = Counter(_sell(turn, merchant_id, dish, wanted) for dish, wanted in said)
    return Done({what: str(count[what]) for what in COUNTED})


def _sell(turn: Turn, merchant_id: str, dish: BroughtDish, said: DishSaid) -> str:
    """Have the dish sold as it is said; whether it is new, changed or the same."""
    if dish.known is None:
        item = new_item(turn, merchant_id, said)
        turn.emit(ItemEntered(merchant_id, item.id, item.price))
        return "new"
    item = turn.work.items.must_lock(dish.known.id)
    changed = tuple(name for name in SAID if getattr(item, name) != getattr(said, name))
    if not changed:
        return "same"
    turn.work.items.put(replace(item, **{name: getattr(said, name) for name in changed}))
    turn.emit(ItemChanged(merchant_id, item.id, changed, said.price))
    return "changed"
