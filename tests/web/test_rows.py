"""What a page reads does not grow with the city."""

from __future__ import annotations

from bench.growth.city import Size, grow, pages
from bench.growth.reading import counting
from tests.conftest import fresh_database
from tests.web.test_api import client_of
from yeshi.adapters.postgres.store import PostgresStore, open_pool

SMALL = Size(stalls=40, dishes=6, orders=40)
# Rows that one page may read, however large the city; and those that tell of all who are out.
ROWS_MAX = 400
OF_ALL_WHO_ARE_OUT = {"/control/map"}


def rows_read(url: str, size: Size) -> dict[str, int]:
    """How many rows each page of a city of that size reads."""
    store = PostgresStore(open_pool(url), "CNY")
    try:
        found = {}
        with client_of(grow(store, size)) as client, counting() as rows:
            for page in pages(size):
                rows.reset()
                assert client.get(page).status_code == 200, page
                found[page] = rows.count
        return found
    finally:
        store.close()


def test_a_city_ten_times_as_large_is_read_no_more(server: str, template: str) -> None:
    """Each page but those that tell of all who are out reads at most so many rows."""
    large = SMALL.times(10)
    with fresh_database(server, template) as url:
        read = rows_read(url, large)
    bounded = {page: rows for page, rows in read.items() if page not in OF_ALL_WHO_ARE_OUT}
    assert len(bounded) > 6
    assert {page: rows for page, rows in bounded.items() if rows > ROWS_MAX} == {}
