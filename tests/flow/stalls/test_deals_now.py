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


def test_what_is_left_has_to_be_enough_for_the_least_that_comes_off() -> None:
    """Two yuan are none of "30 minus 5"; of a dish it depends on the menu."""
    steps, half = threshold((3000, 500), (6000, 1200)), second(5000)
    menu = [dish("a", price=1000)]

    def shown(left: int) -> list[str]:
        now = DealsNow((steps, half), {"t": fen(left), "s": fen(left)})
        return [one.id for one in now.on(EVENING, CALENDAR, menu)]

    assert shown(499) == []
    assert shown(500) == ["t", "s"]
    unknown = DealsNow((half,), {"s": fen(1)})
    assert unknown.on(EVENING, CALENDAR) == [half]


def test_in_public_there_is_no_limit() -> None:
    """Nor how much is left of it, nor a deal that is used up."""
    deals = (threshold((3000, 500), limit=fen(900)), by_hour(2000, limit=fen(900)))
    shown = DealsNow(deals, {"t": fen(400), "h": fen(400)}).in_public()
    assert [(one.id, one.limit) for one in shown.deals] == [("h", None)]
    assert shown.left == {}


def test_cards_know_what_is_left() -> None:
    """As the page of the stall does."""
    city = SmallCity().settle_in()
    city.fill()
    start(city, threshold((3000, 500), limit=fen(800)))

    def shown() -> list[str]:
        (card,) = menus.of_ids(city.engine, ["a"])
        return [one.kind.value for one in card.deals.on(city.clock.now(), city.calendar)]

    assert shown() == ["threshold"]
    city.place({"a1": 2})
    assert shown() == []


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
