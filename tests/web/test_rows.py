"""What a page reads does not grow with the city."""

from __future__ import annotations

from bench.growth.city import Size, grow, pages, some
from bench.growth.reading import counting
from tests.conftest import fresh_database
from tests.web.test_api import client_of
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.web.frame.desk import Desk

SMALL = Size(stalls=40, dishes=6, orders=40)
# Rows that one page, or one page of a list, may read, however large the city.
ROWS_MAX = 450
LISTS = ("/api/merchants", "/api/couriers", "/api/control", "/api/merchants?limit=60&after=s1")


def rows_read(url: str, size: Size) -> dict[str, int]:
    """How many rows each page of a city of that size reads, in a process that has served before.

    A process reads the record of the day once; what it computed is forgotten before each page.
    """
    store = PostgresStore(open_pool(url), "CNY")
    try:
        found = {}
        with (
            client_of(grow(store, size), at=list(some(size).values())) as client,
            counting() as rows,
        ):
            desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
            client.get("/city")
            for page in (*pages(size), *LISTS):
                desk.answers.forget()
                rows.reset()
                assert client.get(page).status_code == 200, page
                found[page] = rows.count
        return found
    finally:
        store.close()


def test_a_city_ten_times_as_large_is_read_no_more(server: str, template: str) -> None:
    """Each page and list reads at most so many rows."""
    large = SMALL.times(10)
    with fresh_database(server, template) as url:
        read = rows_read(url, large)
    assert len(read) > 12
    # What these show cannot be told without any: the rows are counted.
    assert min(read["/"], read["/control"], read["/api/merchants"]) > 50
    assert {page: rows for page, rows in read.items() if rows > ROWS_MAX} == {}
