"""Anybody asks on a page, and sees under a link what became of it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.everybody import sign_in_as
from tests.web.settings.rooms import OPERATOR, send

STALL = {
    "kind": "stall", "name": "Wu Min", "contact": "wu@example.org", "name_zh": "", "market": "m",
    "name_en": "Skewers", "sort": "barbecue", "x": "", "y": "", "says": "from six on",
}  # fmt: skip
RIDER = {
    "kind": "courier", "name": "Li", "contact": "+8613912345678", "name_zh": "小李", "name_en": "",
    "sort": "ebike", "x": "1", "y": "2",
}  # fmt: skip


def asked(client: TestClient, city: SmallCity, **fields: str) -> str:
    """Where one is led who asks as a visitor."""
    client.cookies.clear()
    answer = client.post("/join", data={"key": city.key(), **fields}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def decide(client: TestClient, city: SmallCity, step: str) -> str:
    """What the operator's page says after they decided on who waits."""
    sign_in_as(client, client.app.state.desk, OPERATOR)  # type: ignore[attr-defined]
    page = client.get("/control/applications").text
    id_ = page.split("/control/applications/")[1].split("/")[0]
    return send(client, city, f"/control/applications/{id_}/{step}", why="room at the bridge")


def test_a_stall_asks_and_is_taken(city: SmallCity, client: TestClient) -> None:
    """It waits, then it is in; its link is found by nobody else."""
    link = asked(client, city, **STALL)
    assert "waits for an answer" in client.get(link).text
    assert client.get(link[:-3] + "xxx").status_code == 404
    page = decide(client, city, "accept")
    assert "/settings/stalls/skewers" in page
    client.cookies.clear()
    page = client.get(link).text
    assert "You are in" in page
    assert "room at the bridge" in page
    assert "Wu Min" not in page


def test_a_courier_asks_and_is_declined(city: SmallCity, client: TestClient) -> None:
    """With the reason."""
    link = asked(client, city, **RIDER)
    assert "Nobody waits" in decide(client, city, "decline")
    client.cookies.clear()
    page = client.get(link).text
    assert "room at the bridge" in page
    assert "withdraw" not in page


def test_who_asked_withdraws(city: SmallCity, client: TestClient) -> None:
    """And nobody waits any more."""
    link = asked(client, city, **STALL)
    assert "You have withdrawn it" in send(client, city, f"{link}/withdraw")
    sign_in_as(client, client.app.state.desk, OPERATOR)  # type: ignore[attr-defined]
    assert "Nobody waits" in client.get("/control/applications").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"contact": "nowhere"}, "neither a mail address"),
        ({"sort": "arms"}, "none of what there is"),
        ({"market": ""}, "degrees east"),
        ({"name_en": ""}, "1 to 60"),
        ({"kind": "king"}, "none of what there is"),
    ],
)
def test_what_is_wrong_is_said(
    city: SmallCity, client: TestClient, wrong: dict[str, str], said: str
) -> None:
    """Above the form, which keeps what was typed."""
    page = send(client, city, "/join", **STALL | wrong)
    assert said in page
    if "kind" not in wrong:
        assert 'value="Wu Min"' in page


def test_the_first_page_leads_there(client: TestClient) -> None:
    """To a form for each."""
    assert 'href="/join"' in client.get("/").text
    page = client.get("/join").text
    assert 'href="/join?kind=stall"' in page
    assert 'name="x"' in client.get("/join?kind=courier").text
