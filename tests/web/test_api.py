"""The JSON interface, from outside, on the small city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.builders import CHARTER, DOOR, SmallCity, done
from tests.flow.city.sheets.builders import sheets_in
from tests.flow.payments.taker import Taker
from tests.passwords import quick
from tests.web.browsing import SECRET, BrowsingClient
from tests.web.everybody import enter_everybody, sign_in_as
from tests.web.shop.ordering import reckon
from yeshi.adapters.clocks import WallClock
from yeshi.adapters.columns.live import LiveColumns
from yeshi.adapters.memory.picture_shelf import MemoryShelf
from yeshi.dispatch.standing import Move
from yeshi.files.city import Door
from yeshi.flow.aside import SetAside
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.flow.orders import dispatching, standing
from yeshi.geo.point import Point
from yeshi.programmes.forecast import forecast
from yeshi.web.app import create_app
from yeshi.web.frame.answers import Answers
from yeshi.web.frame.broadcast import Broadcast
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.figure_files import FigureFiles
from yeshi.web.frame.figures import FigureDesk
from yeshi.web.frame.form_tokens import FormTokens
from yeshi.web.frame.links import LinkMaker
from yeshi.web.frame.render import Renderer
from yeshi.web.frame.sign_in import SignIn
from yeshi.web.frame.site import Site
from yeshi.web.frame.visitor import Visitors
from yeshi.wiring.press import (
    draw_if_possible,
    print_codes_if_possible,
    print_if_possible,
    repaint_if_possible,
    resize_if_possible,
)

# Templates as they were compiled, for all cities of this process.
COMPILED = TemporaryDirectory(prefix="templates-")


def sheets_of(city: SmallCity) -> PreparedSheets:
    """The sheets of the city, in a folder of their own; nobody has prepared them yet."""
    home = Path(mkdtemp())
    return sheets_in(city, home)


def client_of(
    city: SmallCity,
    folder: Path | None = None,
    sheets: PreparedSheets | None = None,
    aside: SetAside | None = None,
    signed_in: bool = True,
    at: Sequence[str] = (),
) -> TestClient:
    """A client of the application over the city, of everybody, or of nobody yet.

    `at`: stalls and couriers that everybody shall be besides the first ones that there are.
    """
    desk = desk_of(city, folder, sheets, aside)
    client = BrowsingClient(create_app(desk), headers={"Accept-Language": "en"})
    if signed_in:
        sign_in_as(client, desk, enter_everybody(city.store, at))
    return client


def _shelf() -> MemoryShelf:
    """A shelf with the picture of the busy city, all digits of whose digest are three."""
    shelf = MemoryShelf()
    shelf.put("3" * 64, {240: b"form"})
    return shelf


def desk_of(
    city: SmallCity,
    folder: Path | None = None,
    sheets: PreparedSheets | None = None,
    aside: SetAside | None = None,
) -> Desk:
    """What the pages of the city have at hand."""
    engine = city.engine
    sign_in = SignIn(engine, SECRET, quick(), WallClock())
    form_tokens = FormTokens(SECRET)
    broadcast = Broadcast(city.store)
    columns = LiveColumns(
        city.store, folder or Path(mkdtemp()), "duckdb", city.calendar, city.currency
    )
    return Desk(
        engine=engine,
        broadcast=broadcast,
        answers=Answers(broadcast.tide),
        visitors=Visitors(SECRET),
        providers={"taker": Taker()},
        sign_in=sign_in,
        site=Site("http://testserver"),
        form_tokens=form_tokens,
        render=Renderer(engine, "0", sign_in, form_tokens, lambda: CHARTER, Path(COMPILED.name)),
        figures=FigureDesk(engine),
        figure_files=FigureFiles(columns),
        parquet=columns.parquet,
        sheets=sheets or sheets_of(city),
        painter=draw_if_possible,
        repaint=repaint_if_possible,
        resize=resize_if_possible,
        print_codes=print_codes_if_possible,
        print_report=print_if_possible,
        pictures=_shelf(),
        forecaster=forecast,
        doors=[Door(city_name(), DOOR.place)],
        links=LinkMaker(SECRET, Site("http://testserver")),
        tiles=None,
        speed=1.0,
        charter=lambda: CHARTER,
        set_aside=aside.all if aside else tuple,
    )


def city_name() -> Any:
    """Any name."""
    from yeshi.base.names import Name

    return Name("门", "door")


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A customer's client."""
    with client_of(city) as client:
        client.post("/api/customers")
        yield client


