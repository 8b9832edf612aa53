"""Campaigns with rules in the small city, and what a customer has of them."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import DOOR, SmallCity, done
from yeshi.base.names import Name
from yeshi.flow.orders import quoting
from yeshi.flow.orders.quoting import OnTop, Wish
from yeshi.flow.people import entering
from yeshi.flow.vouchers import launching
from yeshi.people.person import Person
from yeshi.people.shopper import Shopper
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.rules import Rules
from yeshi.vouchers.tally import Tally

# Seven off from ten yuan: more than any other voucher takes off one dish of the small city.
OFF = 700
DISH = {"a1": 1}


def launch(
    city: SmallCity, id_: str, rules: Rules | None, fund: int = 70_000, word: str = ""
) -> None:
    """A week of a campaign with those rules, and so much money in it."""
    now = city.clock.now()
    campaign = Campaign(
        id=id_, name=Name(id_, id_), threshold=city.money(1000), off=city.money(OFF),
        begins_at=now, ends_at=now + timedelta(days=7), rules=rules,
    )  # fmt: skip
    done(launching.launch_campaign(city.engine, city.key(), campaign, word))
    if fund:
        done(launching.fund_campaign(city.engine, city.key(), id_, city.money(fund)))


def wish(wanted: dict[str, int], campaign: str | None, customer: str = "c") -> Wish:
    """To the door."""
    return Wish(customer, wanted, DOOR, None, OnTop(campaign))


def quoted(
    city: SmallCity, campaign: str | None, customer: str = "c", wanted: dict[str, int] | None = None
) -> str:
    """A quote with that campaign."""
    asked = wish(wanted or DISH, campaign, customer)
    return done(quoting.ask_quote(city.engine, city.key(), asked))["quote"]


def taken(city: SmallCity, customer: str = "c", wanted: dict[str, int] | None = None) -> str | None:
    """The campaign that a quote takes of who names none."""
    quote = quoted(city, None, customer, wanted)
    with city.store.read() as work:
        return work.quotes.must(quote).campaign


def tally(city: SmallCity, id_: str) -> Tally:
    """What was counted."""
    with city.store.read() as work:
        return work.tallies.must(id_)


def join(city: SmallCity, *customers: str) -> None:
    """Have those customers be one person, the first the main one."""
    person = Person("li", "Li", (), None)
    entering.enter_person(city.engine, city.key(), person)
    with city.store.begin() as work:
        for number, one in enumerate(customers):
            work.shoppers.add(Shopper(one, person.id, main=number == 0, since=city.clock.now()))
