"""What cannot be answered is said in the user's language, as a page or as problem+json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi.testclient import TestClient
from itsdangerous import URLSafeSerializer

from tests.builders import SmallCity
from tests.web.routes import routes_of
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.errors import DatabaseUnreachable, EntriesRefused, OperatingError, OutOfTime
from yeshi.base.sentences import say
from yeshi.flow import due
from yeshi.flow.ports import Store, Work
from yeshi.web.frame.visitor import COOKIE

ODD = "0001-01-01T00:00:00+14:00"
NAME = {"zh": "名", "en": "name"}
CAMPAIGN = {
    "id": "odd", "name": NAME, "threshold_fen": 100, "off_fen": 100,
    "begins_at": "2026-11-24T20:00:00+08:00", "ends_at": "2026-12-24T20:00:00+08:00",
}  # fmt: skip
SHIFT = {"x": 112.9, "y": 28.2, "on_at": ODD, "off_at": "0001-01-01T10:00:00+14:00"}
STALL = {
    "id": "odd", "name": NAME, "x": 112.9, "y": 28.2, "opens": "17:00", "closes": "03:00",
    "cook_minutes": 10, "menu": [{"id": "d", "name": NAME, "price_fen": 100}],
}  # fmt: skip


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A client that reads Chinese."""
    with client_of(city) as client:
        client.headers["Accept-Language"] = "zh"
        yield client


def post(client: TestClient, path: str, body: Any, language: str = "zh") -> Any:
    """The answer to a body, as JSON or as the text that it is."""
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    headers = {
        "Idempotency-Key": "k",
        "Content-Type": "application/json",
        "Accept-Language": language,
    }
    return client.post(f"/api{path}", content=text, headers=headers)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/campaigns", {**CAMPAIGN, "begins_at": ODD}, "begins_at"),
        ("/couriers/x/shifts", SHIFT, "on_at"),
    ],
)
def test_moments_at_the_ends_of_the_calendar_are_refused_and_the_city_lives(
    store: Store, path: str, body: Any, field: str
) -> None:
    """On each store, in both languages; the clock's duties are all done after it."""
    city = SmallCity(store).settle_in()
    with client_of(city) as client:
        _refused_and_well(city, client, path, body, field)


def _refused_and_well(
    city: SmallCity, client: TestClient, path: str, body: Any, field: str
) -> None:
    for language, said in (("zh", "须在 2000 年到 2199 年之间"), ("en", "from 2000 to 2199")):
        answer = post(client, path, body, language)
        assert answer.status_code == 422
        assert answer.json()["field"] == field
        assert said in answer.json()["detail"]
    city.wait(60)
    for duty in due.DUE:
        due.carry_out(city.engine, duty)
    assert client.get("/").status_code == 200


FAULTS: list[tuple[str, Any, str]] = [
    ("/campaigns", {**CAMPAIGN, "name": {"zh": "长" * 61, "en": "n"}}, "最多 60 个字"),
    ("/campaigns", {**CAMPAIGN, "name": {"zh": "", "en": "n"}}, "至少 1 个字"),
    ("/campaigns", {**CAMPAIGN, "name": {"zh": "a\0", "en": "n"}}, "无法显示"),
    ("/campaigns", {**CAMPAIGN, "name": {"zh": "\ud800", "en": "n"}}, ""),
    ("/campaigns", {**CAMPAIGN, "name": 5}, "按名称"),
    ("/campaigns", {**CAMPAIGN, "id": "Ä!"}, "小写字母"),
    ("/campaigns", {**CAMPAIGN, "id": 5}, "须是文字"),
    ("/campaigns", {**CAMPAIGN, "off_fen": 0}, "须大于 0"),
    ("/campaigns", {**CAMPAIGN, "threshold_fen": -1}, "不能小于 0"),
    ("/campaigns", {**CAMPAIGN, "off_fen": 10**30}, ""),
    ("/campaigns", {**CAMPAIGN, "off_fen": "x"}, "须是整数"),
    ("/campaigns", {**CAMPAIGN, "begins_at": "2026-01-01T00:00:00"}, "带时区"),
    ("/campaigns", {**CAMPAIGN, "begins_at": "soon"}, "带时区"),
    ("/campaigns", {k: v for k, v in CAMPAIGN.items() if k != "off_fen"}, "没有填写"),
    ("/campaigns", '{"id": ', "读不懂"),
    ("/campaigns", "[" * 60_000, ""),
    ("/campaigns", b"\xff\xfe", ""),
    ("/campaigns", "[]", "按名称"),
    ("/merchants", {**STALL, "x": float("nan")}, "须是数"),
    ("/merchants", {**STALL, "x": "east"}, "须是数"),
    ("/merchants", {**STALL, "x": 181}, "不能大于 180"),
    ("/merchants", {**STALL, "opens": "17:00Z"}, "不带时区"),
    ("/merchants", {**STALL, "opens": "late"}, "17:30"),
    ("/merchants", {**STALL, "owner_woman": "maybe"}, "“是”"),
    ("/merchants", {**STALL, "menu": []}, "至少 1 项"),
    ("/merchants", {**STALL, "menu": {}}, "须是列表"),
    ("/merchants", {**STALL, "menu": STALL["menu"] * 201}, "最多 200 项"),  # type: ignore[operator]
    ("/couriers", {"id": "n", "name": NAME, "vehicle": "rocket", "x": 1, "y": 1}, "可选范围"),
    ("/programmes", {"signed_on": "never"}, ""),
]


