"""Six phones order together, each pays their own, and one of them drops out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

import pytest
from fastapi.testclient import TestClient

from tests.builders import CALENDAR, SmallCity
from tests.flow.orders.groups import city_of, state, time_over
from tests.flow.orders.later import TONIGHT
from tests.flow.vouchers.ruled import launch
from tests.web.shop.test_table_pages import phone, sends
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.flow.orders import reading
from yeshi.ledger import accounts
from yeshi.market.hours import Hours
from yeshi.market.serving import Serving
from yeshi.orders.group import GroupPays
from yeshi.vouchers.rules import CodeKind, Rules

AT = CALENDAR.local(TONIGHT).isoformat()
HERE = {
    "to": "new", "x": "100", "y": "80", "address": "5 Lane", "name": "home",
    "phone": "+8613912345670",
}  # fmt: skip


@pytest.fixture
def city() -> SmallCity:
    """With stalls that are open."""
    return city_of()


def put(client: TestClient, *dishes: str) -> None:
    """Choose those, wherever it is that one chooses."""
    for dish in dishes:
        data = {"item": dish, "quantity": "1", "back": "/stalls/a"}
        assert client.post("/basket", data=data).status_code == 303


def opened(client: TestClient, pays: str = "each", name: str = "Li", **more: str) -> str:
    """Open a group of what is in the basket; the path of its page."""
    said = {"guest_name": name, "pays": pays, "minutes": "30", **HERE, **more}
    status, to = sends(client, "/together/new", "/together", **said)
    assert status == 303, to
    return to


def joined(city: SmallCity, path: str, name: str, *dishes: str) -> TestClient:
    """Somebody with the link, who chose those; their phone."""
    client = phone(city)
    assert sends(client, path, f"{path}/join", guest_name=name) == (303, "/markets/m")
    put(client, *dishes)
    return client


def group_of(path: str) -> str:
    """The id that its link carries."""
    return path.removeprefix("/together/")


def test_six_phones_of_which_one_drops_out(city: SmallCity) -> None:
    """Each sees all lists, pays their own and a part of the way, and follows the order."""
    li = phone(city)
    put(li, "a1")
    path = opened(li)
    friends = [joined(city, path, f"Friend {n}", "b1") for n in range(1, 6)]
    page = friends[4].get(path).text
    assert all(f"Friend {n}" in page for n in range(1, 6))
    assert "5 Lane" not in page
    assert "1391234" not in page
    for client in (li, *friends[:4]):
        assert "Pay my part, ¥19.50 at most" in client.get(path).text
        assert sends(client, path, f"{path}/pay") == (303, path)
    assert "5 have paid, others have not" in li.get(path).text
    assert "Order now" not in friends[0].get(path).text
    time_over(city)
    found = state(city, group_of(path))
    assert found.order
    page = friends[4].get(path).text
    assert "Your part is not in it" in page
    assert f"/orders/{found.order}" in page
    assert "You paid ¥17.10" in friends[0].get(path).text
    assert "¥17.10" not in page
    assert city.balance(accounts.group(found.id)) == 0
    followed = friends[4].get(f"/orders/{found.order}")
    assert followed.status_code == 200
    assert "5 Lane" not in followed.text


def test_what_is_paid_can_be_taken_back_and_the_host_orders(city: SmallCity) -> None:
    """The list cannot be changed meanwhile, which is said."""
    li = phone(city)
    put(li, "a1")
    path = opened(li)
    wu = joined(city, path, "Wu", "b1")
    assert sends(wu, path, f"{path}/pay") == (303, path)
    data = {"item": "b1", "quantity": "2", "back": path}
    refused = wu.post("/basket", data=data)
    assert refused.status_code == 409
    assert "take your payment back first" in refused.text
    assert sends(wu, path, f"{path}/take-back") == (303, path)
    assert wu.post("/basket", data=data).status_code == 303
    assert sends(wu, path, f"{path}/pay") == (303, path)
    assert "1 have paid" in li.get(path).text
    assert sends(li, path, f"{path}/order") == (303, path)
    page = li.get(path).text
    assert "It is ordered" in page
    assert "Your part is not in it" in page


def test_each_gives_the_courier_what_they_like(city: SmallCity) -> None:
    """With their part, as at the checkout; the host rounds the whole up, which is told to all."""
    li = phone(city)
    put(li, "a1")
    path = opened(li, round_up="rural-teachers")
    wu = joined(city, path, "Wu", "b1")
    page = wu.get(path).text
    assert "rounded up" in page
    assert "Tip for the courier" in page
    assert sends(wu, path, f"{path}/pay", tip="5") == (303, path)
    assert "¥25.49 is set aside" in wu.get(path).text
    assert "¥5.00 of it is your tip" in wu.get(path).text
    assert "your tip" not in li.get(path).text
    assert sends(li, path, f"{path}/pay", tip="own", tip_own="1.5") == (303, path)
    assert sends(li, path, f"{path}/order") == (303, path)
    found = state(city, group_of(path))
    assert found.order
    bill = city.order(found.order).bill
    assert (bill.tip, bill.total.fen % 100) == (city.money(650), 0)
    assert "¥5.00 of it is your tip" in wu.get(path).text


def test_a_tip_that_is_none_is_refused_beside_its_field(city: SmallCity) -> None:
    """With what was typed still there."""
    li = phone(city)
    put(li, "a1")
    path = opened(li)
    page = li.get(path).text
    said = dict(re.findall(r'name="(key|form_token|amount)"\s+value="([^"]*)"', page))
    li.headers["referer"] = f"http://testserver{path}"
    for typed in ("much", "100.01"):
        data = {**said, "tip": "own", "tip_own": typed}
        answer = li.post(f"{path}/pay", data=data)
        assert answer.status_code in (409, 422), typed
        assert f'value="{typed}"' in answer.text
        assert 'aria-invalid="true"' in answer.text, typed
    assert li.post(f"{path}/pay", data={**said, "tip": "3"}).status_code in (409, 422)
    assert state(city, group_of(path)).held == {}


def test_the_host_pays_for_all_at_the_checkout(city: SmallCity) -> None:
    """With all lines, each under whose it is; the stall reads the names."""
    li = phone(city)
    put(li, "a1")
    path = opened(li, pays="one")
    wu = joined(city, path, "Wu", "b1")
    assert f"{path}/pay" not in wu.get(path).text
    assert wu.get(f"{path}/checkout").status_code == 403
    page = li.get(f"{path}/checkout").text
    assert "Wu" in page
    said = dict(re.findall(r'name="(key|shown|form_token)"\s+value="([^"]*)"', page))
    page = li.post(f"{path}/reckon", data={**said, **HERE, "by": "delivery"}).text
    said |= dict(re.findall(r'name="(key|shown)"\s+value="([^"]*)"', page))
    asked = {**said, **HERE, "by": "delivery", "way": "wallet"}
    answer = li.post(f"{path}/pay-all", data=asked)
    assert (answer.status_code, answer.headers.get("location")) == (303, path), answer.text
    found = state(city, group_of(path))
    assert found.order
    order = city.order(found.order)
    assert order.of_group
    assert {one.guest for part in order.tickets for one in part.lines} == {1, 2}
    stall = reading.order(city.engine, found.order)
    assert stall
    assert found.pays is GroupPays.ONE
    assert "Follow the order" in wu.get(path).text


def reckons(client: TestClient, path: str, **said: str) -> str:
    """The host's page after a step, or a choice."""
    page = client.get(f"{path}/checkout").text
    kept = dict(re.findall(r'name="(key|shown|form_token)"\s+value="([^"]*)"', page))
    data = {**kept, **HERE, "by": "delivery", **said}
    return client.post(f"{path}/reckon", data=data).text


