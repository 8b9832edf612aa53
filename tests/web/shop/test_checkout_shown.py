"""Before anybody touches it the form goes where one ate last, or to where the demo is."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity
from tests.web.browsing import BrowsingClient
from tests.web.shop.ordering import form_of, page_of, put
from tests.web.test_api import client_of, desk_of, post
from yeshi.web.app import create_app


def test_it_goes_to_the_address_that_was_used_last() -> None:
    """Of who has one; before that to a door of the demo, and else to a new address."""
    city = SmallCity().settle_in()
    with client_of(city, signed_in=False) as client:
        client.post("/api/customers")
        put(client, a1=1)
        untouched = form_of(page_of(client))
        assert (untouched["to"], untouched["by"], untouched["campaign"]) == ("", "delivery", "best")
        assert (untouched["tip"], untouched["cutlery"]) == ("0", "0")
        said = {"name": "home", "x": 0.003, "y": 10, "address": "3 Lane"}
        home = post(client, "/addresses", said, "h").json()["address"]
        assert form_of(page_of(client))["to"] == home
    with BrowsingClient(create_app(replace(desk_of(city), doors=()))) as stranger:
        put(stranger, a1=1)
        assert form_of(page_of(stranger))["to"] == "new"


def test_what_nobody_sells_any_more_is_said_and_goes() -> None:
    """Once."""
    city = SmallCity().settle_in()
    with client_of(city, signed_in=False) as client:
        put(client, a1=1, gone=1)
        assert "count:gone" not in form_of(page_of(client))
        assert set(form_of(page_of(client))) >= {"count:a1", "was:a1", "note:a", "shown", "key"}
