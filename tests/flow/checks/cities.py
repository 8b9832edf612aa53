"""A city with an order in each state, two that ended, a lot that was drawn; and what is found in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.builders import SmallCity, done
from yeshi.base.names import Name
from yeshi.flow import due
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.orders import calling_off, cooking, delivering, dispatching
from yeshi.flow.ports import Store, Work
from yeshi.flow.stalls import listing, running
from yeshi.flow.vouchers import claiming, launching
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Lot


def busy_city(store: Store | None = None) -> tuple[SmallCity, dict[str, str]]:
    """The city, and its orders by how they stand."""
    city = SmallCity(store) if store else SmallCity()
    city.settle_in().fill()
    engine = city.engine
    for item in ("a2", "b2"):
        done(listing.restock(engine, city.key(), item[0], item, 9))
    draw_a_lot(city)
    orders = {"settled": city.place({"a1": 1, "a2": 1})}
    city.cook(orders["settled"])
    city.bring(orders["settled"])
    orders["cancelled"] = city.place({"b2": 2})
    done(calling_off.call_off_order(engine, city.key(), "c", orders["cancelled"]))
    orders["half"] = city.place({"a1": 1, "b2": 1})
    done(cooking.reject(engine, city.key(), "b", orders["half"], "gone"))
    orders["carried"] = city.place({"a1": 2})
    city.cook(orders["carried"])
    dispatching.tick(engine, "city")
    courier = city.order(orders["carried"]).courier or ""
    done(delivering.collect(engine, city.key(), courier, orders["carried"]))
    done(listing.take_orders(engine, city.key(), "r", False))
    done(running.reprice(engine, city.key(), "b", "b1", city.money(1700)))
    orders["placed"] = city.place({"b1": 1})
    return city, orders


def draw_a_lot(city: SmallCity) -> None:
    """One voucher, two who claimed it; the winner spends it."""
    now = city.clock.now()
    lot = Campaign(
        id="lot",
        name=city_name("lot"),
        threshold=city.money(1000),
        off=city.money(1200),
        begins_at=now,
        ends_at=now + timedelta(days=1),
        lot=Lot(1, now + timedelta(minutes=1)),
    )
    done(launching.launch_campaign(city.engine, city.key(), lot))
    done(launching.fund_campaign(city.engine, city.key(), "lot", city.money(5000)))
    for customer in ("c", "d"):
        city.fill(customer)
        done(claiming.claim(city.engine, city.key(), customer, "lot"))
    city.wait(1)
    due.carry_out(city.engine, due.LOTS)
    with city.store.begin() as work:
        (winner,) = [one.customer for one in work.claims.of("lot") if one.won]
    city.place({"a1": 1}, winner)


def city_name(word: str) -> Name:
    """The word as a name in both languages."""
    return Name(word, word)


def rules(city: SmallCity, part: int = 1000) -> set[str]:
    """The rules that do not hold."""
    with city.store.begin() as work:
        return {one.rule for one in breaches_of(work, part=part)}


def spoilt(spoil: Callable[[Work, dict[str, str]], object]) -> set[str]:
    """The rules that do not hold once the city was spoilt behind flow's back."""
    city, orders = busy_city()
    with city.store.begin() as work:
        spoil(work, orders)
    return rules(city)
