"""In which order its menu is shown: a stall moves a dish or a category, or says it of them all."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.base.refused import Invalid, Refused
from yeshi.events.menus import MenuArranged
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls.keeping import admit_keeper, item_to_change
from yeshi.market.arranging import MenuMove, arranged, moved
from yeshi.market.catalogue import Item
from yeshi.people.person import Role


def move_dish(engine: Engine, key: str, merchant_id: str, item_id: str, move: MenuMove) -> Answer:
    """Show a dish, or the category that it is in, elsewhere on the menu; beyond an end it stays."""

    def act(turn: Turn) -> Answer:
        item = item_to_change(turn, merchant_id, item_id, Role.STALLHOLDER)
        if isinstance(item, Refused):
            return item
        menu = _sold(turn, merchant_id)
        _arrange(turn, merchant_id, menu, moved(menu, item_id, move))
        return Done({"item": item_id})

    return engine.perform(key, "move_dish", act, asked=(merchant_id, item_id, move))


def arrange_menu(engine: Engine, key: str, merchant_id: str, items: tuple[str, ...]) -> Answer:
    """Show the menu in that order; dishes that are not named follow as they stood."""

    def act(turn: Turn) -> Answer:
        refused = admit_keeper(turn, merchant_id, Role.STALLHOLDER)
        if refused:
            return refused
        menu = _sold(turn, merchant_id)
        known = {one.id for one in menu}
        if not known.issuperset(items):
            return Refused(Invalid("items", "choice"))
        _arrange(turn, merchant_id, menu, items)
        return Done({"merchant": merchant_id})

    return engine.perform(key, "arrange_menu", act, asked=(merchant_id, items))


def _sold(turn: Turn, merchant_id: str) -> list[Item]:
    """What is sold there, kept from orders that count it: their stock is written beside the row."""
    ids = [one.id for one in turn.work.items.of_merchant(merchant_id) if one.ended_at is None]
    kept = turn.work.items.lock_many(ids)
    return [kept[id_] for id_ in ids]


def _arrange(turn: Turn, merchant_id: str, menu: Sequence[Item], ids: Sequence[str]) -> None:
    changed = arranged(menu, ids)
    for item in changed:
        turn.work.items.put(item)
    if changed:
        turn.emit(MenuArranged(merchant_id, len(changed)))
