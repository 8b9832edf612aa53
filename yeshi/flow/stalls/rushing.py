"""Rushing: a stall that is busy for some minutes promises later meanwhile, and takes orders on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.kitchen import MerchantCalmed, MerchantRushed
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.market.merchant import Merchant, Rush
from yeshi.people.actor import admit_to
from yeshi.people.person import COUNTER

MINUTES_MAX = 240
MORE_MINUTES_MAX = 60


def rush(engine: Engine, key: str, merchant_id: str, minutes: int, more_minutes: int) -> Answer:
    """Promise what is ordered in the next minutes later; what was promised stays."""

    def act(turn: Turn) -> Answer:
        merchant = _own(turn, merchant_id)
        if isinstance(merchant, Refused):
            return merchant
        for name, said, most in (
            ("minutes", minutes, MINUTES_MAX), ("more_minutes", more_minutes, MORE_MINUTES_MAX),
        ):  # fmt: skip
            if not 0 < said <= most:
                return Refused(Invalid(name, f"1…{most}"))
        more = Rush(turn.now + timedelta(minutes=minutes), more_minutes * 60)
        turn.work.merchants.put(replace(merchant, rush=more))
        turn.emit(MerchantRushed(merchant_id, more.until, more.more_s))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "rush", act, asked=(merchant_id, minutes, more_minutes))


def calm(engine: Engine, key: str, merchant_id: str) -> Answer:
    """Promise as usual again, before the time is up."""

    def act(turn: Turn) -> Answer:
        merchant = _own(turn, merchant_id)
        if isinstance(merchant, Refused):
            return merchant
        if merchant.rush is not None:
            turn.work.merchants.put(replace(merchant, rush=None))
            turn.emit(MerchantCalmed(merchant_id))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "calm", act, asked=(merchant_id,))


def _own(turn: Turn, merchant_id: str) -> Merchant | Refused:
    refused = admit_to(turn.by, Unknown("merchant", merchant_id), *COUNTER)
    if refused:
        return refused
    return turn.work.merchants.lock(merchant_id) or Refused(Unknown("merchant", merchant_id))
