"""The deals of the demo city: four of its stalls take something off themselves, one by the hour."""

from __future__ import annotations

from datetime import datetime, time

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.flow.engine import Engine
from yeshi.flow.stalls.dealing import start_deal
from yeshi.market.deal import Deal, DealKind, DealStep
from yeshi.market.hours import Hours
from yeshi.market.serving import Serving
from yeshi.twin.actors.kitchens import void

# So many hours from the one on in which the demo begins.
BY_HOUR = 6


def bargain(engine: Engine) -> None:
    """Start the deals there once; what a stall ended or started since stays so."""
    now, calendar = engine.clock.now(), engine.terms.calendar
    for stall, deal in _deals(engine.terms.currency, now, calendar).items():
        with engine.store.read() as work:
            found = work.merchants.get(stall)
        if found is not None and not found.deals:
            void(start_deal(engine, f"demo:deal:{stall}", stall, deal))


def _deals(currency: str, now: datetime, calendar: Calendar) -> dict[str, Deal]:
    """By the id of the stall what it takes off."""
    hour = calendar.local(now).hour
    begins, ends = time(hour), time((hour + BY_HOUR) % 24)
    steps = ((3000, 500), (6000, 1200))
    return {
        "noodle-dawn": Deal(
            id="",
            kind=DealKind.THRESHOLD,
            name=Name("满 30 减 5，满 60 减 12", "5 off from 30, 12 off from 60"),
            begins_at=now,
            steps=tuple(DealStep(Money(a, currency), Money(b, currency)) for a, b in steps),
            limit=Money(20_000, currency),
        ),
        "oolong-moon": Deal(
            id="",
            kind=DealKind.SECOND,
            name=Name("第二份半价", "Second at half price"),
            begins_at=now,
            off_bp=5000,
        ),
        "buns-rose": Deal(
            id="",
            kind=DealKind.HOURS,
            name=Name("限时 8 折", "20% off by the hour"),
            begins_at=now,
            off_bp=2000,
            when=Serving(hours=Hours(begins, ends)),
        ),
        "liu-tofu": Deal(
            id="",
            kind=DealKind.THRESHOLD,
            name=Name("满 40 减 6", "6 off from 40"),
            begins_at=now,
            steps=(DealStep(Money(4000, currency), Money(600, currency)),),
        ),
    }
