"""A whole menu put online at once: the new is sold, what differs is said anew, the rest stays."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.market import ItemChanged, ItemEntered
from yeshi.events.menus import MenuEnteredByOperator
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls.keeping import ITEMS_MAX, beyond_menu, new_item
from yeshi.flow.stalls.menu_notices import tell_menu
from yeshi.flow.stalls.picturing import not_keeper
from yeshi.market.arranging import next_row
from yeshi.market.brought import BroughtDish, BroughtRow, dishes_brought, said_by
from yeshi.market.entering import SAID, DishSaid
from yeshi.people.person import Role

# Of a menu that is put online at once.
ROWS_MAX = 200


def enter_menu(
    engine: Engine, key: str, merchant_id: str, rows: tuple[BroughtRow, ...], why: str = ""
) -> Answer:
    """Sell the dishes of all these rows from now on; the answer counts `new`, `changed`, `same`.

    By its owner, or by an operator with a reason, of which the stall is told. A dish that the
    stall sells by that name gets what is said of it; nothing is taken off. What is new stands
    after what is sold, in the order of the rows.
    """

    def act(turn: Turn) -> Answer:
        merchant = turn.work.merchants.lock(merchant_id)
        refused = not_keeper(turn.by, merchant_id, merchant, turn.terms)
        if refused:
            return refused
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        owns = turn.by.keeps_house or turn.by.has(Role.STALLHOLDER, merchant_id)
        if not (0 if owns else 1) <= len(why) <= NOTE_LENGTH_MAX:
            return Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
        answer = _enter(turn, merchant_id, rows)
        if isinstance(answer, Done) and not owns:
            _tell(turn, merchant_id, answer, why)
        return answer

    return engine.perform(key, "enter_menu", act, asked=(merchant_id, rows, why))


def _tell(turn: Turn, merchant_id: str, answer: Done, why: str) -> None:
    """Tell that an operator did it, and the stall of it; where nothing changed, nothing is told."""
    new, changed = int(answer.data["new"]), int(answer.data["changed"])
    if new or changed:
        turn.emit(MenuEnteredByOperator(merchant_id, new, changed, why))
        tell_menu(turn, merchant_id, new, changed, why)


def _enter(turn: Turn, merchant_id: str, rows: Sequence[BroughtRow]) -> Answer:
    if not 1 <= len(rows) <= ROWS_MAX:
        return Refused(Invalid("rows", f"1…{ROWS_MAX}"))
    kept = turn.work.items.of_merchant(merchant_id)
    menu = [one for one in kept if one.ended_at is None]
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
    rows_left = itertools.count(next_row(kept))
    count = Counter(_sell(turn, merchant_id, dish, wanted, rows_left) for dish, wanted in said)
    return Done({
        "new": str(count["new"]), "changed": str(count["changed"]), "same": str(count["same"]),
    })  # fmt: skip


def _sell(
    turn: Turn, merchant_id: str, dish: BroughtDish, said: DishSaid, rows_left: Iterator[int]
) -> str:
    """Have the dish sold as it is said; whether it is new, changed or the same."""
    if dish.known is None:
        item = new_item(turn, merchant_id, said, next(rows_left))
        turn.emit(ItemEntered(merchant_id, item.id, item.price))
        return "new"
    item = turn.work.items.must_lock(dish.known.id)
    changed = tuple(name for name in SAID if getattr(item, name) != getattr(said, name))
    if not changed:
        return "same"
    turn.work.items.put(replace(item, **{name: getattr(said, name) for name in changed}))
    turn.emit(ItemChanged(merchant_id, item.id, changed, said.price))
    return "changed"
