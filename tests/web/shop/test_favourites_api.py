"""A customer's favourites over JSON: their own alone."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.web.test_api import client_of, post


def test_favourites_are_kept_and_taken_out() -> None:
    """By their customer; of another one there are none."""
    client = client_of(SmallCity().settle_in(), signed_in=False)
    client.post("/api/customers")

    def ids() -> list[str]:
        return [one["id"] for one in client.get("/api/favourites").json()]

    assert ids() == []
    assert post(client, "/favourites", {"merchant": "a"}, "1").json() == {"favourite": "stall:a"}
    told = post(client, "/favourites", {"merchant": "a", "item": "a1"}, "2")
    assert told.json() == {"favourite": "dish:a1"}
    assert set(ids()) == {"stall:a", "dish:a1"}
    assert post(client, "/favourites", {"merchant": "none"}, "3").status_code == 404
    assert post(client, "/favourites/remove", {"merchant": "a"}, "5").status_code == 200
    assert ids() == ["dish:a1"]
    client.cookies.clear()
    client.post("/api/customers")
    assert ids() == []