@pytest.mark.parametrize(("path", "body", "said"), FAULTS, ids=range(len(FAULTS)))
def test_no_english_word_is_in_a_chinese_answer(
    client: TestClient, path: str, body: Any, said: str
) -> None:
    """But the field's own name, which is what a program has to find, and examples."""
    answer = post(client, path, body)
    assert answer.status_code == 422 or answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    fault = told["detail"].removeprefix(told.get("field", "")).replace("T20:00:00", "")
    assert said in fault
    assert not re.search("[A-Za-z]{2,}", fault), fault


def test_what_a_page_is_asked_for_has_a_word(client: TestClient) -> None:
    """Nobody who reads Chinese is told of `start`."""
    assert "起始位置 无法使用" in client.get("/restaurants?start=-5").text
    pages = [one for one in routes_of(client.app) if not one.path.startswith("/api")]  # type: ignore[arg-type]
    asked = {each.name for one in pages for each in one.inputs if each.where == "query"}
    assert len(asked) > 5
    for language in ("zh", "en"):
        assert {name for name in asked if say(language, f"word.{name}") == f"word.{name}"} == set()


def test_what_the_frame_refuses_is_a_page_or_a_problem(client: TestClient) -> None:
    """Wrong methods, forms that break off, bodies that are no text."""
    for path, media in (("/city", "text/html"), ("/api/now", "application/problem+json")):
        answer = client.delete(path)
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]
        assert answer.headers["content-type"].startswith(media)
        assert "不能这样操作" in answer.text
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    broken = client.post("/sign-in", content=b"--b\r\nodd", headers=headers)
    assert broken.status_code in (400, 422)
    assert broken.headers["content-type"].startswith("text/html")
    for path in ("/city/report?from=abc", "/orders/%00", "/accords/a/quarters/x"):
        assert client.get(path).headers["content-type"].startswith("text/html")


def test_what_no_database_takes_is_told_as_such(store: Store) -> None:
    """On each store: by a cookie of ours, which no door reads letter by letter."""
    city = SmallCity(store).settle_in()
    with client_of(city) as client:
        said = {"id": "a\0b", "basket": {"a1": 1}}
        client.cookies.set(COOKIE, str(URLSafeSerializer("secret", salt="visitor").dumps(said)))
        answer = post(client, "/wallet", {"fen": 100})
        assert answer.status_code == 422
        assert answer.json()["title"] == "not_storable"
        assert answer.json()["detail"] == "发来的内容含有无法保存的字符或数字。"
        page = client.post("/vouchers/v/claim", data={"key": "k"})
        assert page.status_code == 422
        assert "cannot be kept" in page.text
        assert client.get("/control").status_code == 200


class AtFault(MemoryStore):
    """A store that fails whoever comes to it, once it is told to."""

    fault: OperatingError | None = None
    asked = 0

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """The city, or the fault."""
        self.asked += 1
        if self.fault is not None:
            raise self.fault
        with super().begin() as work:
            yield work


@pytest.mark.parametrize(
    ("fault", "code", "said", "told"),
    [
        (DatabaseUnreachable("away"), "down", "数据库暂时没有应答", "does not answer"),
        (OutOfTime("slow"), "out_of_time", "等待太久", "took too long"),
        (EntriesRefused("full"), "no_entries", "只能查看", "can be read"),
    ],
)
def test_who_cannot_be_served_is_told_when_to_come_back(
    fault: OperatingError, code: str, said: str, told: str
) -> None:
    """In a sentence of their language; to say so, the store is not asked again."""
    store = AtFault("CNY")
    city = SmallCity(store).settle_in()
    with client_of(city) as client:
        client.post("/sign-in", data={"id": "o"})
        store.fault, store.asked = fault, 0
        page = client.get("/", headers={"Accept-Language": "zh"})
        assert store.asked == 1
        assert said in page.text
        problem = client.get("/api/merchants", headers={"Accept-Language": "en"})
        assert problem.json()["title"] == code
        assert told in problem.json()["detail"]
        for answer in (page, problem, client.post("/vouchers/v/claim", data={"key": "k"})):
            assert answer.status_code == 503
            assert int(answer.headers["retry-after"]) > 0
        store.fault = None
        assert client.get("/").status_code == 200


def test_a_refused_page_is_left_in_the_other_language() -> None:
    """To the page that its form stood on: its own address takes nothing but forms."""
    with client_of(SmallCity().settle_in()) as client:
        headers = {"Referer": "http://testserver/orders?start=1"}
        refused = client.post("/orders/none/call-off", data={"key": "k"}, headers=headers)
        assert refused.status_code == 404
        (link,) = re.findall(r'href="(/language/zh[^"]*)"', refused.text)
        assert link == "/language/zh?back=/orders%3Fstart%3D1"
        assert client.get(link, follow_redirects=False).headers["location"] == "/orders?start=1"