def post(client: TestClient, path: str, body: Any = None, key: str = "k") -> Any:
    """The answer to a command."""
    return client.post("/api" + path, json=body, headers={"Idempotency-Key": key})


def test_an_order_from_basket_to_door(client: TestClient, city: SmallCity) -> None:
    """Every step of the way, by JSON alone."""
    assert post(client, "/wallet", {"fen": 10_000}, "w").status_code == 200
    wish = {
        "items": {"a1": 2, "b1": 1},
        "x": 100,
        "y": 80,
        "address": "Door",
        "round_up": "rural-teachers",
    }
    quote = post(client, "/quotes", wish, "q").json()["quote"]
    assert client.get(f"/api/quotes/{quote}").json()["bill"]["items"] == {
        "fen": 4650, "currency": "CNY"
    }  # fmt: skip
    order = post(client, "/orders", {"quote": quote}, "p").json()["order"]
    assert post(client, "/orders", {"quote": quote}, "p").json()["order"] == order
    for stall in ("a", "b"):
        assert (
            post(
                client, f"/merchants/{stall}/orders/{order}/accept", {"minutes": 5}, "a"
            ).status_code
            == 200
        )
    city.wait(5)
    for stall in ("a", "b"):
        assert post(client, f"/merchants/{stall}/orders/{order}/ready", key="r").status_code == 200
    from yeshi.flow.orders import dispatching

    dispatching.tick(city.engine, "city")
    courier = client.get(f"/api/orders/{order}").json()["courier"]["id"]
    assert client.get("/api/control").json()["routes"][0]["courier"] == courier
    why = client.get(f"/api/orders/{order}/why").json()
    assert [why["together"], why["choices"][0]["courier"]] == [[order], courier]
    assert client.get(f"/control/orders/{order}").status_code == 200
    assert client.get("/api/orders/none/why").status_code == 404
    early = post(client, f"/couriers/{courier}/orders/{order}/deliver", key="d0")
    assert early.status_code == 409
    for step in ("collect", "deliver"):
        assert (
            post(client, f"/couriers/{courier}/orders/{order}/{step}", key=step).status_code == 200
        )
    view = client.get(f"/api/orders/{order}").json()
    assert view["order"]["state"] == "settled"
    assert client.get("/api/figures").json()["delivered"] == 1
    account = client.get("/api/programmes/rural-teachers/account").json()
    assert account["balance"]["fen"] == view["order"]["bill"]["donation"]["fen"] > 0


