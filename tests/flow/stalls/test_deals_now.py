"""Which of a stall's deals are shown, and at what price its dishes."""

from __future__ import annotations

from tests.builders import CALENDAR, SmallCity
from tests.flow.orders.deals import start
from tests.market.deals import by_hour, second, threshold
from tests.market.dishes import dish
from tests.records import EVENING, fen
from yeshi.flow.stalls import menus
from yeshi.flow.stalls.deals_now import DealsNow


def test_what_has_reached_its_limit_is_not_shown() -> None:
    """Neither the deal nor its price."""
    deals = (by_hour(2000, "a", id_="h"), second(5000), threshold((3000, 500)))
    item = dish("a", price=1000)
    now = DealsNow(deals)
    assert [one.id for one in now.on(EVENING, CALENDAR)] == ["h", "s", "t"]
    assert now.price(item, EVENING, CALENDAR) == fen(800)
    reached = DealsNow(deals, {"h": fen(0)})
    assert [one.id for one in reached.on(EVENING, CALENDAR)] == ["s", "t"]
    assert reached.price(item, EVENING, CALENDAR) is None
    assert DealsNow().price(item, EVENING, CALENDAR) is None


def test_the_page_of_a_stall_knows_what_is_left() -> None:
    """Until the limit of the night is reached by an order."""
    city = SmallCity().settle_in()
    city.fill()
    start(city, threshold((3000, 500), limit=fen(500)))

    def shown() -> list[str]:
        found = menus.stall(city.engine, "a")
        assert isinstance(found, menus.Stall)
        now = city.clock.now()
        return [one.kind.value for one in found.deals.on(now, city.calendar)]

    assert shown() == ["threshold"]
    city.place({"a1": 2})
    assert shown() == []
