"""A stall's menu from a file: read into a table, corrected, put online; nothing before that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.test_api import client_of
from yeshi.base.refused import Refused
from yeshi.menus.rows import Box, Cell, MenuRow, Stood
from yeshi.menus.sheet import BadCell, MenuRead
from yeshi.web.frame.menu_reading import (
    NoMenuRead,
    NoReading,
    ReadingBegun,
    ReadMenu,
    StillReading,
)
from yeshi.wiring.menus import sheet_reading

ROWS = (
    MenuRow(
        Cell("粉面"), Cell("酸辣粉", 0.5), Cell(), Cell("12"), Stood(box=Box(0.1, 0.2, 0.3, 0.4))
    ),
    MenuRow(Cell("粉面"), Cell("<b>粉"), Cell("大份"), Cell("", 0.0), Stood()),
)
READ = ReadMenu(
    MenuRead(ROWS, (BadCell("菜单", "B7", "时价", "unread_price"),), ("主厨",)), b"\xff\xd8"
)
SHEET = "菜名,价格\n酸辣粉,12\n"
PAGE = "/kitchen/a/menu"


class Reads:
    """Reads that of any file, or what is in it; as long as it is `slow`, in the background."""

    def __init__(self, told: ReadMenu | Refused | None, slow: bool = False) -> None:
        self._told, self.slow = told, slow
        self._really = sheet_reading()

    def bring(
        self, merchant: str, data: bytes, currency: str, language: str
    ) -> ReadMenu | ReadingBegun | Refused:
        """What was read, or that it is being."""
        if self.slow:
            return ReadingBegun("r1")
        told = self._told or self._really((data, currency, language))
        return replace(told, id="r1") if isinstance(told, ReadMenu) else told

    def look(self, merchant: str, reading: str) -> ReadMenu | StillReading | Refused:
        """What came of it."""
        if (merchant, reading) != ("a", "r1") or self._told is None:
            return Refused(NoReading())
        return StillReading(7.4) if self.slow else self._told


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A client of everybody, in a city that reads menus by itself."""
    with client_of(city) as client:
        reads(client, None)
        client.headers["Accept-Language"] = "en"
        yield client


def reads(client: TestClient, told: ReadMenu | Refused | None) -> None:
    """Have the city read that of any file; None: what is in it."""
    state = client.app.state  # type: ignore[attr-defined]
    state.desk = replace(state.desk, menu_reader=Reads(told))


def bring(client: TestClient, data: bytes) -> str:
    """The page after a file was brought."""
    return client.post(f"{PAGE}/read", files={"file": ("menu", data)}).text


def sold(city: SmallCity) -> set[str]:
    """What the stall sells."""
    with city.store.read() as work:
        return {item.name.zh for item in work.items.of_merchant("a")}


def test_what_was_read_is_a_table_to_correct_and_changes_nothing(
    city: SmallCity, client: TestClient
) -> None:
    """Doubtful cells marked, the photo beside, bad cells and columns told; texts as they are."""
    before = sold(city)
    reads(client, READ)
    page = bring(client, b"any")
    assert "2 rows, 2 of them" in page
    assert 'data-box="0.1 0.2 0.3 0.4"' in page
    assert "data:image/jpeg;base64,/9g=" in page
    assert page.count("doubtful") == 2
    assert "Row 1 Dish · Please check" in page
    assert "&lt;b&gt;粉" in page
    assert "菜单 B7: 时价 is no price" in page
    assert "Columns that were not understood: 主厨" in page
    assert sold(city) == before


def test_a_photo_is_waited_for_at_an_address_of_its_own(client: TestClient) -> None:
    """It says so until it is read; another's is not there."""
    state = client.app.state  # type: ignore[attr-defined]
    slow = Reads(READ, slow=True)
    state.desk = replace(state.desk, menu_reader=slow)
    waits = client.post(f"{PAGE}/read", files={"file": ("menu", b"any")})
    assert (waits.status_code, waits.url.path) == (202, f"{PAGE}/read/r1")
    assert "7 s so far" in waits.text
    slow.slow = False
    page = client.get(waits.url.path)
    assert page.status_code == 200
    assert 'value="酸辣粉"' in page.text
    assert 'name="why"' not in page.text
    gone = client.get("/kitchen/b/menu/read/r1")
    assert gone.status_code == 404
    assert "no longer here" in gone.text


def test_the_address_of_the_form_alone_leads_to_it(client: TestClient) -> None:
    """It ended in 405 for who went back to it."""
    assert client.get(f"{PAGE}/read").url.path == PAGE


def test_a_table_goes_online_once_and_twice_changes_nothing(
    city: SmallCity, client: TestClient
) -> None:
    """And customers see it."""
    page = bring(client, SHEET.encode())
    assert 'value="酸辣粉"' in page
    for key, told in (
        ("1", "Online: 1 new, 0 changed"),
        ("2", "Online: 0 new, 0 changed, 1 as"),
    ):
        row = {"name-0": "酸辣粉", "size-0": "", "price-0": "12", "name-1": "", "price-1": ""}
        assert told in client.post(PAGE, data={"key": key, **row}).text
    assert "酸辣粉" in client.get("/stalls/a", headers={"Accept-Language": "zh"}).text
    assert "On sale already" in bring(client, SHEET.encode())


