"""Programs of the city make codes and read them; a campaign's rules come in over JSON."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.everybody import sign_in_as
from tests.web.test_api import client_of
from yeshi.flow.people import entering
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.vouchers.rules import CodeKind, CustomerGroup, Rules, VoucherLimits, Where

OFFICIAL = Person("of", "Official", (Grant(Role.OFFICIAL, CITY),), None)
OPERATOR = Person("op", "Operator", (Grant(Role.OPERATOR, CITY),), None)
CAMPAIGN = {
    "id": "autumn", "name": {"zh": "秋", "en": "Autumn"}, "threshold_fen": 4000, "off_fen": 800,
    "begins_at": "2026-11-24T20:00:00+08:00", "ends_at": "2026-12-24T20:00:00+08:00",
    "rules": {
        "group": "new", "code": "each", "markets": ["m"], "own_times": 1, "day_money_fen": 8000,
        "beside_deals": False,
    },
}  # fmt: skip


def asking(city: SmallCity, person: Person) -> TestClient:
    """A program of that person's."""
    done(entering.enter_person(city.engine, city.key(), person))
    client = client_of(city, signed_in=False)
    sign_in_as(client, client.app.state.desk, person)  # type: ignore[attr-defined]
    return client


def tell(client: TestClient, city: SmallCity, path: str, body: Any) -> tuple[int, Any]:
    """The status, and what is told."""
    answer = client.post(path, json=body, headers={"Idempotency-Key": city.key()})
    return answer.status_code, answer.json()


def test_a_campaign_comes_with_its_rules_and_codes() -> None:
    """As they are kept."""
    city = SmallCity().settle_in()
    client = asking(city, OFFICIAL)
    assert tell(client, city, "/api/campaigns", CAMPAIGN) == (200, {"campaign": "autumn"})
    with city.store.read() as work:
        kept = work.campaigns.must("autumn").rules
    assert kept == Rules(
        group=CustomerGroup.NEW, code=CodeKind.EACH, where=Where(markets=("m",)),
        limits=VoucherLimits(own=1, day_off=city.money(8000)), beside_deals=False,
    )  # fmt: skip
    made = tell(client, city, "/api/campaigns/autumn/codes", {"count": 2})
    assert made == (200, {"count": "2"})
    told = client.get("/api/campaigns/autumn/codes")
    assert "no-store" in told.headers["cache-control"]
    assert [one["entered"] for one in told.json()] == [False, False]
    assert all(len(one["code"]) == 14 for one in told.json())


def test_what_is_not_there_is_refused() -> None:
    """A market, and a word that is too short."""
    city = SmallCity().settle_in()
    client = asking(city, OFFICIAL)
    nowhere = {**CAMPAIGN, "rules": {"markets": ["none"]}}
    assert tell(client, city, "/api/campaigns", nowhere)[0] == 404
    short = {**CAMPAIGN, "rules": {"code": "one"}, "word": "abc"}
    status, told = tell(client, city, "/api/campaigns", short)
    assert (status, told["field"]) == (409, "code")


def test_others_neither_make_nor_read_codes() -> None:
    """An operator has no campaigns."""
    city = SmallCity().settle_in()
    client = asking(city, OPERATOR)
    assert tell(client, city, "/api/campaigns/v/codes", {"count": 2})[0] == 403
    assert client.get("/api/campaigns/v/codes").status_code == 403
