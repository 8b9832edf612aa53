"""Observing: the city's figures of a business day, from its events and its books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yeshi.accords.accord import Accord
from yeshi.accords.targets import Measured
from yeshi.base.money import Money
from yeshi.events.fleet import ShiftEnded
from yeshi.flow.city.measuring import SHARES, measured_today
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.ledger import accounts
from yeshi.observatory.adoption import Adoption, adoption
from yeshi.observatory.door import ClickToDoor, click_to_door
from yeshi.observatory.employment import Employment, employment
from yeshi.observatory.facts import Facts
from yeshi.observatory.night import night_share
from yeshi.programmes.programme import Programme


@dataclass(frozen=True, slots=True)
class Fund:
    """A programme and what is in its fund."""

    programme: Programme
    balance: Money


@dataclass(frozen=True, slots=True)
class Aim:
    """An accord and how far one of its targets is."""

    accord: Accord
    measured: Measured

    @property
    def is_share(self) -> bool:
        """Whether its figure is a share, and not a number."""
        return self.measured.target.figure in SHARES


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The city's figures of a business day up to `at`."""

    day: date
    at: datetime
    orders: int
    delivered: int
    collected: int
    at_table: int
    booked: int
    came: int
    missed: int
    late: int
    refunded: int
    click_to_door: ClickToDoor | None
    trade: Money
    night_share: float | None
    active_businesses: int
    adoption: Adoption
    employment: Employment
    vouchers: Money
    donations: Money
    orders_by_hour: tuple[tuple[int, int], ...]
    delivered_by_hour: tuple[tuple[int, int], ...]
    funds: tuple[Fund, ...]
    aims: tuple[Aim, ...]

    @property
    def late_share(self) -> float | None:
        """The share of what was delivered that came too late; None before any delivery."""
        return self.late / self.delivered if self.delivered else None


def facts_of(work: Work, facts: Facts) -> Facts:
    """The facts of their day: what is counted already is carried on, not counted anew.

    The events of the next day tell how the orders and shifts of this one ended; those of the day
    after it, how shifts of nearly 24 hours did.
    """
    for later in range(3):
        for recorded in work.events.of_day(facts.day + timedelta(days=later), after=facts.seq):
            if later < 2 or isinstance(recorded.event, ShiftEnded):
                facts.add(recorded)
    return facts


def figures(engine: Engine, work: Work, day: date, facts: Facts) -> Figures:
    """The figures that the facts of `day` and the books make."""
    currency = engine.terms.currency
    now = engine.clock.now()
    funds = tuple(
        Fund(programme, work.ledger.balance(accounts.programme(programme.id)))
        for programme in work.programmes.all()
    )
    rungs = adoption(facts, work.merchants.count())
    return Figures(
        day=day,
        at=now,
        orders=facts.placed,
        delivered=len(facts.click_to_door_s),
        collected=facts.collected,
        at_table=facts.at_table,
        booked=facts.booked,
        came=facts.came,
        missed=facts.missed,
        late=facts.late,
        refunded=facts.refunded,
        click_to_door=click_to_door(facts.click_to_door_s),
        trade=Money(facts.trade_night_fen + facts.trade_day_fen, currency),
        night_share=night_share(facts),
        active_businesses=len(facts.cooking),
        adoption=rungs,
        employment=employment(facts, now),
        vouchers=Money(facts.vouchers_fen, currency),
        donations=Money(facts.donations_fen, currency),
        orders_by_hour=tuple(sorted(facts.by_hour.items())),
        delivered_by_hour=tuple(sorted(facts.delivered_by_hour.items())),
        funds=funds,
        aims=tuple(
            Aim(accord, measured)
            for accord in work.accords.all()
            if not accord.ended_at
            for measured in measured_today(work, accord, facts, rungs)
        ),
    )
