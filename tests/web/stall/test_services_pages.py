"""What can be booked at a shop is entered, said anew, and ended on its owner's pages."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.visits.shops import BarberCity
from tests.web.shop.test_table_pages import sends
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore

HERE = "/kitchen/a/services"
CUT = {
    "name_zh": "剪发", "name_en": "haircut", "sort": "barber", "minutes": "30", "between": "5",
    "price": "30",
}  # fmt: skip


def owner(city: SmallCity) -> TestClient:
    """The owner's phone, in English."""
    client = client_of(city)
    client.headers["accept-language"] = "en"
    client.follow_redirects = False
    return client


def test_a_shop_begins_with_its_seats() -> None:
    """Then a service takes one of them."""
    city = SmallCity().settle_in()
    client = owner(city)
    assert "Nothing can be booked here yet" in client.get(HERE).text
    assert "Enter seats" in client.get(f"{HERE}/new").text
    said = {"name_zh": "椅", "name_en": "", "seats_count": "2", "day-0": "true"}
    assert sends(client, "/kitchen/a/seats/new", "/kitchen/a/seats/new", **said) == (303, HERE)
    with city.store.begin() as work:
        [pool] = work.seat_pools.of("a")
    assert (pool.name.en, pool.count, pool.days_off) == ("椅", 2, (0,))
    more = CUT | {"seat_pool": pool.id}
    assert sends(client, f"{HERE}/new", f"{HERE}/new", **more) == (303, HERE)
    with city.store.begin() as work:
        [service] = work.services.offered_by(["a"])
    assert (service.name.en, service.price.fen, service.between) == ("haircut", 3000, 5)


def test_what_cannot_be_stands_beside_its_field() -> None:
    """With all that was typed."""
    city = BarberCity(MemoryStore("CNY"))
    client = owner(city)
    wrong = CUT | {"minutes": "0", "price": "", "key": "k", "seat_pool": city.chairs}
    answer = client.post(f"{HERE}/new", data=wrong)
    assert answer.status_code == 422
    assert 'id="mend-minutes"' in answer.text
    assert 'id="mend-price"' in answer.text
    assert 'value="haircut"' in answer.text
    all_off = {f"day-{day}": "true" for day in range(7)}
    said = {"name_zh": "椅", "seats_count": "2", "key": "k", **all_off}
    answer = client.post("/kitchen/a/seats/new", data=said)
    assert answer.status_code == 409
    assert 'id="mend-days_off"' in answer.text


def test_a_service_and_seats_are_said_anew_and_end() -> None:
    """What is none is not there."""
    city = BarberCity(MemoryStore("CNY"))
    client = owner(city)
    here, seats = f"{HERE}/{city.cut}", f"/kitchen/a/seats/{city.chairs}"
    assert 'value="haircut"' in client.get(here).text
    assert sends(client, here, here, price="45", sort="barber", seat_pool=city.chairs)[0] == 303
    assert sends(client, seats, seats, seats_count="4")[0] == 303
    with city.store.begin() as work:
        assert work.services.must(city.cut).price.fen == 4500
        assert work.seat_pools.must(city.chairs).count == 4
    assert sends(client, here, f"{here}/end") == (303, HERE)
    assert "haircut" not in client.get(HERE).text
    assert client.get(here).status_code == 409
    for path in (f"{HERE}/none", "/kitchen/a/seats/none", "/kitchen/none/services"):
        assert client.get(path).status_code == 404, path
    assert client.post(f"{HERE}/none", data=CUT | {"key": "k"}).status_code == 404
    assert client.post("/kitchen/a/seats/none", data={"key": "k"}).status_code == 404
