"""A group over JSON, from its opening to the order."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.orders.groups import city_of
from tests.web.test_api import client_of


def ask(client: TestClient, path: str, key: str, **body: object) -> dict[str, object]:
    """What is answered to that under a key, which must not be refused."""
    answer = client.post(f"/api/groups{path}", json=body, headers={"Idempotency-Key": key})
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def two(city: SmallCity) -> tuple[TestClient, TestClient]:
    """Two phones with money."""
    phones = (client_of(city, signed_in=False), client_of(city, signed_in=False))
    for number, one in enumerate(phones):
        one.get("/")
        asked = {"fen": 20_000}
        one.post("/api/wallet", json=asked, headers={"Idempotency-Key": f"fill{number}"})
    return phones


def test_from_the_link_to_the_order() -> None:
    """Each says what they want and pays; the host orders; nobody reads what others pay."""
    city = city_of()
    li, wu = two(city)
    opened = li.post(
        "/api/groups", headers={"Idempotency-Key": "open"},
        json={"items": {"a1": 1}, "name": "Li", "pays": "one", "minutes": 30},
    )  # fmt: skip
    assert opened.status_code == 200, opened.text
    path = f"/{opened.json()['group']}"
    ask(wu, f"{path}/join", "join", name="Wu")
    answer = wu.post(
        f"/api/groups{path}/wanted", json={"b1": 2}, headers={"Idempotency-Key": "want"}
    )
    assert answer.status_code == 200, answer.text
    told = li.get(f"/api/groups{path}").json()
    assert [(one["name"], one["fen"]) for one in told["guests"]] == [("Li", 1650), ("Wu", 3300)]
    assert (told["me"], told["state"], told["part_fen"]) == (1, "open", None)
    refused = wu.post(
        f"/api/groups{path}/pay", json={"fen": 100}, headers={"Idempotency-Key": "pay"}
    )
    assert refused.status_code == 409
    ask(li, f"{path}/call-off", "off")
    assert li.get(f"/api/groups{path}").json()["why"] == "by_host"
    assert li.get("/api/groups/gr-none").status_code == 404


def test_each_pays_over_json() -> None:
    """The most is told before it is paid; what is not needed is back."""
    city = city_of()
    li, wu = two(city)
    body = {
        "items": {"a1": 1}, "name": "Li", "pays": "each", "minutes": 30, "x": 100, "y": 80,
        "address": "5 Lane",
    }  # fmt: skip
    group = ask(li, "", "open", **body)["group"]
    ask(wu, f"/{group}/join", "join", name="Wu")
    told = li.get(f"/api/groups/{group}").json()
    assert (told["part_fen"], told["fees_fen_most"], told["held_fen"]) == (1650, 300, None)
    assert "5 Lane" not in wu.get(f"/api/groups/{group}").text
    ask(li, f"/{group}/pay", "pay", fen=1950)
    assert li.get(f"/api/groups/{group}").json()["held_fen"] == 1950
    assert wu.get(f"/api/groups/{group}").json()["held_fen"] is None
    ask(li, f"/{group}/take-back", "back")
    ask(li, f"/{group}/pay", "again", fen=1950)
    order = ask(li, f"/{group}/order", "order")["order"]
    told = li.get(f"/api/groups/{group}").json()
    assert (told["order"], told["paid_fen"], told["state"]) == (order, 1950, "ordered")


def test_one_pays_for_all_over_json() -> None:
    """A quote of what all want, for the host alone; an order pays it."""
    city = city_of()
    li, wu = two(city)
    body = {"items": {"a1": 1}, "name": "Li", "pays": "one", "minutes": 30}
    group = ask(li, "", "open", **body)["group"]
    ask(wu, f"/{group}/join", "join", name="Wu")
    ask(wu, f"/{group}/wanted", "want", b1=2)
    door = {"x": 100, "y": 80, "address": "5 Lane"}
    theirs = wu.post(f"/api/groups/{group}/quote", json=door, headers={"Idempotency-Key": "theirs"})
    assert theirs.status_code == 403
    quote = ask(li, f"/{group}/quote", "quote", **door)["quote"]
    assert li.get(f"/api/quotes/{quote}").json()["bill"]["items"]["fen"] == 3 * 1550
    placed = li.post("/api/orders", json={"quote": quote}, headers={"Idempotency-Key": "pay"})
    assert placed.status_code == 200, placed.text
    told = wu.get(f"/api/groups/{group}").json()
    assert (told["state"], told["order"]) == ("ordered", placed.json()["order"])
    nowhere = li.post(f"/api/groups/{group}/quote", json={}, headers={"Idempotency-Key": "no"})
    assert nowhere.json()["title"] == "invalid"
