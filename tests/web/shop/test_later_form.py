"""Ordering for later, on the page and over JSON: shown before it is paid, with a yes to another day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from tests.builders import CALENDAR, DOOR, EVENING, SmallCity, done
from tests.flow.orders.later import NEXT_DAY, TOMORROW, TONIGHT
from tests.web.shop.ordering import page_of, pay, put, reckon
from tests.web.test_api import client_of, post
from yeshi.base.calendar import QUARTER
from yeshi.flow.due import BEGIN, carry_out
from yeshi.flow.orders import cooking, ordering, quoting
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.stalls import capacity
from yeshi.orders.order import Order
from yeshi.orders.wished import wished
from yeshi.web.shop.later_form import QuarterShown, later_days, read_day, read_moment

AT, NEXT = (CALENDAR.local(one).isoformat() for one in (TONIGHT, TOMORROW))


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """Somebody who comes for the first time, with a dish in the basket."""
    with client_of(city, signed_in=False) as client:
        client.headers["accept-language"] = "en"
        put(client, a1=1)
        yield client


def order_of(city: SmallCity, answer: object) -> Order:
    """The order to whose page one is led."""
    place = getattr(answer, "headers", {}).get("location", "")
    assert place.startswith("/orders/"), getattr(answer, "text", "")[:3000]
    return city.order(place.removeprefix("/orders/"))


def test_what_is_no_moment_is_none() -> None:
    """Nor no day."""
    assert read_moment("") is read_moment("22:00") is read_day("tomorrow") is None
    assert read_moment(AT) == TONIGHT
    assert read_day("2026-11-25") == NEXT_DAY


def test_times_stand_by_business_day_and_the_chosen_one_with_them() -> None:
    """Also one that cannot be had any more: it is what was chosen."""
    plans = [
        wished(at, cook_s=0, way_s=0, promised_s=0)
        for at in (TONIGHT, TONIGHT + timedelta(hours=3), TOMORROW)
    ]
    chosen = TONIGHT + QUARTER
    tonight, next_day = later_days(plans, chosen, CALENDAR, EVENING)
    assert (tonight.today, next_day.today, next_day.day) == (True, False, NEXT_DAY)
    assert [one.at for _, one in tonight.times] == [
        TONIGHT, chosen, TONIGHT + timedelta(hours=3),
    ]  # fmt: skip
    assert next_day.times == ((NEXT, QuarterShown(TOMORROW, TOMORROW + QUARTER)),)
    assert later_days([], None, CALENDAR, EVENING) == []


def test_a_time_is_chosen_shown_and_paid(city: SmallCity, client: TestClient) -> None:
    """The promise is the quarter; the page of the order says it first, whoever has the link."""
    html = page_of(client)
    assert "As soon as possible" in html
    assert f'value="{AT}"' in html
    shown = reckon(client, wished_for=AT)
    assert "At your door 22:00–22:15" in shown.text
    assert "another-day" not in shown.text
    order = order_of(city, pay(client, shown.text))
    assert order.promised_by == TONIGHT + QUARTER
    page = client.get(f"/orders/{order.id}").text
    assert re.search(r'id="wished">\s*At your door 22:00–22:15', page)
    assert "until then you can cancel for free" in page.lower()
    done(cooking.accept(city.engine, city.key(), "a", order.id, city.clock.now()))
    assert re.search(r'class="done now">\s*Accepted', client.get(f"/orders/{order.id}").text)
    with client_of(city, signed_in=False) as other:
        assert "22:00–22:15" in other.get(f"/orders/{order.id}").text


def test_what_was_not_shown_is_not_paid(city: SmallCity, client: TestClient) -> None:
    """A time that was chosen and not worked out yet, without script: the page shows it first."""
    answer = pay(client, page_of(client), wished_for=AT)
    assert answer.status_code == 409
    assert "At your door 22:00–22:15" in answer.text
    assert order_of(city, pay(client, answer.text)).wished is not None


def test_another_day_needs_its_box(city: SmallCity, client: TestClient) -> None:
    """The refusal is beside it, and all that was filled in still there."""
    shown = reckon(client, wished_for=NEXT, note="ring twice")
    assert "Yes, I want it tomorrow 19:00–19:15" in shown.text
    answer = pay(client, shown.text)
    assert answer.status_code == 409
    assert re.search(r"Please tick that this is right.{0,120}id=\"another-day\"", answer.text, re.S)
    assert re.search(r'name="to" value="" checked', answer.text)
    assert "ring twice" in answer.text
    order = order_of(city, pay(client, answer.text, agreed_day=NEXT_DAY.isoformat()))
    assert order.promised_by == TOMORROW + QUARTER


def test_a_time_that_is_full_is_refused_with_the_nearest(
    city: SmallCity, client: TestClient
) -> None:
    """Beside the choice, which keeps what was chosen."""
    done(capacity.set_room(city.engine, city.key(), "a", 1, None))
    put(client, a1=1)
    assert "22:00–22:15" in reckon(client, wished_for=AT).text
    city.fill("other")
    wish = Wish("other", {"a1": 1}, DOOR)
    other = done(quoting.ask_quote(city.engine, city.key(), wish, TONIGHT))["quote"]
    done(ordering.place(city.engine, city.key(), "other", other))
    shown = reckon(client, wished_for=AT)
    assert "has no room left at that time" in shown.text
    assert "2026-11-24 21:45" in shown.text
    assert re.search(rf'value="{re.escape(AT)}"\s+selected', shown.text)


def test_a_closed_stall_is_ordered_from_for_when_it_opens(
    city: SmallCity, client: TestClient
) -> None:
    """At noon nothing can be had now; the evening can be chosen."""
    city.clock.put(EVENING + timedelta(hours=16))
    stall = client.get("/stalls/a").text
    assert 'id="sells-later"' in stall
    assert 'data-step="' in stall
    html = page_of(client)
    assert "is closed" in html
    assert f'value="{NEXT}"' in html
    shown = reckon(client, wished_for=NEXT)
    assert "At your door 2026-11-25 19:00–19:15" not in shown.text
    assert "At your door 19:00–19:15" in shown.text


def test_a_stall_that_is_only_listed_is_not_ordered_from_at_all(
    city: SmallCity, client: TestClient
) -> None:
    """Nor for later."""
    with city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must_lock("b"), online=False))
    stall = client.get("/stalls/b").text
    assert 'id="sells-later"' not in stall
    assert 'data-step="' not in stall


def test_what_is_no_time_is_refused(client: TestClient) -> None:
    """Nothing but what the page offers is read."""
    answer = reckon(client, wished_for="soon")
    assert answer.status_code in (400, 409, 422)


def test_the_stall_sees_it_from_when_it_is_ordered(city: SmallCity, client: TestClient) -> None:
    """First among the new, then with the later ones, then to be cooked."""
    shown = reckon(client, wished_for=AT)
    order = order_of(city, pay(client, shown.text))
    with client_of(city) as cook:
        cook.headers["accept-language"] = "en"
        board = cook.get("/kitchen/a/part").text
        assert "for 22:00–22:15" in board
        assert "Accept, ready at" in board
        done(cooking.accept(city.engine, city.key(), "a", order.id, city.clock.now()))
        later = cook.get("/kitchen/a/part").text
        assert 'id="later"' in later
        plan = city.order(order.id).wished
        assert plan is not None
        city.clock.put(plan.begins_at)
        carry_out(city.engine, BEGIN)
        now = cook.get("/kitchen/a/part").text
        assert 'id="later"' not in now
        assert "for 22:00–22:15" in now
        assert f'data-taken="begun-{order.id}"' in cook.get("/kitchen/a/waits").text


def test_over_json_the_times_are_a_list_and_a_day_is_agreed_to(city: SmallCity) -> None:
    """Each time is one that a quote takes."""
    body = {"items": {"a1": 1}, "by": "pick_up"}
    with client_of(city) as client:
        put(client, a1=1)
        assert post(client, "/wallet", {"fen": 10_000}, "w").status_code == 200
        times = client.post("/api/later-times", json=body).json()
        assert len(times) > 20
        last = times[-1]["at"]
        quote = post(client, "/quotes", body | {"wished_for": last}, "q")
        assert quote.status_code == 200, quote.text
        asked = {"quote": quote.json()["quote"]}
        refused = post(client, "/orders", asked, "no")
        assert refused.json()["title"] == "another_day", refused.text
        agreed = post(client, "/orders", asked | {"agreed_day": refused.json()["day"]}, "yes")
        assert agreed.status_code == 200, agreed.text
        order = client.get(f"/api/orders/{agreed.json()['order']}").json()
        assert order["order"]["wished"]["at"] == last
