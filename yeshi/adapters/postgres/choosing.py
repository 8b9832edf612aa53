"""What is asked for of stalls and dishes, as market/choosing.py says, in conditions of SQL."""

from __future__ import annotations

from typing import Any

from yeshi.market.choosing import NO_MARKET, WantedNow, suiting

TAKES_ORDERS = (
    "(online AND taking AND NOT lacks_facts AND held IS NULL AND open_by_clock(hours, %s))"
)
_SERVED = (
    "(served IS NULL OR jsonb_typeof(served) = 'null' OR (served->'days' @> to_jsonb(%s::int)"
    " AND (COALESCE(jsonb_typeof(served->'hours'), 'null') = 'null'"
    " OR open_by_clock(served->'hours', %s))))"
)
Condition = tuple[str, list[Any]]


def of_stalls(asked: WantedNow) -> Condition:
    """What the rows of `merchants` are asked for, with its values."""
    wanted = asked.wanted
    parts: list[tuple[str, list[Any]]] = [("merchants.ended_at IS NULL", [])]
    if wanted.market is not None:
        parts.append(
            ("merchants.market IS NULL", [])
            if wanted.market == NO_MARKET
            else ("merchants.market = %s", [wanted.market])
        )
    if wanted.open_now:
        parts.append((TAKES_ORDERS, [asked.local]))
    if wanted.seats:
        seats = "merchants.id IN (SELECT stall_facts.id FROM stall_facts WHERE seats)"
        parts.append((seats, []))
    return _together(parts)


def of_dishes(asked: WantedNow) -> Condition:
    """What the rows of `items` are asked for, with its values."""
    wanted = asked.wanted
    parts: list[tuple[str, list[Any]]] = [("items.ended_at IS NULL", [])]
    if wanted.open_now:
        parts.append(('(items."left" IS NULL OR items."left" > 0)', []))
        parts.append(("(items.off_until IS NULL OR items.off_until <= %s)", [asked.now]))
        parts.append((_SERVED, [asked.weekday, asked.local]))
    if asked.fen_most is not None:
        parts.append(("(items.price->>'fen')::bigint <= %s", [asked.fen_most]))
    if wanted.asks_what_is_in_it:
        parts.append(("items.parts = '[]'", []))
    if wanted.spice is not None:
        parts.append(("COALESCE((items.offered->>'spice')::int, 0) <= %s", [wanted.spice]))
    for diet in wanted.diets:
        suits = [one.value for one in suiting(diet)]
        parts.append(("jsonb_exists_any(items.offered->'diets', %s::text[])", [suits]))
    if wanted.without:
        says = "NOT COALESCE(jsonb_exists_any(items.offered->'allergens', %s::text[]), false)"
        parts.append((says, [[one.value for one in wanted.without]]))
    return _together(parts)


def among(asked: WantedNow) -> Condition:
    """What the rows of `findables` are asked for: a dish that is it, or a stall with one."""
    stall, values = of_stalls(asked)
    said = f"findables.merchant IN (SELECT merchants.id FROM merchants WHERE {stall})"
    if not asked.wanted.asks_of_dishes:
        return said, values
    dish, of_dish = of_dishes(asked)
    # One by one by their keys: all that are would be looked for among everything that is sold.
    said += (
        " AND COALESCE(CASE WHEN findables.item IS NULL THEN (SELECT true FROM items"
        f" WHERE items.merchant = findables.merchant AND {dish} LIMIT 1)"
        f" ELSE (SELECT true FROM items WHERE items.id = findables.item AND {dish}) END, false)"
    )
    return said, [*values, *of_dish, *of_dish]


def _together(parts: list[tuple[str, list[Any]]]) -> Condition:
    return " AND ".join(said for said, _ in parts), [one for _, some in parts for one in some]
