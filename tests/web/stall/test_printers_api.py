"""Printers over JSON: entered, changed, tried and ended, and slips printed again."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.stalls.test_dishes import COOK, OWNER
from tests.flow.stalls.test_printers import accept
from tests.web.programmes.rooms import client_as
from tests.web.stall.test_printers_pages import a_city, kept
from yeshi.market.printer import Coding, SlipKind

PATH = "/api/merchants/a/printers"
BODY: dict[str, Any] = {"name": "Kitchen", "address": "Printer.Stall.Example"}


def post(client: TestClient, city: SmallCity, path: str, body: Any = None) -> Any:
    """The answer to a body under a new key."""
    headers = {"Idempotency-Key": city.key()}
    return client.post(path, json=body, headers=headers)


def test_a_printer_is_entered_changed_tried_and_ended() -> None:
    """By its owner; who cooks there sees and tries it."""
    city = a_city()
    owner, cook = client_as(city, OWNER), client_as(city, COOK)
    id_ = post(owner, city, PATH, BODY).json()["printer"]
    (one,) = cook.get(PATH).json()
    assert (one["id"], one["host"], one["port"], one["fault"]) == (
        id_, "printer.stall.example", 9100, None,
    )  # fmt: skip
    body = BODY | {"prints": ["kitchen", "bill"], "coding": "gb2312", "width_mm": 80}
    assert post(cook, city, f"{PATH}/{id_}", body).status_code == 404
    assert post(owner, city, f"{PATH}/{id_}", body).status_code == 200
    (known,) = kept(city)
    assert known.prints == (SlipKind.KITCHEN, SlipKind.BILL)
    assert (known.coding, known.width_mm) == (Coding.GB2312, 80)
    assert "slip" in post(cook, city, f"{PATH}/{id_}/try").json()
    assert post(cook, city, f"{PATH}/{id_}/end").status_code == 404
    assert post(owner, city, f"{PATH}/{id_}/end").status_code == 200
    assert owner.get(PATH).json() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": 22}, {"width_mm": 70}, {"prints": []}, {"prints": ["trial"]}, {"coding": "utf8"},
        {"address": ""}, {"address": "a b"}, {"name": ""}, {"categories": [""]},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    """With the field, before it is a command or by it."""
    city = a_city()
    answer = post(client_as(city, OWNER), city, PATH, BODY | wrong)
    assert answer.status_code in (409, 422)
    assert kept(city) == []


def test_a_slip_is_printed_again() -> None:
    """Or it is said that no printer prints such."""
    city = a_city()
    owner, cook = client_as(city, OWNER), client_as(city, COOK)
    order = city.place({"a1": 1})
    accept(city, order)
    path = f"/api/merchants/a/orders/{order}/print"
    assert "no_printer" in post(cook, city, path, {"kind": "kitchen"}).text
    post(owner, city, PATH, BODY)
    assert post(cook, city, path, {"kind": "kitchen"}).json()["slips"] == "1"
    assert post(cook, city, path, {"kind": "trial"}).status_code == 422