def test_a_voucher_by_its_code_is_taken_off_for_all(city: SmallCity) -> None:
    """A wrong one is refused beside its field, as at every checkout."""
    launch(city, "word", Rules(code=CodeKind.ONE), word="NIGHT24")
    li = phone(city)
    put(li, "a1")
    path = opened(li, pays="one")
    joined(city, path, "Wu", "b1")
    page = reckons(li, path, step="code", voucher_code="nothing")
    assert "There is no such code." in page
    assert 'value="nothing"' in page
    assert 'aria-invalid="true"' in page
    page = reckons(li, path, step="code", voucher_code="night24")
    assert "“word” is yours." in page
    assert re.search(r"Voucher\s*<small>word</small>", page)


def test_what_is_wanted_for_later_is_seen_as_it_is_then(city: SmallCity) -> None:
    """A dish that is served later alone is offered for then, and is in the order."""
    li = phone(city)
    put(li, "a1")
    path = opened(li, pays="one")
    joined(city, path, "Wu", "b1")
    late = Serving(hours=Hours(time(21), time(2)))
    with city.store.begin() as work:
        for item in ("a1", "b1"):
            work.items.put(replace(work.items.must_lock(item), served=late))
    page = reckons(li, path)
    assert "sold out" in page
    assert f'value="{AT}"' in page
    page = reckons(li, path, wished_for=AT)
    assert "sold out" not in page
    said = dict(re.findall(r'name="(key|shown|form_token)"\s+value="([^"]*)"', page))
    asked = {**said, **HERE, "by": "delivery", "way": "wallet", "wished_for": AT}
    answer = li.post(f"{path}/pay-all", data=asked)
    assert answer.headers.get("location") == path, answer.text
    found = state(city, group_of(path))
    assert found.order
    order = city.order(found.order)
    assert order.wished
    assert {one.guest for part in order.tickets for one in part.lines} == {1, 2}


