"""The control room reads what is written to ratings, and hides what the law forbids."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.test_rating import delivered, rate
from tests.web.test_api import client_of
from yeshi.orders.rating import BROUGHT, Judged

PAGE = "/control/ratings"


@pytest.fixture
def city() -> SmallCity:
    """With an order that was rated."""
    city = SmallCity().settle_in()
    city.fill()
    done(rate(city, delivered(city), Judged("a1", 1, "an insult"), Judged(BROUGHT, 4)))
    return city


def rating_of(city: SmallCity) -> str:
    """The id of what the dish was given."""
    with city.store.begin() as work:
        return next(one.id for one in work.ratings.all() if one.line == "a1")


def test_words_are_hidden_with_a_reason_and_shown_again(city: SmallCity) -> None:
    """Both stand in the record; how orders are brought is told, of no courier."""
    with client_of(city) as client:
        for path in ("/control", "/ratings"):
            assert f'href="{PAGE}"' in client.get(path).text
        page = client.get(PAGE).text
        assert "an insult" in page
        assert "4.00" in page
        path = f"{PAGE}/{rating_of(city)}/hide"
        assert client.post(path, data={"key": "1", "on": "true"}).status_code == 409
        hidden = client.post(path, data={"key": "2", "on": "true", "why": "it insults"})
        assert "Shown to nobody any more: it insults" in hidden.text
        assert "an insult" not in client.get("/stalls/a").text
        client.post(path, data={"key": "3", "on": "false", "why": "a mistake"})
        assert "an insult" in client.get("/stalls/a").text
        record = client.get("/control/record").text
        assert "Words to a rating hidden" in record
        assert "a mistake" in record


def test_the_same_over_json(city: SmallCity) -> None:
    """For who may; it names nobody."""
    with client_of(city) as client:
        (one,) = client.get("/api/control/ratings").json()["ratings"]
        assert (one["word"], one["hidden_why"]) == ("an insult", "")
        path = f"/api/control/ratings/{one['id']}/hide"
        answer = client.post(path, json={"why": "law"}, headers={"Idempotency-Key": "1"})
        assert answer.json() == {"rating": one["id"]}
        assert client.get("/api/merchants/a/ratings").json() == []
        unknown = client.post(
            "/api/control/ratings/none/hide", json={"why": "x"}, headers={"Idempotency-Key": "2"}
        )
        assert unknown.status_code == 404
    with client_of(city, signed_in=False) as public:
        assert public.get("/api/control/ratings").status_code == 401
        assert f'href="{PAGE}"' not in public.get("/ratings").text
