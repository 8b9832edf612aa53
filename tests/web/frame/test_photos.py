"""Photos are known by what is in them, and found under an address that never means another."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity
from tests.web.everybody import be_everybody
from tests.web.test_api import client_of
from yeshi.accords.meeting import TooLarge
from yeshi.base.refused import Refused
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.kept_files import A_YEAR
from yeshi.web.frame.photos import PHOTO_BYTES_MAX, NoPhoto, Photo, photo_of

PNG = b"\x89PNG\r\n\x1a\n..."


def forms(data: bytes) -> dict[int, bytes]:
    """What a resizer gave."""
    return {640: b"large" + data, 240: b"small" + data}


@pytest.mark.parametrize("data", [b"", b"a text", b"%PDF-1.7", b"GIF89a", b"<svg></svg>"])
def test_what_is_no_photo_is_not_looked_at(data: bytes) -> None:
    """Nor what is too large."""
    found = photo_of(forms, data)
    assert isinstance(found, Refused)
    assert isinstance(found.reason, NoPhoto)
    too_large = photo_of(forms, PNG + bytes(PHOTO_BYTES_MAX))
    assert isinstance(too_large, Refused)
    assert too_large.reason == TooLarge(13, 12)


def test_a_photo_is_named_by_all_that_is_in_it() -> None:
    """The same once more is the same; another width, or another byte, is another."""
    one = photo_of(forms, PNG)
    assert isinstance(one, Photo)
    assert one.named.widths == (240, 640)
    assert one.named == Photo(forms(PNG)).named
    others = {Photo(given).named.digest for given in ({240: b"ab"}, {240: b"ac"}, {241: b"ab"})}
    assert len(others) == 3


def test_a_form_is_kept_for_a_year_and_carries_nothing_out() -> None:
    """By whoever looks, also by who is signed in; what there is not is a page that says so."""
    city, digest = SmallCity().settle_in(), "a" * 64
    with client_of(city, signed_in=False) as client:
        desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
        desk.pictures.put(digest, {240: b"form"})
        for _ in range(2):
            answer = client.get(f"/pictures/{digest}/240")
            assert (answer.status_code, answer.content) == (200, b"form")
            assert answer.headers["cache-control"] == A_YEAR
            assert answer.headers["content-type"] == "image/webp"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "sandbox" in answer.headers["content-security-policy"]
            assert "set-cookie" not in answer.headers
            be_everybody(client, city.store)
        for path in (f"/pictures/{digest}/640", f"/pictures/{'b' * 64}/240"):
            missing = client.get(path)
            assert missing.status_code == 404
            assert missing.headers["cache-control"] == "no-store"
        assert client.get("/pictures/..%2f..%2fsecret/240").status_code == 404
        assert client.get(f"/pictures/{digest}/wide").status_code == 404
