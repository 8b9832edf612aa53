"""What of the made-up past stands in the record: the shock, as the city's official enters it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yeshi.base.names import Name
from yeshi.flow.city import shocks
from yeshi.flow.engine import Engine
from yeshi.observatory.shock import ShockKind
from yeshi.people.actor import signed_in
from yeshi.people.person import CITY, Person, Role
from yeshi.twin.demo.past.days import shock_before

SHOCK = Name("夜市停业五周（虚构）", "Night markets closed for five weeks (made up)")
NOTE = (
    "演示城市的往昔是虚构的：堂食与摆摊停业，外卖也少了三分之一。 · "
    "The demo city's past is made up: counters closed, and a third fewer deliveries."
)


def first_day(engine: Engine) -> date:
    """The first business day that the city recorded; today's before there is any."""
    with engine.store.begin() as work:
        recorded = work.events.after(0, 1)
    return recorded[0].day if recorded else engine.terms.calendar.business_day(engine.clock.now())


def enter_shock(engine: Engine, people: Sequence[Person]) -> None:
    """Enter the shock, once; nothing where nobody may."""
    official = next((one for one in people if one.has(Role.OFFICIAL, CITY)), None)
    if official is None:
        return
    began, ended = shock_before(first_day(engine))
    by = engine.acting(signed_in(official))
    shocks.enter(by, "demo:past:shock", SHOCK, ShockKind.CLOSURE, began, ended, NOTE)
