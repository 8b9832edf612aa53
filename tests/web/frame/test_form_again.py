"""Each form of each page that is refused is shown on its page, with what was typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import SmallCity
from tests.end_to_end.test_accessible import pages_of
from tests.web.busy import busy
from tests.web.everybody import be_everybody
from tests.web.test_api import client_of
from yeshi.base.ids import short
from yeshi.web.frame.page_forms import FormSeen, forms_on

LEFT = "left as typed 1"
# Long forms have a way of their own, with rows: tests/web/frame/test_typed.py.
LINES = ("text", "search", "textarea")


@pytest.fixture
def city() -> SmallCity:
    """The small city in the middle of everything."""
    return SmallCity().open_up().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """The browser of somebody with every role."""
    with client_of(city) as client:
        yield client


def sent(form: FormSeen, **other: str) -> dict[str, str]:
    """What the form sends, with a word in each line that is typed."""
    said: dict[str, str] = {}
    for tag in form.inputs:
        ticked = tag.kind not in ("checkbox", "radio") or "checked" in tag.attributes
        value = tag.attributes.get("value") or ""
        if tag.options:
            value = next(
                (one.attributes.get("value") or "" for one in tag.options
                 if "selected" in one.attributes),
                tag.options[0].attributes.get("value") or "",
            )  # fmt: skip
        typed = tag.name == "textarea" or tag.kind == "text"
        if ticked and tag.field:
            said[tag.field] = LEFT if typed else value
    return said | other


def the_form(answer: Response, action: str, hidden: dict[str, str]) -> FormSeen:
    """The form on the answered page in which what is wrong stands."""
    found = [
        form for form in forms_on(answer.text).forms
        if action in form.actions
        and all(
            (tag.attributes.get("value") or "") == hidden[tag.field]
            for tag in form.inputs if tag.kind == "hidden" and tag.field in hidden
        )
    ]  # fmt: skip
    assert found, (action, answer.text[:400])
    return found[0]


@pytest.mark.timeout(300)
def test_no_form_loses_what_was_typed(city: SmallCity) -> None:
    """Whatever page it stands on, for somebody with every role."""
    ids = busy(city)
    client = client_of(city)
    be_everybody(client, city.store)
    client.follow_redirects = False
    seen = 0
    for path in dict.fromkeys(pages_of(client, ids)):
        for form in forms_on(client.get(path).text).forms:
            if (form.tag.attributes.get("method") or "").lower() != "post":
                continue
            if not any(tag.field == "key" for tag in form.inputs):
                continue
            # A sample is of nothing that there is, and may stand on its page twice.
            if path.startswith("/design"):
                continue
            action = form.tag.attributes["action"] or ""
            said = sent(form, key="")
            answer = client.post(action, data=said, headers={"referer": f"http://t{path}"})
            assert answer.status_code == 422, (path, action)
            assert answer.text.count('id="said"') == 1, (path, action)
            hidden = {tag.field: said[tag.field] for tag in form.inputs
                      if tag.kind == "hidden" and tag.field not in ("key", "form_token")}  # fmt: skip
            again = the_form(answer, action.partition("?")[0].partition("#")[0], hidden)
            typed = [tag for tag in again.inputs if tag.kind == "text"]
            assert all(tag.attributes["value"] == LEFT for tag in typed), (path, action)
            seen += 1
    assert seen > 60


def test_a_refusal_stands_on_the_page_that_was_left(city: SmallCity, client: TestClient) -> None:
    """Beside the field; without a word of where that was, on the page that has the form."""
    city.fill()
    order = city.place({"a1": 1})
    for heads in ({"referer": "http://t/kitchen/a"}, {}, {"referer": "http://t/kitchen/a/stock"}):
        answer = client.post(
            "/kitchen/a/stock", data={"item": "a1", "left": "many", "key": "1"}, headers=heads
        )
        assert answer.status_code == 409
        assert 'name="left"' in answer.text
        assert 'value="many"' in answer.text
        assert short(order) in answer.text
        assert 'data-at="/kitchen/a"' in answer.text


def test_what_is_gone_is_told_above_the_page(client: TestClient) -> None:
    """As the order that its customer called off before the stall took it on."""
    answer = client.post("/kitchen/a/none/accept", data={"minutes": "5", "key": "1"})
    assert answer.status_code == 404
    main = answer.text.partition("<main")[2]
    assert main.index('id="said"') < main.index("<h1>")


def test_what_is_no_page_of_ours_is_answered_alone(client: TestClient) -> None:
    """Where there is no page of the form, as there is no such courier."""
    answer = client.post("/courier/nobody/none/collect", data={"key": "1"})
    assert answer.status_code == 404
    assert answer.text.count('id="said"') == 1
    assert "<form" not in answer.text.partition("<main")[2]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("elsewhere", ["/live?of=a", "/api/merchants", "/nothing"])
def test_what_is_no_page_is_not_asked_for(client: TestClient, elsewhere: str) -> None:
    """Least of all a stream of news, which never ends, whatever a browser says it comes from."""
    said = {"id": "nobody", "password": "wrong", "back": "/"}
    answer = client.post(
        "/sign-in", data=said, headers={"referer": f"http://testserver{elsewhere}"}
    )
    assert answer.status_code == 401
    assert 'id="said"' in answer.text


@pytest.mark.parametrize(
    ("path", "said", "status", "field"),
    [
        ("/sign-in", {"id": "nobody", "password": "wrong", "back": "/"}, 401, "password"),
        ("/sign-in/send-code", {"contact": "no phone"}, 409, "contact"),
        ("/join", {"key": "1", "kind": "stall", "contact": "no phone", "name": "A",
                   "name_zh": "甲", "market": "m"}, 409, "contact"),
        ("/settings/clients", {"key": "1", "name": "A", "redirects": "ftp://x", "scopes": "read"},
         409, "redirects"),
        ("/settings/zones", {"key": "1", "name_zh": "甲", "outline": "x", "why": "grown"},
         409, "outline"),
        ("/kitchen/a/dishes", {"key": "1", "zh": "甲", "amount": "much"}, 422, "amount"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(
    city: SmallCity, client: TestClient, path: str, said: dict[str, str], status: int, field: str
) -> None:
    """With all that was typed, but for passwords."""
    be_everybody(client, city.store)
    answer = client.post(path, data=said)
    page = forms_on(answer.text)
    assert answer.status_code == status
    (at,) = page.focused
    assert (at.field, at.attributes["aria-describedby"]) == (field, "said")
    form = next(one for one in page.forms if at in one.inputs)
    for tag in form.inputs:
        if tag.kind == "text" and tag.field in said:
            assert tag.attributes["value"] == said[tag.field]
        if tag.kind == "password":
            assert "value" not in tag.attributes
