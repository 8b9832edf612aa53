"""Codes are made, printed and kept as a file by who launches campaigns, and by nobody else."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.settings.rooms import send
from tests.web.settings.test_campaigns_pages import CAMPAIGN, OFFICIAL, be
from yeshi.base.refused import Refused
from yeshi.flow.vouchers import coding


def codes(city: SmallCity, campaign: str) -> list[str]:
    """The codes as they stand on paper."""
    found = coding.codes_of(city.engine, campaign)
    assert not isinstance(found, Refused)
    return [one.printed for one in found.codes]


def test_codes_are_made_printed_and_kept_as_a_file(city: SmallCity, client: TestClient) -> None:
    """With which of them are entered."""
    be(client, city, OFFICIAL)
    page = send(client, city, "/campaigns", **CAMPAIGN, by_code="each")
    assert 'href="/campaigns/autumn/codes"' in page
    page = send(client, city, "/campaigns/autumn/codes", count="3")
    made = codes(city, "autumn")
    assert len(made) == 3
    assert all(one in page for one in made)
    answer = client.get("/campaigns/autumn/codes.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "no-store" in answer.headers["cache-control"]
    assert all(one in answer.text for one in made)


def test_a_number_that_cannot_be_is_told_beside_its_field(
    city: SmallCity, client: TestClient
) -> None:
    """And nothing is made."""
    be(client, city, OFFICIAL)
    send(client, city, "/campaigns", **CAMPAIGN, by_code="each")
    for count in ("", "many", "0", "1001"):
        answer = client.post(
            "/campaigns/autumn/codes", data={"key": city.key(), "count": count},
            headers={"referer": "/campaigns/autumn/codes"},
        )  # fmt: skip
        assert answer.status_code == 409
    assert codes(city, "autumn") == []


def test_the_word_for_all_is_shown(city: SmallCity, client: TestClient) -> None:
    """And there are none to make."""
    be(client, city, OFFICIAL)
    send(client, city, "/campaigns", **CAMPAIGN, by_code="one", code="night 24")
    page = client.get("/campaigns/autumn/codes").text
    assert "NIGHT24" in page
    assert 'name="count"' not in page


def test_others_see_none(city: SmallCity, client: TestClient) -> None:
    """The owner who launches no campaigns, and a campaign without codes."""
    assert client.get("/campaigns/v/codes").status_code == 403
    assert client.get("/campaigns/v/codes.csv").status_code == 403
    be(client, city, OFFICIAL)
    assert client.get("/campaigns/v/codes").status_code == 404
    assert client.get("/campaigns/v/codes.csv").status_code == 404