@pytest.mark.parametrize(
    ("path", "body", "status", "title"),
    [
        ("/quotes", {"items": {}, "x": 0, "y": 0, "address": "d"}, 409, "empty_basket"),
        ("/quotes", {"items": {"zz": 1}, "x": 0, "y": 0, "address": "d"}, 404, "unknown"),
        ("/quotes", {"items": {"a1": -1}, "x": 0, "y": 0, "address": "d"}, 409, "invalid"),
        ("/quotes", {"items": {"a1": 1}, "x": "?", "y": 0, "address": "d"}, 422, "invalid"),
        ("/orders", {"quote": "none"}, 404, "unknown"),
        ("/wallet", {"fen": -5}, 422, "invalid"),
        ("/merchants/a/orders/none/ready", None, 404, "unknown"),
        ("/couriers/x/orders/none/collect", None, 404, "unknown"),
        ("/couriers/none/position", {"x": 0, "y": 0}, 404, "unknown"),
        ("/campaigns/none/budget", {"fen": 5}, 404, "unknown"),
        ("/nothing", None, 404, "unknown"),
    ],
)
def test_a_refusal_is_a_problem_with_a_sentence(
    client: TestClient, path: str, body: Any, status: int, title: str
) -> None:
    """The right status, problem+json, in the caller's language."""
    answer = post(client, path, body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == title
    assert answer.json()["detail"].endswith(".")


def test_an_operator_decides_by_page_and_by_json(client: TestClient, city: SmallCity) -> None:
    """With a reason; without one, or for somebody unknown, there is a sentence."""
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    path = f"/control/orders/{order}/hand"
    form = {"step": "pin", "courier": "y", "why": "asked for", "key": "k1"}
    page = client.post(path, data=form)
    assert page.status_code == 200
    assert "y" in page.text
    assert city.order(order).hand is not None
    assert client.post(path, data={**form, "why": " ", "key": "k2"}).status_code == 422
    assert client.post(path, data={**form, "courier": "?", "key": "k3"}).status_code == 404
    said = {"step": "release", "why": "dispatch knows better"}
    assert post(client, f"/orders/{order}/hand", said, "r").json()["order"] == order
    assert city.order(order).hand is None
    assert post(client, f"/orders/{order}/hand", {"step": "eat", "why": "?"}).status_code == 422


def test_an_order_is_shown_to_its_customer_alone(client: TestClient, city: SmallCity) -> None:
    """Others learn how far it is by its page, not where it goes nor what it cost."""
    city.fill()
    order = city.place({"a1": 1})
    assert client.get(f"/api/orders/{order}").status_code == 403
    page = client.get(f"/orders/{order}").text
    assert "Door 1" not in page
    assert "¥" not in page


def test_whoever_joins_by_json_is_there(client: TestClient) -> None:
    """Market, merchant, courier, shift, campaign, programme, accord."""
    name = {"zh": "新", "en": "new"}
    stall = {
        "id": "new-stall", "name": name, "market": "new-market", "x": 0, "y": 0, "opens": "17:00",
        "closes": "03:00", "cook_minutes": 5,
        "menu": [{"id": "dish", "name": name, "price_fen": 1000}],
    }  # fmt: skip
    shift = {
        "on_at": "2026-11-24T21:00:00+08:00",
        "off_at": "2026-11-25T02:00:00+08:00",
        "x": 0,
        "y": 0,
    }
    campaign = {"id": "c", "name": name, "threshold_fen": 1, "off_fen": 1,
                "begins_at": shift["on_at"], "ends_at": shift["off_at"]}  # fmt: skip
    programme = {"id": "p", "name": name, "field": "medical_care", "purpose": name, "foundation": name,
                 "partner": name, "signed_on": "2026-01-01", "pledged_fen": 0, "pledged_years": 1,
                 "endowment_fen": 700, "source": "test"}  # fmt: skip
    accord = {"id": "a", "name": name, "signed_on": "2026-01-01", "parties": [{"id": "p", "name": name}, {"id": "q", "name": name}],
              "areas": [{"id": "a", "name": name}], "mechanism": name, "source": "test",
              "targets": [{"id": "t", "name": name, "figure": "orders", "goal": 1, "due_on": "2027-01-01"}]}  # fmt: skip
    for path, body in (
        ("/markets", {"id": "new-market", "name": name, "x": 0, "y": 0}),
        ("/merchants", stall),
        ("/couriers", {"id": "new-rider", "name": name, "vehicle": "bicycle", "x": 0, "y": 0}),
        ("/couriers/new-rider/shifts", shift),
        ("/campaigns", campaign),
        ("/campaigns/c/budget", {"fen": 10}),
        ("/programmes", programme),
        ("/accords", accord),
    ):
        answer = post(client, path, body)
        assert answer.status_code == 200, (path, answer.text)
    assert client.get("/api/merchants/new-stall").json()["menu"][0]["id"] == "new-stall.dish"
    assert client.get("/api/programmes/p/account").json()["balance"]["fen"] == 700
    accord["targets"][0]["figure"] = "happiness"
    accord["id"] = "b"
    assert post(client, "/accords", accord, "other").status_code == 409


def test_a_stock_that_is_no_number_changes_nothing(client: TestClient) -> None:
    """Empty means that it does not run out; a wrong figure does not."""
    form = {"item": "a2", "left": "-3", "key": "k"}
    answer = client.post("/kitchen/a/stock", data=form)
    assert answer.status_code == 409
    assert client.get("/api/merchants/a").json()["menu"][1]["left"] == 2
    assert client.post("/kitchen/a/stock", data={**form, "left": ""}).status_code == 200
    assert client.get("/api/merchants/a").json()["menu"][1]["left"] is None


def test_every_step_of_the_interface_is_described(client: TestClient) -> None:
    """Each path with a summary or description."""
    paths = client.get("/api/openapi.json").json()["paths"]
    assert len(paths) > 25
    for path, methods in paths.items():
        for what in methods.values():
            assert what.get("summary"), path


def test_a_courier_sent_ahead_says_that_they_are_there(city: SmallCity) -> None:
    """On the page and by JSON; whoever was not sent is told so."""
    with client_of(city) as client:
        refused = post(client, "/couriers/x/arrive")
        assert refused.status_code == 409
        assert "not sent ahead" in refused.json()["detail"]
        city.fill()
        city.cook(city.place({"a1": 1}), 20)
        with city.store.begin() as work:
            seen = dispatching.snapshot(work, "city", city.clock.now(), city.engine.terms)
        move = Move(seen.couriers[0], Point(0, 10), 60.0)
        done(standing.send_ahead(city.engine, "city", city.clock.now(), move))
        page = client.get("/courier/x").text
        assert "Nothing to collect yet" in page
        assert post(client, "/couriers/x/arrive", key="there").status_code == 200
        assert "Nothing to collect yet" not in client.get("/courier/x").text


def test_figures_over_days_as_json_csv_and_parquet(city: SmallCity, tmp_path: Path) -> None:
    """What happened, with its definition; an empty city has no rows."""
    pytest.importorskip("pyarrow")
    pytest.importorskip("ibis")
    with client_of(city, tmp_path) as client:
        city.fill()
        city.place({"a1": 1, "b2": 1})
        told = client.get("/api/figures/orders?by=merchant").json()
        assert told["definition"].startswith("Orders placed")
        assert [row["merchant"] for row in told["rows"]] == ["a", "b"]
        assert told["as_of"] is not None
        csv = client.get("/api/figures/orders?by=day&as=csv&from=2026-11-24")
        assert csv.text.splitlines() == [
            "day,orders,delivered,collected,at_table",
            "2026-11-24,1,0,0,0",
        ]
        assert "orders.csv" in csv.headers["content-disposition"]
        assert client.get("/api/figures/orders?as=parquet").content[:4] == b"PAR1"
        assert client.get("/api/figures/work").json()["rows"] == []


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/profit", 404, "There is no figure profit."),
        ("/work?by=merchant", 409, "by=merchant cannot be used: it is told by day, week only."),
        (
            "/trade?from=2026-11-25&to=2026-11-24",
            409,
            "the beginning cannot be used: it is after the end",
        ),
        ("/trade?from=soon", 422, "the beginning cannot be used"),
    ],
)
def test_a_figure_that_cannot_be_told_says_why(
    client: TestClient, path: str, status: int, said: str
) -> None:
    answer = client.get("/api/figures" + path)
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_the_basket_offers_the_programmes(client: TestClient) -> None:
    """With their names, beside not rounding up; the choice is what the quote gives to."""
    client.post("/basket", data={"item": "a1", "quantity": 1})
    page = client.get("/basket").text
    assert 'name="round_up"' in page
    assert 'value="rural-teachers"' in page
    assert "0.50" in reckon(client, page, round_up="rural-teachers").text
    assert "There is no programme" in reckon(client, page, round_up="nobody's").text
