"""Who sits at a table puts what they choose on its list."""

from __future__ import annotations

from tests.flow.orders.tables import city_of, code
from tests.web.shop.test_table_pages import phone, sat
from yeshi.flow.orders.tab_seen import TabSeen, tab_of


def test_what_a_phone_chooses_is_on_the_list_of_its_table() -> None:
    """Not in its basket."""
    city = city_of()
    client = phone(city)
    table = sat(client, city, "a1", "a2")
    found = tab_of(city.engine, "nobody", table)
    assert isinstance(found, TabSeen)
    assert found.tab
    assert [one.written for one in found.tab.wanted] == ["a1", "a2"]
    assert found.me is None
    assert table == code(city)
