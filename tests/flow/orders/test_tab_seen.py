"""What a table sees of its tab, and a stall of its tables."""

from __future__ import annotations

from tests.builders import SmallCity, done
from tests.flow.orders.deals import start
from tests.flow.orders.tables import city_of, code, send, serve, want
from tests.market.deals import threshold
from yeshi.base.refused import Refused, Unknown
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import sending
from yeshi.flow.orders.sending import TableRound
from yeshi.flow.orders.tab_seen import TabSeen, seat_of, tab_of, tabs_of_stall


def seen(city: SmallCity, guest: str, table: str) -> TabSeen:
    """What that guest sees."""
    found = tab_of(city.engine, guest, table)
    assert isinstance(found, TabSeen)
    return found


def test_a_guest_sees_what_is_whose() -> None:
    """Before it is sent, and after."""
    city, table = (city := city_of()), code(city)
    want(city, "li", table, {"a1": 2})
    want(city, "wu", table, {"a2": 1})
    found = seen(city, "wu", table)
    assert (found.me, found.to_send, found.mine_to_send) == (2, city.money(6100), city.money(3000))
    assert found.others_want
    assert found.ways[0] is PaidBy.TAB
    order = send(city, "wu", table)
    assert seen(city, "wu", table).unpaid == ()
    serve(city, order)
    found = seen(city, "wu", table)
    assert found.sum_of(found.mine_unpaid) == city.money(3000)
    assert found.left == found.sum_of(found.unpaid) == city.money(6100)
    assert seen(city, "zhao", table).me is None


def test_what_is_shown_is_after_deals_and_can_be_sent_so() -> None:
    """All of it and one's own alone, each by the steps that it reaches."""
    city, table = (city := city_of()), code(city)
    start(city, threshold((3000, 500), (6000, 1200)))
    want(city, "li", table, {"a1": 2})
    want(city, "wu", table, {"a2": 1})
    found = seen(city, "wu", table)
    assert (found.dealt, found.mine_dealt) == (city.money(1200), city.money(500))
    assert (found.to_send, found.mine_to_send) == (city.money(4900), city.money(2500))
    mine = TableRound(mine=True, amount=found.mine_to_send)
    order = done(sending.send(city.engine, city.key(), "wu", table, mine))["order"]
    assert city.order(order).bill.total == city.money(2500)
    left = seen(city, "wu", table)
    assert (left.to_send, left.mine_dealt) == (city.money(2600), city.money(0))
    every = TableRound(amount=left.to_send)
    order = done(sending.send(city.engine, city.key(), "wu", table, every))["order"]
    assert city.order(order).bill.total == city.money(2600)


def test_a_seat_has_what_its_guest_wants() -> None:
    """Of who has not sat down, nothing."""
    city = city_of()
    table = code(city, "m")
    opened = want(city, "li", table, {"a1": 2})
    seat = seat_of(city.engine, "li", table)
    assert seat
    assert (seat.tab, seat.basket, seat.menu) == (opened, {"a1": 2}, "/markets/m")
    other = seat_of(city.engine, "wu", table)
    assert other
    assert (other.tab, other.basket) == (None, {})
    assert seat_of(city.engine, "li", "none") is None
    assert tab_of(city.engine, "li", "none") == Refused(Unknown("table", "none"))


def test_a_stall_sees_its_own_part_of_its_markets_tables() -> None:
    """And all tables of its own, also where nothing is ordered yet."""
    city = city_of()
    want(city, "li", code(city, "m"), {"a1": 1, "b1": 1})
    order = send(city, "li", code(city, "m"))
    serve(city, order)
    want(city, "wu", code(city), {"a2": 1})
    of_stall, of_market = tabs_of_stall(city.engine, "a")
    assert of_stall.lines == ()
    assert of_market.unpaid == of_market.amount == city.money(1550)
    assert of_market.is_served
    [only] = tabs_of_stall(city.engine, "b")
    assert [one.at.merchant for one in only.payable] == ["b"]
