"""Saying that something is wrong, from the page of the order; without any script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import SmallCity, done
from tests.flow.orders.complaints import HOLDER, OPERATOR
from tests.web.everybody import sign_in_as
from tests.web.shop.rated import had
from tests.web.stall.test_pictures_pages import jpeg
from tests.web.test_api import client_of
from yeshi.base.sentences import say
from yeshi.flow.orders import redressing
from yeshi.flow.people import entering
from yeshi.people.person import Grant, Person, Role
from yeshi.web.frame.bounds import BODY_BYTES_MAX

OTHER = Person("other", "other", (Grant(Role.STALLHOLDER, "b"),), None)


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory, with people who work in it."""
    city = SmallCity().open_up().settle_in()
    for one in (HOLDER, OPERATOR, OTHER):
        done(entering.enter_person(city.engine, city.key(), one))
    return city


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A visitor's browser."""
    with client_of(city, signed_in=False) as client:
        yield client


def complain(
    client: TestClient, order: str, photos: int = 0, stall: str = "a", **said: str
) -> Response:
    """Send the form, with photos."""
    page = f"/orders/{order}/complaints"
    files = [("photos", ("p.jpg", jpeg(colour), "image/jpeg")) for colour in _COLOURS[:photos]]
    answer: Response = client.post(
        f"{page}/{stall}",
        data={
            "key": f"{photos}{stall}{sorted(said.items())}"[:100],
            **{name.replace("line_", "line-"): it for name, it in said.items()},
        },
        files=files or None,
        headers={"Referer": f"http://testserver{page}?stall={stall}"},
    )
    return answer


_COLOURS = ("red", "blue", "green", "white", "black", "gray", "pink", "brown", "gold", "navy")


def of_order(client: TestClient, order: str) -> str:
    """The page of the order."""
    return client.get(f"/orders/{order}").text


def shots(text: str) -> list[str]:
    """Where the photos on a page are."""
    return re.findall(r'src="(/complaints/[^"]+)"', text)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_missing_dish_is_given_back(city: SmallCity, client: TestClient, language: str) -> None:
    """Ticked, sent, answered by its stall; the wallet, the receipt and one's orders say so."""
    client.headers["Accept-Language"] = language
    order = had(city, client)
    assert f'href="/orders/{order}/complaints"' in of_order(client, order)
    first = client.get(f"/orders/{order}/complaints").text
    assert f"/orders/{order}/complaints?stall=a" in first
    page = client.get(f"/orders/{order}/complaints?stall=a").text
    assert say(language, "trouble.missing") in page
    sent = complain(client, order, line_0="1", trouble="missing", words="没有豆腐 no tofu")
    assert sent.status_code == 200
    assert say(language, "deed.complained") in sent.text
    assert say(language, "complaint_state.asked") in sent.text
    assert "没有豆腐 no tofu" in sent.text
    with city.store.begin() as work:
        (made,) = work.complaints.of(order)
    done(redressing.agree(city.engine, city.key(), "a", made.id))
    text = of_order(client, order)
    assert say(language, "complaint.granted_wallet", amount="¥16.50") in text
    assert say(language, "why.complaint") in text
    for path in (f"/orders/{order}/receipt", "/mine"):
        assert "16.50" in client.get(path).text
    receipt = client.get(f"/orders/{order}/receipt.txt").text
    assert f"{say(language, 'complaint.given_back')}  −¥16.50" in receipt
    assert 'id="given-back"' in client.get(f"/orders/{order}/receipt").text


def test_photos_are_seen_by_who_has_to_do_with_it_alone(
    city: SmallCity, client: TestClient
) -> None:
    """Kept by no browser; with nothing in them but what is seen; of no public address."""
    order = had(city, client)
    assert complain(client, order, photos=2, line_0="1", trouble="spoiled").status_code == 200
    addresses = shots(of_order(client, order))
    assert len(addresses) == 2
    one = client.get(addresses[0])
    assert one.headers["content-type"] == "image/webp"
    assert one.headers["cache-control"] == "no-store"
    assert b"marked-place" not in one.content
    assert client.get(addresses[0].replace("/0/", "/7/")).status_code == 404
    assert client.get(addresses[0].rpartition("/")[0] + "/9999").status_code == 404
    with city.store.begin() as work:
        (made,) = work.complaints.of(order)
    assert client.get(f"/pictures/{made.pictures[0].name}/240").status_code != 200
    for person, status in ((HOLDER, 200), (OPERATOR, 200), (OTHER, 404), (None, 404)):
        with client_of(city, signed_in=False) as other:
            if person is not None:
                sign_in_as(other, other.app.state.desk, person)  # type: ignore[attr-defined]
            other.app.state.desk = client.app.state.desk  # type: ignore[attr-defined]
            assert other.get(addresses[0]).status_code == status, person