def test_sizes_go_online_as_one_dish_in_the_category_that_was_typed(
    city: SmallCity, client: TestClient
) -> None:
    """Read of a sheet, and put online as the page has it."""
    sheet = "分类,菜名,规格,价格\n粉面,酸辣粉,小份,12\n粉面,酸辣粉,大份,15\n饮料,豆浆,,3\n"
    page = bring(client, sheet.encode())
    assert 'value="粉面"' in page
    assert 'name="part-2" value="1"' in page
    row = {"name-0": "酸辣粉", "size-0": "小份", "price-0": "12", "part-0": "0", "key": "k"}
    more = {"name-1": "酸辣粉", "size-1": "大份", "price-1": "15", "part-1": "0"}
    answer = client.post(PAGE, data={**row, **more, "category-0": "米粉"})
    assert "Online: 1 new" in answer.text
    shop = client.get("/stalls/a").text
    assert "酸辣粉" in shop
    assert "米粉" in shop
    assert "酸辣粉（" not in shop
    with city.store.read() as work:
        [dish] = [one for one in work.items.of_merchant("a") if one.name.zh == "酸辣粉"]
    assert [one.more.fen for one in dish.groups[0].choices] == [0, 300]
    sheet = sheet.replace("粉面", "米粉").replace("大份,15", "大份,16")
    page = bring(client, (sheet + "米粉,酸辣粉,特大,20\n").encode())
    for told in ("On sale already", "Costs ¥15.00 now", "A new size", "New"):
        assert told in page


def test_a_price_that_is_none_is_told_and_nothing_is_lost(
    city: SmallCity, client: TestClient
) -> None:
    """What was typed stands there still, and nothing is online."""
    row = {"name-0": "酸辣粉", "size-0": "大份", "price-0": "时价", "name-1": "汤", "price-1": "3"}
    row |= {"part-0": "0", "part-1": "0", "category-0": "粉面"}
    answer = client.post(PAGE, data={"key": "k", **row})
    assert answer.status_code == 422
    assert "Row 1 needs a price" in answer.text
    for value in ("酸辣粉", "大份", "时价", "汤", "粉面"):
        assert f'value="{value}"' in answer.text
    assert "汤" not in sold(city)


def test_a_refused_table_keeps_its_photo_and_what_is_doubtful(client: TestClient) -> None:
    """What was corrected is doubtful no more; rows without anything are not counted as read."""
    reads(client, READ)
    page = client.get(f"{PAGE}/read/r1").text
    assert '<input type="hidden" name="reading" value="r1">' in page
    row = {"name-0": "酸辣粉", "price-0": "时价", "name-1": "米粉", "size-1": "大份", "price-1": ""}
    blank = {"name-2": "", "size-2": "", "price-2": "", "part-2": "1", "category-1": ""}
    sent = {"key": "k", "reading": "r1", "part-0": "0", "part-1": "0", "category-0": "粉面"}
    for _ in range(2):
        told = client.post(PAGE, data={**row, **blank, **sent})
        assert told.status_code == 422
        assert "2 rows, 2 of them to compare" in told.text
        assert "data:image/jpeg;base64,/9g=" in told.text
        assert 'data-box="0.1 0.2 0.3 0.4"' in told.text
        assert "Row 1 Dish · Please check" in told.text
        assert "Row 2 Price · Please check" in told.text
        assert "Row 2 Dish · Please check" not in told.text
        assert 'name="name-5"' not in told.text
    gone = client.post(PAGE, data={**row, **blank, **sent, "reading": "long-ago"}).text
    assert "2 rows." in gone
    assert "read clearly" not in gone
    assert "compare with the menu in your hand" in gone
    assert 'value="时价"' in gone


def test_a_refused_table_keeps_the_bad_cells_of_its_spreadsheet(client: TestClient) -> None:
    """With the columns that were left aside; no photo is missed where there was none."""
    read = replace(READ, view=b"")
    reads(client, read)
    assert '<input type="hidden" name="reading" value="r1">' in bring(client, b"any")
    row = {"name-0": "酸辣粉", "price-0": "时价", "part-0": "0", "category-0": "粉面"}
    told = client.post(PAGE, data={"key": "k", "reading": "r1", **row})
    assert told.status_code == 422
    assert "菜单 B7: 时价 is no price" in told.text
    assert "Columns that were not understood: 主厨" in told.text
    assert "was not kept" not in told.text


def test_a_file_that_is_no_menu_is_refused_on_the_form(client: TestClient) -> None:
    """In a sentence, in the language of the page."""
    assert "is no photo" in bring(client, b"\0\1\2\xff")
    assert "the file is empty" in bring(client, b"")
    client.headers["Accept-Language"] = "zh"
    assert "既不是照片" in bring(client, b"\0\1\2\xff")
    reads(client, Refused(NoMenuRead("没有")))
    assert "没有" in bring(client, b"x")


def test_what_is_too_large_is_not_even_read(client: TestClient) -> None:
    """Beyond twelve megabytes."""
    answer = client.post(f"{PAGE}/read", files={"file": ("menu", b"x" * 13 * 1024**2)})
    assert answer.status_code == 413


def test_the_template_is_read_as_it_is_filled_in(client: TestClient) -> None:
    """In both languages."""
    for language, name in (("zh", "酸辣粉"), ("en", "Hot and sour noodles")):
        client.headers["Accept-Language"] = language
        sheet = client.get(f"{PAGE}/template")
        assert sheet.headers["content-type"].startswith("text/csv")
        assert bring(client, sheet.content).count(f'value="{name}"') == 2
