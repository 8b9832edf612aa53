"""Dealing: a stall starts a deal that it bears itself, and ends it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import there
from yeshi.events.deals import DealEnded, DealStarted
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.stalls.keeping import admit_keeper
from yeshi.market.deal import Deal, DealNight, check_deal, ended, with_deal
from yeshi.people.person import Role


def start_deal(engine: Engine, key: str, merchant_id: str, said: Deal) -> Answer:
    """Have the stall take that off at its own cost; the answer names the deal.

    The id of `said` is not looked at. What is to begin in the past begins now, and `AT_ONCE` is.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_keeper(turn, merchant_id, Role.STALLHOLDER)
        if refused:
            return refused
        menu = turn.work.items.of_merchant(merchant_id)
        refused = check_deal(said, menu, turn.terms.currency, turn.now)
        if refused:
            return refused
        merchant = there(turn.work.merchants.get(merchant_id), f"merchant {merchant_id}")
        begins_at = max(said.begins_at, turn.now)
        deal = replace(said, id=turn.new_id("de"), begins_at=begins_at)
        deals = with_deal(merchant.deals, deal, turn.now)
        if isinstance(deals, Refused):
            return deals
        turn.work.merchants.put(replace(merchant, deals=deals))
        if deal.limit:
            night = turn.terms.calendar.business_day(turn.now)
            nothing = Money(0, turn.terms.currency)
            turn.work.deal_nights.add(
                DealNight(id=deal.id, merchant=merchant_id, night=night, spent=nothing)
            )
        turn.emit(
            DealStarted(
                merchant=merchant_id,
                deal=deal.id,
                name=deal.name,
                rule=deal.kind.value,
                begins_at=deal.begins_at,
                ends_at=deal.ends_at,
                limit=deal.limit,
            )
        )
        return Done({"deal": deal.id})

    return engine.perform(key, "start_deal", act, asked=(merchant_id, said))


def end_deal(engine: Engine, key: str, merchant_id: str, deal_id: str) -> Answer:
    """Have the stall's deal take nothing off any more; quotes that were given keep theirs."""

    def act(turn: Turn) -> Answer:
        refused = admit_keeper(turn, merchant_id, Role.STALLHOLDER)
        if refused:
            return refused
        merchant = there(turn.work.merchants.get(merchant_id), f"merchant {merchant_id}")
        if all(one.id != deal_id for one in merchant.deals):
            return Refused(Unknown("deal", deal_id))
        deals = ended(merchant.deals, deal_id, turn.now)
        if isinstance(deals, Refused):
            return deals
        turn.work.merchants.put(replace(merchant, deals=deals))
        turn.emit(DealEnded(merchant_id, deal_id))
        return Done({"deal": deal_id})

    return engine.perform(key, "end_deal", act, asked=(merchant_id, deal_id))


def left_tonight(
    work: Work, deals: Iterable[Deal], now: datetime, calendar: Calendar
) -> dict[str, Money]:
    """What those of the deals that have a limit may still take off in the night of that moment."""
    limits = {one.id: one.limit for one in deals if one.limit}
    if not limits:
        return {}
    nights, night = work.deal_nights.get_many(sorted(limits)), calendar.business_day(now)
    return {
        id_: limit - nights[id_].spent_in(night) if id_ in nights else limit
        for id_, limit in limits.items()
    }
