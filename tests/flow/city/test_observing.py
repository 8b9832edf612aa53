"""The city's figures of a day are what its books moved."""

from __future__ import annotations

from tests.builders import CALENDAR, SmallCity, done
from yeshi.base.money import Money
from yeshi.flow.city.observing import Figures, facts_of, figures
from yeshi.flow.orders import ordering
from yeshi.flow.programmes import donating
from yeshi.ledger import accounts
from yeshi.observatory.facts import Facts


def told(city: SmallCity) -> Figures:
    """What /city says of the day under way."""
    day = CALENDAR.business_day(city.clock.now())
    with city.store.begin() as work:
        return figures(city.engine, work, day, facts_of(work, Facts(calendar=CALENDAR, day=day)))


def test_a_stall_that_gives_all_it_can_gives_what_the_platform_left_it() -> None:
    """Of 16.50 sold the platform keeps 0.99: the fund got 15.51, and so it is told."""
    city = SmallCity().settle_in()
    city.fill()
    with city.store.begin() as work:
        programme = work.programmes.all()[0].id
    fund = city.balance(accounts.programme(programme))
    done(donating.give_per_order(city.engine, city.key(), "a", programme, Money(5_000, "CNY")))
    quote = city.quote({"a1": 1}, donate=False)
    order = done(ordering.place(city.engine, city.key(), "c", quote))["order"]
    city.cook(order)
    city.bring(order)
    assert city.balance(accounts.programme(programme)) - fund == 1551
    assert told(city).donations == Money(1551, "CNY")