def test_what_is_wrong_is_told_beside_it_and_what_was_typed_stays(
    city: SmallCity, client: TestClient
) -> None:
    """Nothing ticked, no reason, too many photos, one that is none; nothing is sent."""
    order = had(city, client)
    nothing = complain(client, order, trouble="missing", words="all gone")
    assert nothing.status_code == 422
    assert say("en", "refused.nothing_complained") in nothing.text
    assert "all gone" in nothing.text
    without = complain(client, order, line_0="1")
    assert without.status_code == 409
    assert complain(client, order, line_0="2", trouble="missing").status_code == 409
    assert complain(client, order, line_0="x", trouble="missing").status_code == 409
    assert complain(client, order, line_9="1", trouble="missing").status_code == 409
    assert complain(client, order, line_0="1", trouble="missing", back_to="x").status_code == 409
    assert complain(client, order, 10, line_0="1", trouble="missing").status_code == 409
    text = client.post(
        f"/orders/{order}/complaints/a",
        data={"key": "3", "line-0": "1", "trouble": "missing"},
        files=[("photos", ("p.txt", b"a text", "image/jpeg"))],
    )
    assert text.status_code == 409
    assert "no photo" in text.text
    with city.store.begin() as work:
        assert work.complaints.of(order) == []


def test_who_has_ordered_nothing_brings_no_photos(city: SmallCity, client: TestClient) -> None:
    """Nothing of theirs is read; whoever has may bring what a telephone takes."""
    order = had(city, client)
    long = {"photos": ("p.jpg", b"\xff\xd8\xff" + bytes(BODY_BYTES_MAX), "image/jpeg")}
    with client_of(city, signed_in=False) as other:
        other.post("/api/customers")
        sent = other.post(f"/orders/{order}/complaints/a", data={"key": "k"}, files=long)
        assert sent.status_code == 401
    data = {"key": "k", "line-0": "1", "trouble": "missing"}
    assert client.post(f"/orders/{order}/complaints/a", data=data, files=long).status_code == 409


def test_one_goes_on_to_the_control_room(city: SmallCity, client: TestClient) -> None:
    """With what the stall said before one's eyes; once."""
    order = had(city, client)
    complain(client, order, line_0="1", trouble="wrong")
    with city.store.begin() as work:
        (made,) = work.complaints.of(order)
    done(redressing.decline(city.engine, city.key(), "a", made.id, "as ordered"))
    text = of_order(client, order)
    assert "The stall: as ordered" in text
    path = f"/orders/{order}/complaints/{made.id}/appeal"
    assert path in text
    after = client.post(path, data={"key": "9", "words": "it was <b>beef</b>"})
    assert say("en", "complaint_state.referred") in after.text
    assert path not in after.text
    assert client.post(path, data={"key": "10"}).status_code == 409


def test_an_order_on_its_way_and_anothers_offer_nothing(
    city: SmallCity, client: TestClient
) -> None:
    """Whoever has only the link sees neither; when all was reported, the page says so."""
    order = had(city, client)
    with client_of(city, signed_in=False) as other:
        assert 'id="complaints"' not in of_order(other, order)
        assert other.get(f"/orders/{order}/complaints").status_code == 404
        assert complain(other, order, line_0="1", trouble="missing").status_code == 404
    complain(client, order, line_0="1", trouble="missing")
    only = client.get(f"/orders/{order}/complaints").text
    assert f'action="/orders/{order}/complaints/b"' in only
    complain(client, order, 0, "b", line_0="1", trouble="missing")
    assert say("en", "complaint.nothing_left") in client.get(f"/orders/{order}/complaints").text
