"""Who pays through a provider is led there and back, sees what becomes of it, and nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.flow.payments.taker import PaidCity
from tests.web.browsing import BrowsingClient
from tests.web.shop.ordering import page_of, pay, put
from tests.web.test_api import desk_of
from yeshi.flow.ports.providers import ProviderForm
from yeshi.payments.intent import Handing
from yeshi.web.app import create_app


@pytest.fixture
def city() -> PaidCity:
    """In which a provider takes money."""
    city = PaidCity()
    city.settle_in()
    return city


def client_of(city: PaidCity, language: str = "en") -> TestClient:
    """Somebody who comes for the first time."""
    desk = replace(desk_of(city), providers={"taker": city.taker})
    return BrowsingClient(create_app(desk), headers={"Accept-Language": language})


@pytest.fixture
def client(city: PaidCity) -> Iterator[TestClient]:
    """Who reads English."""
    with client_of(city) as client:
        client.follow_redirects = False
        yield client


def begun(client: TestClient) -> str:
    """The address of the page on which two dishes are paid."""
    put(client, a1=1, a2=2)
    html = page_of(client)
    assert "Practice payment" in html
    answer = pay(client, html)
    where = str(answer.headers.get("location", ""))
    assert where.startswith("/pay/"), answer.text
    return where


def test_one_is_led_to_the_provider_and_back_to_the_order(
    city: PaidCity, client: TestClient
) -> None:
    """First it is asked for, then there is a way to pay, then the order, and an empty basket."""
    where = begun(client)
    assert "Asking Practice payment" in client.get(where).text
    city.go_on()
    html = client.get(where).text
    payment = where.removeprefix("/pay/")
    assert f'href="https://pay.test/{payment}"' in html
    assert "Kept for you for 15 minutes" in html
    assert "Your basket is empty" not in page_of(client)
    city.taker.pay(payment)
    told = client.post("/api/payments/taker/notice", content=payment)
    assert (told.status_code, told.text) == (200, "ok")
    led = client.get(where)
    assert led.headers["location"] == f"/orders/{city.intent(payment).order}"
    order = client.get(led.headers["location"])
    assert "Paid: Practice payment." in order.text
    assert "Your basket is empty" in page_of(client)


def test_a_code_is_drawn_and_a_form_is_the_providers_own(
    city: PaidCity, client: TestClient
) -> None:
    """Whose script, frame and interface that one page may use, and no other."""
    city.taker.handing = Handing.CODE
    where = begun(client)
    city.go_on()
    assert "<svg" in client.get(where).text
    assert client.post(f"{where}/give-up", data={"key": "k"}).headers["location"] == "/basket"
    city.taker.handing = Handing.FORM
    city.taker.form = ProviderForm(
        script="https://js.test/v3", public_key="pk", allows={"script-src": "https://js.test"}
    )
    where = begun(client)
    city.go_on()
    answer = client.get(where)
    assert '<script src="https://js.test/v3">' in answer.text
    assert "script-src 'self' https://js.test;" in answer.headers["content-security-policy"]
    assert "js.test" not in client.get("/").headers["content-security-policy"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_became_of_it_is_said(city: PaidCity, language: str) -> None:
    """Not paid in time, not reached, another amount: with what goes back, and where to go on."""
    said = {
        "en": ("not paid in time", "cannot be reached", "has come back"),
        "zh": ("没有在规定时间内付款", "联系不上", "已退回"),
    }[language]
    with client_of(city, language) as client:
        client.follow_redirects = False
        put(client, a1=1)
        where = pay(client, page_of(client)).headers["location"]
        city.go_on()
        city.go_on(15 * 60 + 1)
        assert said[0] in client.get(where).text
        city.taker.is_down = True
        where = pay(client, page_of(client)).headers["location"]
        for _ in range(8):
            city.go_on(10)
        assert said[1] in client.get(where).text
        city.taker.is_down = False
        where = pay(client, page_of(client)).headers["location"]
        payment = where.removeprefix("/pay/")
        city.go_on()
        city.taker.pay(payment, 1)
        city.tell(payment)
        city.go_on()
        html = client.get(where).text
        assert said[2] in html
        assert 'href="/basket"' in html


def test_nobody_else_finds_it(city: PaidCity, client: TestClient) -> None:
    """Neither the page nor its part, nor may they give it up."""
    where = begun(client)
    with client_of(city) as other:
        other.get("/")
        assert other.get(where).status_code == 404
        assert other.get(f"{where}/part").status_code == 404
        assert other.post(f"{where}/give-up", data={"key": "k"}).status_code == 404
    assert city.intent(where.removeprefix("/pay/")).is_open
