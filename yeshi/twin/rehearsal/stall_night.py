"""A stall in a night of the twin as it is in its city: menu, kitchen, guests, and deals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from yeshi.base.errors import InvariantBroken
from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls import listing, markets
from yeshi.flow.stalls.dealing import start_deal
from yeshi.market.catalogue import Item
from yeshi.market.deal import AT_ONCE, Deal, check_deal
from yeshi.market.serving import WEEK
from yeshi.twin.actors.demand import Intent
from yeshi.twin.actors.kitchens import Cooks, Habits
from yeshi.twin.demo.habits import REJECTS
from yeshi.twin.rehearsal.stall_guests import StallGuests
from yeshi.twin.rehearsal.stall_record import StallRecord

# Of fewer orders that were made nothing is learnt of how quick a kitchen is.
COOKED_MIN = 5


def of_a_night(deal: Deal) -> Deal:
    """The deal as it stands all through a usual night: at its hours, whatever day that is."""
    when = replace(deal.when, days=WEEK) if deal.when else None
    return replace(deal, begins_at=AT_ONCE, ends_at=None, when=when)


def stands(deal: Deal, menu: Sequence[Item], currency: str, now: datetime) -> Deal | None:
    """The deal on what of its dishes is still sold; None where it takes nothing off that menu."""
    sold = {one.id for one in menu}
    names = {one.category.zh for one in menu if one.category}
    items = tuple(one for one in deal.items if one in sold)
    categories = tuple(one for one in deal.categories if one in names)
    if (deal.items or deal.categories) and not (items or categories):
        return None
    left = replace(of_a_night(deal), items=items, categories=categories)
    return None if check_deal(left, menu, currency, now) else left


@dataclass(frozen=True, slots=True)
class StallCooking:
    """How the stall's kitchen cooks, by what it said and took before; others by their own ways."""

    record: StallRecord
    seed: int
    others: Habits

    def cook(self, order: str, merchant: str, placed_at: datetime) -> Cooks | None:
        """Answered within a minute; ready as one of those before, now and then turned down."""
        if merchant != self.record.merchant.id:
            return self.others.cook(order, merchant, placed_at)
        chance = Random(f"{self.seed}:stall-kitchen:{order}")
        answer_at = placed_at + timedelta(seconds=chance.randint(8, 60))
        if chance.random() < REJECTS:
            return Cooks(answer_at, None, "食材用完 / out of ingredients")
        if len(self.record.cooked) < COOKED_MIN:
            said_s = took_s = int(self.record.merchant.cook_s * chance.uniform(0.7, 1.3))
        else:
            like = chance.choice(self.record.cooked)
            said_s, took_s = like.said_s, like.took_s
        return Cooks(answer_at, answer_at + timedelta(seconds=said_s), takes_s=took_s)


@dataclass(slots=True)
class StallBeside:
    """The stall beside those of a scenario's city: with the deals that it has, and with the one
    that is `asked` about, if it is; `asked_id`: what that one is called in the night."""

    record: StallRecord
    guests: StallGuests
    deals: Sequence[Deal] = ()
    asked: Deal | None = None
    asked_id: str = ""

    @property
    def hands(self) -> Mapping[str, int]:
        """How many orders it makes at a time, as far as that is known."""
        return {self.record.merchant.id: self.record.hands} if self.record.hands else {}

    def habits(self, others: Habits) -> Habits:
        """How it cooks, and others do."""
        return StallCooking(self.record, self.guests.seed, others)

    def wishes(self, minute: datetime) -> list[Intent]:
        """Who will order of it within that minute."""
        return self.guests.wishes(minute)

    def register(self, engine: Engine) -> None:
        """List it and start its deals, as stalls do."""
        stall, market = self.record.merchant, self.record.market
        with engine.store.read() as work:
            is_new = market is not None and work.markets.get(market.id) is None
        if market is not None and is_new:
            _must(markets.open_market(engine, f"market:{market.id}", market))
        plain = replace(
            stall, online=True, taking=True, paused_until=None, held=None, rush=None, pledge=None,
            answers_itself=False, deals=(),
        )  # fmt: skip
        _must(listing.register_merchant(engine, f"stall:{stall.id}", plain, self.record.menu))
        for number, deal in enumerate(self.deals):
            self._start(engine, f"deal:{number}", deal)
        if self.asked:
            self.asked_id = self._start(engine, "asked", self.asked)

    def _start(self, engine: Engine, key: str, deal: Deal) -> str:
        """The id of the deal in this night; "" where it takes nothing off."""
        now, currency = engine.clock.now(), engine.terms.currency
        standing = stands(deal, self.record.menu, currency, now)
        if standing is None:
            return ""
        return _must(start_deal(engine, key, self.record.merchant.id, standing)).data["deal"]


def _must(answer: Answer) -> Done:
    """What stands in the city stands in the twin."""
    if isinstance(answer, Refused):
        raise InvariantBroken(f"the twin refuses what the city has: {answer.reason}")
    return answer
