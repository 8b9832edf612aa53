"""What of an order can be had again, over JSON: the price of it can be asked at once."""

from __future__ import annotations

from tests.builders import SmallCity, done
from tests.web.test_api import client_of, post
from yeshi.flow.stalls import listing


def test_what_can_be_had_is_priced_as_it_is_answered() -> None:
    """What is gone says why, by a word and in a sentence."""
    city = SmallCity().settle_in()
    client = client_of(city, signed_in=False)
    client.headers["accept-language"] = "en"
    customer = client.post("/api/customers").json()["customer"]
    city.fill(customer)
    order = city.place({"a1": 2, "b1": 1}, customer)
    done(listing.restock(city.engine, city.key(), "b", "b1", 0))
    told = client.get(f"/api/orders/{order}/again").json()
    assert (told["items"], told["is_as_before"]) == ({"a1": 2}, False)
    there, gone = told["lines"]
    assert (there["quantity_was"], there["quantity_now"], there["gone"]) == (2, 2, "")
    assert there["each_now"] is None
    assert (gone["quantity_now"], gone["gone"]) == (0, "none_left")
    assert gone["says"] == "b1 is sold out."
    asked = {"items": told["items"], "x": 100, "y": 80, "address": "Door"}
    assert post(client, "/quotes", asked, "q").status_code == 200
    assert client.get("/api/orders/none/again").status_code == 404
