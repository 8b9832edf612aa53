"""A stall tries a deal, starts it and ends it on its pages; customers read it where they choose."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.stalls.test_dishes import COOK, OWNER
from tests.web.programmes.rooms import client_as, send
from tests.web.shop.ordering import page_of, put
from tests.web.stall.test_dishes_pages import mended
from tests.web.test_api import client_of
from yeshi.market.deal import Deal, DealKind

PAGE = "/kitchen/a/deals"
WEEK = {f"day-{day}": "true" for day in range(7)}
STEPS = {"kind": "threshold", "steps-0-least": "30", "steps-0-off": "5", **WEEK}
HALF = {"kind": "second", "off_percent": "50", "item-0": "a1", "limit": "20", **WEEK}
HOURS = {"kind": "hours", "off_percent": "20", "from": "19:00", "until": "23:00", **WEEK}


@pytest.fixture
def city() -> SmallCity:
    """The small city, in which six orders came the night before."""
    city = SmallCity().settle_in()
    city.fill()
    for _ in range(6):
        city.place({"a1": 2})
    city.wait(24 * 60)
    return city


@pytest.fixture
def owner(city: SmallCity) -> TestClient:
    """The browser of the owner of stall a, in English."""
    return client_as(city, OWNER)


def deals(city: SmallCity) -> tuple[Deal, ...]:
    """Those of stall a."""
    with city.store.begin() as work:
        return work.merchants.must("a").deals


def test_it_is_tried_and_then_started(city: SmallCity, owner: TestClient) -> None:
    """What it would have cost is there before it can be started."""
    assert f"{PAGE}/new?deal_kind=hours" in owner.get(PAGE).text
    form = owner.get(f"{PAGE}/new?deal_kind=threshold").text
    assert 'name="start"' not in form
    tried = send(owner, city, f"{PAGE}/new", **STEPS)
    assert 'name="start"' in tried
    assert "(1): 6. With this deal: 6." in tried
    assert "¥30.00" in tried
    assert deals(city) == ()
    page = send(owner, city, f"{PAGE}/new", start="true", **STEPS)
    assert "The deal has started." in page
    (deal,) = deals(city)
    assert (deal.kind, deal.name.zh, deal.name.en) == (
        DealKind.THRESHOLD, "满 30 减 5", "5 off from 30"
    )  # fmt: skip
    ended = send(owner, city, f"{PAGE}/{deal.id}/end")
    assert "The deal has ended." in ended
    assert deals(city)[0].is_over(city.clock.now())


def test_what_is_wrong_stands_beside_its_field(city: SmallCity, owner: TestClient) -> None:
    """With what was typed still there; a step more loses nothing."""
    wrong = STEPS | {"steps-0-least": "5", "steps-0-off": "9"}
    page = send(owner, city, f"{PAGE}/new", **wrong)
    assert "off" in mended(page)
    assert 'value="9"' in page
    more = send(owner, city, f"{PAGE}/new", more="steps", **STEPS)
    assert 'name="steps-1-least"' in more
    page = send(owner, city, f"{PAGE}/new", **(HOURS | {"from": "", "off_percent": "99"}))
    assert mended(page) == {"from", "off_percent"}
    page = send(owner, city, f"{PAGE}/new", **(HALF | {"last_day": "2020-01-01"}))
    assert "ends_at" in mended(page)
    assert deals(city) == ()


@pytest.mark.parametrize("kind", ["", "lottery"])
def test_a_form_of_no_kind_is_shown_again(city: SmallCity, owner: TestClient, kind: str) -> None:
    """As one of the usual kind, and nothing is started."""
    page = send(owner, city, f"{PAGE}/new", start="true", **(STEPS | {"kind": kind}))
    assert 'name="kind" value="threshold"' in page
    assert deals(city) == ()


def test_a_stall_without_a_week_is_told_so(owner: TestClient) -> None:
    """And may start it all the same."""
    fresh = SmallCity().settle_in()
    page = send(client_as(fresh, OWNER), fresh, f"{PAGE}/new", **HALF)
    assert "too few to tell" in page
    assert 'name="start"' in page


def test_customers_read_it(city: SmallCity, owner: TestClient) -> None:
    """On the stall's card and page, at the dish, and what lacks in the basket."""
    for one in (STEPS, HALF, HOURS):
        send(owner, city, f"{PAGE}/new", start="true", **one)
    client = client_of(city, signed_in=False)
    client.headers["accept-language"] = "en"
    page = client.get("/stalls/a").text
    assert "5 off from 30" in page
    assert "a1 Every second at half price" in page
    assert re.search(r"<b>¥12\.40</b>\s*<s><span[^>]*>before:</span>¥15\.50</s>", page)
    assert "5 off from 30" in client.get("/markets/m").text
    put(client, a1=1)
    assert "¥17.60 more and ¥5.00 comes off." in page_of(client)
    put(client, a1=3)
    bill = page_of(client)
    assert "borne by a" in bill
    assert "−¥" in bill or "-¥" in bill


def test_for_its_owner_alone(city: SmallCity) -> None:
    """Another's page is as though it were not there."""
    assert client_as(city, COOK).get(PAGE).status_code in (403, 404)
    assert client_as(city, OWNER).get("/kitchen/b/deals").status_code in (403, 404)
