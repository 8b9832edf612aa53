"""Slips are shown for the browser to print, and printed again by the stall's printers."""

from __future__ import annotations

import pytest

from tests.flow.orders.test_slips import EVERY
from tests.flow.stalls.test_dishes import COOK
from tests.flow.stalls.test_printers import NEIGHBOUR, accept, enter
from tests.flow.stalls.test_slip_queue import comes_out
from tests.web.programmes.rooms import client_as
from tests.web.stall.test_printers_pages import a_city, post
from yeshi.base.ids import short
from yeshi.market.printer import OF_ORDERS


@pytest.mark.parametrize("kind", OF_ORDERS)
@pytest.mark.parametrize("width", ["58", "80"])
def test_each_slip_is_shown(kind: str, width: str) -> None:
    """On both widths of paper, led to from the board."""
    city = a_city()
    order = city.place({"a1": 2})
    cook = client_as(city, COOK)
    assert f"/kitchen/a/{order}/slip" in cook.get("/kitchen/a/part").text
    page = cook.get(f"/kitchen/a/{order}/slip?kind={kind}&width={width}")
    assert page.status_code == 200
    assert short(order) in page.text
    assert f"wide-{width}" in page.text
    assert "/print" not in page.text.replace("print.js", "")


def test_nobody_else_sees_it_and_nothing_else_is_asked_for() -> None:
    """Neither neighbours nor visitors; no kind or width that there is not."""
    city = a_city()
    order, other = city.place({"a1": 1}), city.place({"b1": 1})
    path = f"/kitchen/a/{order}/slip"
    assert client_as(city, NEIGHBOUR).get(path).status_code == 404
    cook = client_as(city, COOK)
    assert cook.get(f"/kitchen/a/{other}/slip").status_code == 404
    assert cook.get(f"{path}?kind=trial").status_code == 422
    assert cook.get(f"{path}?width=70").status_code == 422
    cook.cookies.clear()
    assert cook.get(path, follow_redirects=False).status_code == 303


def test_it_is_printed_again() -> None:
    """And the page tells what came of it; without a printer for it, why not."""
    city = a_city()
    order = city.place({"a1": 1})
    accept(city, order)
    cook = client_as(city, COOK)
    path = f"/kitchen/a/{order}/print"
    answer = cook.post(path, data={"key": city.key(), "kind": "bill"})
    assert "No printer prints such slips" in answer.text
    enter(city, EVERY)
    assert post(cook, city, path, kind="bill") == 303
    page = cook.get(f"/kitchen/a/{order}/slip?kind=bill").text
    assert "Waits" in page
    comes_out(city)
    assert "Printed 20:00" in cook.get(f"/kitchen/a/{order}/slip?kind=bill").text
    assert post(cook, city, path, kind="trial") == 422


def test_a_page_speaks_its_readers_language() -> None:
    """The paper of printers is Chinese; a page is as one reads it."""
    city = a_city()
    order = city.place({"a1": 1})
    cook = client_as(city, COOK)
    assert "Ordered 20:00" in cook.get(f"/kitchen/a/{order}/slip").text
    cook.headers["accept-language"] = "zh"
    assert "下单 20:00" in cook.get(f"/kitchen/a/{order}/slip").text
