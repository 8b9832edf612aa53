"""A stall's printers are entered, tried and ended on their pages; the board says which stopped."""

from __future__ import annotations

from dataclasses import replace

from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.flow.stalls.test_dishes import COOK, OWNER
from tests.flow.stalls.test_printers import SAID, accept, enter
from tests.flow.stalls.test_slip_queue import comes_out, fails
from tests.market.dishes import EXTRAS
from tests.web.programmes.rooms import client_as, send
from tests.web.programmes.test_entry_pages import fields_of
from tests.web.stall.test_dishes_pages import mended
from yeshi.base.errors import PaperOut
from yeshi.flow.stalls import printers
from yeshi.flow.stalls.slip_queue import CameOut
from yeshi.market.printer import Coding, Printer, SlipKind

PAGE = "/kitchen/a/printers"
NEW = {
    "name": " Kitchen ", "address": "192.168.1.60", "port": "9101", "width_mm": "80",
    "coding": "gb2312", "prints-kitchen": "true", "prints-labels": "true",
}  # fmt: skip


def a_city() -> SmallCity:
    """Settled, with a customer who has money."""
    city = SmallCity().settle_in()
    city.fill()
    return city


def kept(city: SmallCity) -> list[Printer]:
    """The stall's printers."""
    return [one.printer for one in printers.printers_of(city.engine, "a")]


def post(client: TestClient, city: SmallCity, path: str, **fields: str) -> int:
    """The status of what a form leads to, before it is followed."""
    said = {"key": city.key(), **fields}
    return client.post(path, data=said, follow_redirects=False).status_code


def test_a_printer_is_entered_and_changed() -> None:
    """What is wrong stands beside its field, with what was typed still there."""
    city = a_city()
    client = client_as(city, OWNER)
    assert f"{PAGE}/new" in client.get(PAGE).text
    wrong = NEW | {"name": "", "address": "http://x", "port": "80"}
    page = send(
        client, city, f"{PAGE}/new", **{k: v for k, v in wrong.items() if k[:6] != "prints"}
    )
    assert mended(page) == {"name", "address", "port", "prints"}
    assert fields_of(page)["address"] == "http://x"
    page = send(client, city, f"{PAGE}/new", **NEW)
    assert "Kitchen" in page
    assert "Not tried yet" in page
    (one,) = kept(city)
    assert (one.name, one.host, one.port, one.width_mm) == ("Kitchen", "192.168.1.60", 9101, 80)
    assert one.prints == (SlipKind.KITCHEN, SlipKind.LABELS)
    assert one.coding is Coding.GB2312
    form = fields_of(client.get(f"{PAGE}/{one.id}").text)
    send(client, city, f"{PAGE}/{one.id}", **(form | {"name": "Bar", "key": city.key()}))
    assert kept(city)[0].said == replace(one.said, name="Bar")


def test_its_station_is_chosen_of_the_menus_categories() -> None:
    """What is ticked stays ticked."""
    city = a_city()
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("a1"), category=EXTRAS.name))
    client, word = client_as(city, OWNER), EXTRAS.name.zh
    assert word in client.get(f"{PAGE}/new").text
    send(client, city, f"{PAGE}/new", **NEW, **{"category-0": word})
    (one,) = kept(city)
    assert one.categories == (word,)
    form = client.get(f"{PAGE}/{one.id}").text
    assert fields_of(form)["category-0"] == word


def test_who_cooks_tries_it_and_sees_what_came_of_it() -> None:
    """And enters none, nor ends one."""
    city = a_city()
    id_ = enter(city)
    cook = client_as(city, COOK)
    assert "Not tried yet" in cook.get(PAGE).text
    assert post(cook, city, f"{PAGE}/{id_}/try") == 303
    fails(city, PaperOut("no"))
    page = cook.get(f"{PAGE}/part").text
    assert "out of paper" in page
    assert "Slips waiting: 1." in page
    city.wait(1)
    comes_out(city, CameOut.HANDED_OVER)
    page = cook.get(PAGE).text
    assert "does not say whether paper came out" in page
    assert "Printed" in page
    assert f"{PAGE}/new" not in page
    assert post(cook, city, f"{PAGE}/{id_}/end") in (403, 404)
    assert cook.get(f"{PAGE}/{id_}").status_code in (403, 404)
    assert len(kept(city)) == 1


def test_it_is_ended() -> None:
    """And gone."""
    city = a_city()
    id_ = enter(city)
    owner = client_as(city, OWNER)
    assert post(owner, city, f"{PAGE}/{id_}/end") == 303
    assert kept(city) == []
    assert owner.get(f"{PAGE}/{id_}").status_code == 409
    assert "There is no printer yet" in owner.get(PAGE).text


def test_the_board_says_what_stopped_and_what_waits() -> None:
    """In one line, until it prints."""
    city = a_city()
    enter(city, replace(SAID, name="Bar"))
    cook = client_as(city, COOK)
    assert "waiting" not in cook.get("/kitchen/a/part").text
    accept(city, city.place({"a1": 1}), city.place({"a1": 2}))
    fails(city, PaperOut("no"))
    board = cook.get("/kitchen/a/part").text
    assert "out of paper" in board
    assert "Slips waiting: 2." in board
    city.wait(1)
    comes_out(city)
    assert "out of paper" not in cook.get("/kitchen/a/part").text


def test_a_key_that_was_used_enters_nothing_twice() -> None:
    """A double tap is one printer."""
    city = a_city()
    client = client_as(city, OWNER)
    for _ in range(2):
        client.post(f"{PAGE}/new", data={"key": "same", **NEW})
    assert len(kept(city)) == 1
    done(printers.try_printer(city.by(COOK), city.key(), "a", kept(city)[0].id))
