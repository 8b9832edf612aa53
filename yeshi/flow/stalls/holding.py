"""Holding: an operator has a stall take no orders for some minutes, in words customers read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sure import there
from yeshi.events.market import MerchantHeld, MerchantReleased
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.geo.zones import zone_of
from yeshi.market.merchant import Held, Merchant
from yeshi.people.actor import admit_to_zone
from yeshi.people.person import CITY, Role

MINUTES_MAX = 24 * 60


def hold(engine: Engine, key: str, merchant_id: str, minutes: int, says: str, why: str) -> Answer:
    """Have a stall take no orders for so many minutes; `says` is what customers read of it."""

    def act(turn: Turn) -> Answer:
        merchant = _of_operator(turn, merchant_id)
        if isinstance(merchant, Refused):
            return merchant
        if not 0 < minutes <= MINUTES_MAX:
            return Refused(Invalid("minutes", f"> {MINUTES_MAX} min"))
        for name, text in (("says", says), ("why", why)):
            if not 0 < len(text) <= NOTE_LENGTH_MAX:
                return Refused(Invalid(name, f"1…{NOTE_LENGTH_MAX}"))
        held = Held(turn.now + timedelta(minutes=minutes), says, why)
        turn.work.merchants.put(replace(merchant, held=held))
        turn.emit(MerchantHeld(merchant_id, held.until, says, why))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "hold_stall", act, asked=(merchant_id, minutes, says, why))


def release(engine: Engine, key: str, merchant_id: str, why: str) -> Answer:
    """Let a stall that is held take orders again before its time, with the reason."""

    def act(turn: Turn) -> Answer:
        merchant = _of_operator(turn, merchant_id)
        if isinstance(merchant, Refused):
            return merchant
        if not 0 < len(why) <= NOTE_LENGTH_MAX:
            return Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
        return _let_go(turn, merchant, why)

    return engine.perform(key, "release_stall", act, asked=(merchant_id, why))


def holds_over(engine: Engine) -> list[Merchant]:
    """The stalls that were held until now, by id."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        return [one for one in work.merchants.held() if one.held and one.held.until <= now]


def let_go(engine: Engine, merchant: Merchant) -> Answer:
    """Let a stall take orders again, as its time is up."""
    until = there(merchant.held, f"what holds {merchant.id}").until

    def act(turn: Turn) -> Answer:
        found = turn.work.merchants.must_lock(merchant.id)
        # Whoever holds it anew meanwhile holds it for longer.
        return _let_go(turn, found, "") if found.held == merchant.held else Done()

    return engine.perform(f"let_go:{merchant.id}:{until.isoformat()}", "let_stall_go", act)


def _let_go(turn: Turn, merchant: Merchant, why: str) -> Answer:
    if merchant.held:
        turn.work.merchants.put(replace(merchant, held=None))
        turn.emit(MerchantReleased(merchant.id, why))
    return Done({"merchant": merchant.id})


def _of_operator(turn: Turn, merchant_id: str) -> Merchant | Refused:
    """The stall, for an operator of where it stands."""
    merchant, unknown = turn.work.merchants.lock(merchant_id), Unknown("merchant", merchant_id)
    zone = zone_of(merchant.place, turn.terms.zones) if merchant else CITY
    refused = admit_to_zone(turn.by, zone, unknown, Role.OPERATOR)
    return refused or merchant or Refused(unknown)


def seen_by_operator(engine: Engine, merchant_id: str) -> Merchant | Refused:
    """The stall, as an operator of where it stands looks at it."""
    unknown = Unknown("merchant", merchant_id)
    with engine.store.read() as work:
        merchant = work.merchants.get(merchant_id)
    zone = zone_of(merchant.place, engine.terms.zones) if merchant else CITY
    refused = admit_to_zone(engine.actor, zone, unknown, Role.OPERATOR)
    return refused or merchant or Refused(unknown)
