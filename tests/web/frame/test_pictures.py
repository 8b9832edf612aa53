"""A chart for a page: in the size of its place, in steps, so that many places share a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.test_api import desk_of
from yeshi.web.app import create_app

CHART = "/city/chart?as=svg"


def drawn_of(*addresses: str) -> list[tuple[dict[str, Any], str]]:
    """What is asked of the painter for these addresses; each answer is a file or is shown."""
    asked = []

    def paint(specification: dict[str, Any], kind: str) -> bytes:
        asked.append((specification, kind))
        return b"<svg/>"

    desk = replace(desk_of(SmallCity().settle_in()), painter=paint)
    with TestClient(create_app(desk)) as client:
        for address in addresses:
            answer = client.get(address)
            assert answer.headers["content-type"] == "image/svg+xml"
            is_file = "content-disposition" in answer.headers
            assert is_file == ("screen" not in address)
    return asked


def test_a_file_is_drawn_as_wide_as_documents_are() -> None:
    """And one for a phone's page without scripts in the size that it asks for."""
    (plain, kind), (small, same) = drawn_of(CHART, f"{CHART}&wide=360&high=280")
    assert (plain["width"], kind, same) == ("container", "svg", "svg")
    assert (small["width"], small["height"]) == (360, 280)


def test_places_of_about_one_width_have_the_same_picture() -> None:
    """Never one that is wider than its place."""
    here, there, wider = drawn_of(
        *(f"{CHART}&on=screen&wide={wide}&high=280" for wide in (341, 359, 360))
    )
    assert here == there
    assert (here[0]["width"], wider[0]["width"], here[1]) == (340, 360, "screen")


def test_a_place_that_is_no_place_is_refused() -> None:
    """In words, before anything is drawn."""
    with TestClient(create_app(desk_of(SmallCity().settle_in()))) as client:
        for wrong in ("wide=5&high=280", "wide=360&high=100000", "on=wall"):
            assert client.get(f"{CHART}&{wrong}").status_code == 422
