"""Rating what one had, from the page of the order; without any script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.shop.rated import had
from tests.web.test_api import client_of
from yeshi.base.sentences import say
from yeshi.flow.orders import rating
from yeshi.flow.orders.made_up_stars import enter_made_up
from yeshi.orders.stars import ALL_DISHES, StarsOfDay, of_dish, of_stall
from yeshi.web.frame.page_forms import forms_on

CHECKED = 'value="{}" class="unseen" aria-label="{} of 5 stars" checked'


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory, made up."""
    return SmallCity().open_up().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A visitor's browser."""
    with client_of(city, signed_in=False) as client:
        yield client


def rate(client: TestClient, order: str, **given: str) -> tuple[int, str]:
    """Send the form; the page that follows."""
    data = {name.replace("_", "-"): value for name, value in given.items()}
    answer = client.post(f"/orders/{order}/ratings", data={"key": str(given), **data})
    return answer.status_code, answer.text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_delivered_order_asks_how_it_was(
    city: SmallCity, client: TestClient, language: str
) -> None:
    """Each dish and how it was brought; once sent, what was given stands there."""
    client.headers["Accept-Language"] = language
    order = had(city, client)
    page = client.get(f"/orders/{order}").text
    assert say(language, "rating.title") in page
    (form,) = [one for one in forms_on(page).forms if f"/orders/{order}/ratings" in one.actions]
    assert page.count('type="radio"') == 3 * 5
    assert {"stars-a1", "word-a1", "stars-b1", "stars-", "word-"} <= {
        one.field for one in form.inputs
    }
    status, text = rate(client, order, stars_a1="4", word_a1="脆 crisp", stars_="5")
    assert status == 200
    assert say(language, "deed.rated") in text
    assert "脆 crisp" in text
    assert text.count('type="radio"') == 5
    assert rate(client, order, stars_b1="1")[0] == 200
    assert 'type="radio"' not in client.get(f"/orders/{order}/part").text


def test_an_order_on_its_way_and_anothers_ask_nothing(city: SmallCity, client: TestClient) -> None:
    """Whoever has only the link sees neither form nor stars."""
    order = had(city, client)
    with client_of(city, signed_in=False) as other:
        assert 'id="rate"' not in other.get(f"/orders/{order}").text
        assert rate(other, order, stars_a1="5")[0] == 404
    client.post("/api/customers")
    city.fill()
    assert 'id="rate"' not in client.get(f"/orders/{city.place({'a1': 1})}").text


def test_what_was_typed_stays_where_stars_are_missing(city: SmallCity, client: TestClient) -> None:
    """One sentence says what is missing, and nothing was sent."""
    order = had(city, client)
    status, text = rate(client, order, stars_a1="2", word_b1="lovely")
    assert status == 422
    assert say("en", "refused.nothing_rated") in text
    assert 'value="lovely"' in text
    assert "checked" in text
    assert rate(client, order)[0] == 422
    assert rate(client, order, stars_a1="9")[0] == 409
    assert client.get("/api/ratings").json()["dishes"]["count"] == 0


def test_means_and_words_stand_where_one_chooses(city: SmallCity, client: TestClient) -> None:
    """On cards, at the stall and its dish; with the way to how they are made."""
    today = city.calendar.business_day(city.clock.now())
    names = (of_dish("a1"), of_stall("a"), ALL_DISHES)
    days = [
        StarsOfDay(id=f"{one}@{today}", rated=one, day=today, count=40, total=184) for one in names
    ]
    done(enter_made_up(city.engine, city.key(), days))
    order = had(city, client)
    rate(client, order, stars_a1="5", word_a1="<b>best</b>")
    with city.store.begin() as work:
        (given,) = work.ratings.of(order)
    done(rating.answer_rating(city.engine, city.key(), "a", given.id, "Come again"))
    for path in ("/", "/markets/m", "/stalls/a", "/stalls/a/dishes/a1"):
        assert 'aria-label="4.6 of 5 stars, 41 ratings"' in client.get(path).text, path
    page = client.get("/stalls/a").text
    assert "&lt;b&gt;best&lt;/b&gt;" in page
    assert "The stall: Come again" in page
    assert 'href="/ratings"' in page
    done(rating.hide_rating(city.engine, city.key(), given.id, "an insult", hide=True))
    assert "best" not in client.get("/stalls/a").text
    assert "Shown to nobody any more: an insult" in client.get(f"/orders/{order}").text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_how_a_mean_is_made_is_told(client: TestClient, language: str) -> None:
    """With its formula, an example, and what the whole city got."""
    client.headers["Accept-Language"] = language
    page = client.get("/ratings").text
    assert say(language, "rating.how_formula", prior=16) in page
    # (16 × 4.4 + 15) ÷ 19, and (16 × 4.4 + 1440) ÷ 316.
    assert "4.5" in page
    assert "4.8" in page
    assert say(language, "rating.none_yet") in page