@pytest.mark.parametrize(
    ("field", "value"),
    [("guest_name", ""), ("guest_name", "x" * 30), ("pays", "none"), ("address", ""), ("x", "")],
)
def test_a_form_that_cannot_be_is_shown_again(city: SmallCity, field: str, value: str) -> None:
    """With what was typed, and why beside its field; the basket stays."""
    li = phone(city)
    put(li, "a1")
    page = li.get("/together/new").text
    said = dict(re.findall(r'name="(key|form_token)"\s+value="([^"]*)"', page))
    data = {**said, "guest_name": "Li", "pays": "each", "minutes": "30", **HERE, field: value}
    answer = li.post("/together", data=data)
    assert answer.status_code in (409, 422)
    assert 'role="alert"' in answer.text
    assert "home" in answer.text
    assert "¥" in li.get("/basket").text


def test_what_each_pays_is_not_offered_where_there_are_no_wallets(city: SmallCity) -> None:
    """The host pays for all, and says to where at the checkout; a form of before says why not."""
    city.engine.payments = ByProviders()
    li = phone(city)
    put(li, "a1")
    page = li.get("/together/new").text
    assert 'value="one" checked' in page
    assert 'value="each"' not in page
    assert 'name="address"' not in page
    said = dict(re.findall(r'name="(key|form_token)"\s+value="([^"]*)"', page))
    data = {**said, "guest_name": "Li", "minutes": "30", "pays": "each", **HERE}
    answer = li.post("/together", data=data)
    assert answer.status_code == 409
    assert "There are no wallets in this city" in answer.text
    assert opened(li, pays="one").startswith("/together/")


def test_who_has_no_link_has_nothing(city: SmallCity) -> None:
    """And who is not in it neither pays nor orders."""
    stranger = phone(city)
    assert stranger.get("/together/gr-none").status_code == 404
    assert stranger.get("/together/gr-none/part").status_code == 404
    li = phone(city)
    put(li, "a1")
    path = opened(li)
    for form in ("pay", "take-back", "order", "call-off"):
        data = {"key": f"k-{form}", "amount": "1", "form_token": "x"}
        assert stranger.post(f"{path}/{form}", data=data).status_code == 404
    for form in ("checkout", "reckon"):
        assert stranger.get(f"{path}/{form}").status_code in (403, 405)
    assert "Join and choose" in stranger.get(path).text


def test_one_may_choose_for_oneself_meanwhile(city: SmallCity) -> None:
    """The list stays in the group, and one comes back by its page."""
    li = phone(city)
    put(li, "a1")
    path = opened(li)
    assert li.get("/basket").headers["location"] == path
    assert sends(li, path, f"{path}/leave") == (303, "/")
    put(li, "r1")
    assert state(city, group_of(path)).basket_of(1) == {"a1": 1}
    li.get(path)
    put(li, "b1")
    assert state(city, group_of(path)).basket_of(1) == {"a1": 1, "b1": 1}
    assert sends(li, path, f"{path}/call-off") == (303, path)
    page = li.get(path).text
    assert "called this off" in page
    assert "not ordered" in page
    assert "not paid yet" not in page
    assert li.get("/basket").status_code == 200


def test_a_city_of_other_money_says_what_is_held(city: SmallCity) -> None:
    """In Chinese as in English."""
    li = phone(city)
    put(li, "a1")
    path = opened(li)
    li.headers["accept-language"] = "zh"
    page = li.get(path).text
    assert "先留出 ¥19.50" in page
    assert "发起的一起点单" in page
    assert replace(state(city, group_of(path)), why="").is_open
