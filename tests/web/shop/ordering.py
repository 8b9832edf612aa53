"""The form on which one orders, as a browser without script sends it."""

from __future__ import annotations

from fastapi.testclient import TestClient
from httpx import Response

from yeshi.web.frame.page_forms import TagSeen, forms_on


def form_of(html: str) -> dict[str, str]:
    """What the form of the page sends as it stands."""
    [form] = [one for one in forms_on(html).forms if "/basket/pay" in one.actions]
    said: dict[str, str] = {}
    for tag in form.inputs:
        value = _value(tag)
        if tag.field and value is not None:
            said[tag.field] = value
    return said


def _value(tag: TagSeen) -> str | None:
    if tag.kind in ("radio", "checkbox"):
        return tag.attributes.get("value") if "checked" in tag.attributes else None
    if tag.name == "select":
        values = [one.attributes.get("value") or "" for one in tag.options]
        chosen = [one for one in tag.options if "selected" in one.attributes]
        return (chosen[0].attributes.get("value") or "") if chosen else (values or [None])[0]
    return tag.attributes.get("value") or ""


def put(client: TestClient, **counts: int) -> None:
    """So many of each dish into the basket."""
    for item, quantity in counts.items():
        client.post("/basket", data={"item": item, "quantity": str(quantity)})


def page_of(client: TestClient) -> str:
    """The page, as one comes to it."""
    return client.get("/basket").text


def reckon(client: TestClient, html: str | None = None, **said: str) -> Response:
    """The page with that filled in and worked out; names with a colon are given with two lines."""
    return _sent(client, "/basket/reckon", html, said)


def pay(client: TestClient, html: str | None = None, **said: str) -> Response:
    """What comes of paying with that filled in, without looking once more."""
    return _sent(client, "/basket/pay", html, said)


def _sent(client: TestClient, to: str, html: str | None, said: dict[str, str]) -> Response:
    named = {name.replace("__", ":"): value for name, value in said.items()}
    form = form_of(html or page_of(client)) | named
    return client.post(to, data=form, follow_redirects=False)
