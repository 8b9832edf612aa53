"""A stall reads what its dishes got, and answers, on its page and over JSON."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.test_rating import delivered, rate
from tests.web.test_api import client_of
from yeshi.orders.rating import BROUGHT, Judged

PAGE = "/kitchen/a/ratings"


@pytest.fixture
def city() -> SmallCity:
    """With an order that was rated."""
    city = SmallCity().settle_in()
    city.fill()
    given = (Judged("a1", 2, "too cold"), Judged("b1", 5, "great"), Judged(BROUGHT, 1, "rude"))
    done(rate(city, delivered(city), *given))
    return city


def rating_of(city: SmallCity, line: str) -> str:
    """The id of what the line was given."""
    with city.store.begin() as work:
        return next(one.id for one in work.ratings.all() if one.line == line)


def test_a_stall_reads_its_own_and_answers_once(city: SmallCity) -> None:
    """From its board; neither who it was, nor the order, nor how it was brought, is told."""
    with client_of(city, at=["a"]) as client:
        assert f'href="{PAGE}"' in client.get("/kitchen/a").text
        page = client.get(PAGE).text
        assert "too cold" in page
        assert "great" not in page
        assert "rude" not in page
        id_ = rating_of(city, "a1")
        said = client.post(f"{PAGE}/{id_}", data={"key": "1", "reply": "Sorry"})
        assert "The stall: Sorry" in said.text
        again = client.post(f"{PAGE}/{id_}", data={"key": "2", "reply": "More"})
        assert again.status_code == 409
        assert "answered already" in again.text
        other = client.post(f"{PAGE}/{rating_of(city, 'b1')}", data={"key": "3", "reply": "x"})
        assert other.status_code == 404


def test_an_empty_or_endless_answer_is_refused(city: SmallCity) -> None:
    """In a sentence that names it."""
    with client_of(city, at=["a"]) as client:
        path = f"{PAGE}/{rating_of(city, 'a1')}"
        for reply, status in (("", 409), ("x" * 301, 422)):
            answer = client.post(path, data={"key": f"k{len(reply)}", "reply": reply})
            assert answer.status_code == status
            assert "300" in answer.text


def test_a_stall_is_told_and_answers_over_json(city: SmallCity) -> None:
    """Without a word of the order; nobody else."""
    with client_of(city, at=["a"]) as client:
        own = client.get("/api/merchants/a/ratings/own").json()
        assert [(one["word"], one["stars"]) for one in own["ratings"]] == [("too cold", 2)]
        assert not {"order", "customer", "rated_at"} & set(own["ratings"][0])
        path = f"/api/merchants/a/ratings/{rating_of(city, 'a1')}/answer"
        answer = client.post(path, json={"reply": "Sorry"}, headers={"Idempotency-Key": "1"})
        assert answer.json() == {"rating": rating_of(city, "a1")}
    with client_of(city, signed_in=False) as public:
        assert public.get("/api/merchants/a/ratings/own").status_code == 401
        assert public.get(PAGE, follow_redirects=False).status_code == 303
