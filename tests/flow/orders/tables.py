"""A city in which some sit at a table."""

from __future__ import annotations

from tests.builders import SmallCity, done
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import collecting, seating, sending
from yeshi.flow.orders.sending import TableRound
from yeshi.flow.orders.tab_settling import payable
from yeshi.flow.ports import Store
from yeshi.flow.stalls import tables
from yeshi.flow.stalls.tables import OfMarket, OfStall
from yeshi.orders.tab import Tab
from yeshi.orders.tab_paying import LineAt

GUESTS = ("li", "wu", "zhao")


def city_of(store: Store | None = None) -> SmallCity:
    """The small city with tables at stall a and at the market, and guests who have money."""
    city = (SmallCity(store) if store else SmallCity()).settle_in()
    done(tables.set_tables(city.engine, city.key(), OfStall("a"), 3))
    done(tables.set_tables(city.engine, city.key(), OfMarket("m"), 2))
    for guest in GUESTS:
        city.fill(guest, 20_000)
    return city


def code(city: SmallCity, place: str = "a", number: int = 1) -> str:
    """What the code on that table leads to."""
    found = tables.tables_of(city.engine, place)
    return next(one.id for one in found if one.number == number)


def want(city: SmallCity, guest: str, table: str, basket: dict[str, int]) -> str:
    """Have a guest want that; the tab's id."""
    return done(seating.want(city.engine, city.key(), guest, table, basket))["tab"]


def send(
    city: SmallCity, guest: str, table: str, way: PaidBy | None = None, mine: bool = False
) -> str:
    """Have a guest send what is wanted; the order's id."""
    sending_ = TableRound(way=way, mine=mine)
    return done(sending.send(city.engine, city.key(), guest, table, sending_))["order"]


def serve(city: SmallCity, order: str) -> None:
    """Have its stalls make it and bring it to the table."""
    city.cook(order)
    for ticket in city.order(order).live_tickets:
        done(collecting.hand_over(city.engine, city.key(), ticket.merchant, order))


def tab(city: SmallCity, id_: str) -> Tab:
    """The tab as it stands."""
    with city.store.begin() as work:
        return work.tabs.must(id_)


def unpaid(city: SmallCity, order: str, merchant: str | None = None) -> list[LineAt]:
    """What of the order can be paid."""
    return payable(city.order(order), merchant)
