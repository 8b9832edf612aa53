"""Whatever people send, the log says what was done and names nobody, holds no door and no secret."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, terms
from tests.web.browsing import BrowsingClient
from tests.web.test_api import client_of
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.watch.commands import WatchedEngine
from yeshi.adapters.watch.log import Log
from yeshi.adapters.watch.requests import WatchedRequests
from yeshi.flow.orders import dispatching, watching
from yeshi.flow.table import TABLE
from yeshi.geo.travel import WholeMinutes

# In all that is sent: as a name, an address, a number, a secret, a key, a word of an address.
MARK = "13800138000"


@pytest.fixture(params=["json", "people"])
def log(request: pytest.FixtureRequest) -> Log:
    """The log, in each of its forms."""
    return Log(request.param)


@pytest.fixture
def city(log: Log) -> SmallCity:
    """The small city, whose commands are logged."""
    city = SmallCity()
    city.engine = WatchedEngine(
        city.store, city.clock, WholeMinutes(300.0), TrialWallet(), terms(), TABLE
    )
    city.engine.tell = log.carried
    return city.settle_in()


@pytest.fixture
def client(city: SmallCity, log: Log) -> TestClient:
    """A client whose requests are logged."""
    inner = client_of(city)
    return BrowsingClient(
        WatchedRequests(inner.app, log.answered),  # type: ignore[arg-type]
        cookies=inner.cookies,
        headers={"User-Agent": MARK, "X-Request-ID": MARK, "Accept-Language": "en"},
    )


def post(client: TestClient, path: str, body: Any = None, key: str = "k") -> Any:
    """The answer to a command whose key is marked."""
    return client.post("/api" + path, json=body, headers={"Idempotency-Key": f"{MARK}{key}"})


def order(client: TestClient, city: SmallCity) -> None:
    """A whole order, from the basket to the books, with everything marked that people write."""
    post(client, "/customers")
    assert post(client, "/wallet", {"fen": 10_000}, "w").status_code == 200
    wish = {"items": {"a1": 2}, "x": 100, "y": 80, "address": MARK, "round_up": "rural-teachers"}
    quote = post(client, "/quotes", wish, "q").json()["quote"]
    placed = post(client, "/orders", {"quote": quote, "note": MARK}, "p").json()["order"]
    post(client, f"/merchants/a/orders/{placed}/accept", {"minutes": 5}, "a")
    city.wait(5)
    post(client, f"/merchants/a/orders/{placed}/ready", key="r")
    dispatching.tick(city.engine, "city")
    courier = client.get(f"/api/orders/{placed}").json()["courier"]["id"]
    for step in ("collect", "deliver"):
        post(client, f"/couriers/{courier}/orders/{placed}/{step}", key=step)
    assert client.get(f"/api/orders/{placed}").json()["order"]["state"] == "settled"


def everything_else(client: TestClient) -> None:
    """What people write beside orders, and what is wrong with it."""
    client.post("/sign-in", data={"id": MARK, "password": MARK})
    post(client, "/sign-in", {"id": MARK, "password": MARK})
    name = {"zh": MARK, "en": MARK}
    joins = {"id": f"c{MARK}", "name": name, "vehicle": "ebike", "x": 1, "y": 1}
    assert post(client, "/couriers", joins, "j").status_code == 200
    client.get(f"/api/couriers/c{MARK}")
    applies = {"name": MARK, "contact": MARK, "host": "", "home": MARK, "answers": [MARK]}
    post(client, "/programmes/rural-teachers/applications", applies, "f")
    for path in ("/orders/", "/applications/", "/", "/stalls/a?back=", "/static/"):
        client.get(f"{path}{MARK}")
    client.get("/", headers={"Host": f"{MARK}!"})
    client.request(MARK, "/")
    client.post("/api/quotes", content=f'{{"address": "{MARK}', headers={"Idempotency-Key": "x"})


def test_a_whole_order_is_logged_and_names_nobody(
    client: TestClient, city: SmallCity, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command and each request is there; nothing that anybody wrote is."""
    order(client, city)
    everything_else(client)
    said = capsys.readouterr().err
    for command in ("ask_quote", "place", "accept", "ready", "commit", "collect", "deliver"):
        assert command in said
    assert "/api/merchants/{merchant}/orders/{order}/accept" in said
    assert MARK not in said
    assert "customer-" not in said


def test_what_breaks_is_one_event_with_its_way_and_without_its_words(
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    log: Log,
) -> None:
    """Whoever asked is told in their language, and by JSON where they asked for that."""

    def break_down(*_: object, **__: object) -> None:
        try:
            int(MARK + "x")
        except ValueError as fault:
            raise RuntimeError(f"for {MARK}") from fault

    monkeypatch.setattr(watching, "control_board", break_down)
    monkeypatch.setattr(watching, "control", break_down)
    answer = client.get("/control")
    assert answer.status_code == 500
    assert "on our side" in answer.text
    answer = client.get("/api/control", headers={"Accept-Language": "zh"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert "我们这边出了错" in answer.json()["detail"]
    said = capsys.readouterr().err
    assert said.count("/api/control") == 1
    assert MARK not in said
    assert "ValueError" in said
    assert "RuntimeError" in said
    assert "tests.web.test_log:" in said


def test_a_command_is_told_with_its_request_and_who_asks(
    city: SmallCity, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that what was done for a request is found by its id."""
    log = Log("json")
    city.engine.tell = log.carried  # type: ignore[attr-defined]
    client = TestClient(WatchedRequests(client_of(city).app, log.answered))  # type: ignore[arg-type]
    capsys.readouterr()
    answer = post(client, "/wallet", {"fen": 100})
    command, request = map(json.loads, capsys.readouterr().err.splitlines())
    assert (command["event"], command["command"], command["outcome"]) == (
        "command", "top_up", "done",
    )  # fmt: skip
    assert command["by"] == request["by"] == "visitor"
    assert command["request"] == request["request"] == answer.headers["x-request-id"]
    assert len(command["key"]) == 12
    assert MARK not in command["key"]
    assert request["route"] == "/api/wallet"
    assert (request["status"], request["level"]) == (200, "info")
