"""Capacity: how much a stall makes in a quarter of an hour, and whether its orders wait for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yeshi.base.limits import PRICE_FEN_MAX
from yeshi.base.money import Money, between
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.kitchen import MerchantAnswersItself, MerchantRoomSet
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.market.merchant import Merchant
from yeshi.market.room import DISHES_MAX, Room
from yeshi.people.actor import admit_to
from yeshi.people.person import COUNTER, TILL, Role


def set_room(
    engine: Engine, key: str, merchant_id: str, dishes: int | None, sold: Money | None
) -> Answer:
    """Say how much is made in a quarter of an hour; without either, as much as is ordered."""

    def act(turn: Turn) -> Answer:
        merchant = _own(turn, merchant_id, COUNTER)
        if isinstance(merchant, Refused):
            return merchant
        if dishes is not None and not 0 < dishes <= DISHES_MAX:
            return Refused(Invalid("dishes_most", f"1…{DISHES_MAX}"))
        currency = turn.terms.currency
        if sold is not None and not (0 < sold.fen <= PRICE_FEN_MAX and sold.currency == currency):
            return Refused(Invalid("sold_most", between(1, PRICE_FEN_MAX, currency)))
        room = Room(dishes, sold) if dishes is not None or sold is not None else None
        if merchant.room != room:
            turn.work.merchants.put(replace(merchant, room=room))
            turn.emit(MerchantRoomSet(merchant_id, dishes, sold))
        return Done({"merchant": merchant_id})

    asked = (merchant_id, dishes, sold and sold.fen)
    return engine.perform(key, "set_room", act, asked=asked)


def answer_itself(engine: Engine, key: str, merchant_id: str, on: bool) -> Answer:
    """Have the stall's orders taken on when they are placed; or wait for its answer again."""

    def act(turn: Turn) -> Answer:
        merchant = _own(turn, merchant_id, TILL)
        if isinstance(merchant, Refused):
            return merchant
        if merchant.answers_itself != on:
            turn.work.merchants.put(replace(merchant, answers_itself=on))
            turn.emit(MerchantAnswersItself(merchant_id, on))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "answer_itself", act, asked=(merchant_id, on))


def _own(turn: Turn, merchant_id: str, roles: Sequence[Role]) -> Merchant | Refused:
    refused = admit_to(turn.by, Unknown("merchant", merchant_id), *roles)
    if refused:
        return refused
    return turn.work.merchants.lock(merchant_id) or Refused(Unknown("merchant", merchant_id))
