"""Sheets of codes: each leads where it hangs."""

from __future__ import annotations

from tests.flow.orders.tables import city_of, code
from tests.web.test_api import client_of
from yeshi.base.names import Name
from yeshi.web.frame.code_sheets import sheet_of


def test_each_table_has_a_code_of_its_own() -> None:
    """The front's and the till's lead to the menu."""
    city = city_of()
    desk = client_of(city).app.state.desk  # type: ignore[attr-defined]
    sheet = sheet_of(desk, "en", Name("甲", "A"), "a", "/stalls/a")
    front, *tables = sheet.labels
    assert sheet.address == front.address == f"{desk.site.address}/stalls/a"
    assert [one.text for one in tables] == ["Table 1", "Table 2", "Table 3"]
    assert tables[1].address == f"{desk.site.address}/tables/{code(city, number=2)}"
