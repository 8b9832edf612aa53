"""The zones of a city that is set up, one by one or from a file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.opening.test_steps import MARKET, PLACE, well, why
from yeshi.base.names import Name
from yeshi.base.refused import Reason, Refused
from yeshi.flow.city.opening import Opening
from yeshi.geo.point import Point
from yeshi.geo.zones import OutlineUnfit, Zone
from yeshi.web.frame.zones_form import CornerUnread, outline_lines, outline_typed, zone_typed
from yeshi.web.opening import steps
from yeshi.web.opening.zones_form import with_zone, without_zone, zones_of_file

SAID = well(steps.placed(None, PLACE, "zh"))
SQUARE = [[113.0, 28.0], [113.2, 28.0], [113.2, 28.1], [113.0, 28.1], [113.0, 28.0]]
FILE = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"name:zh": "河东", "name:en": "East"},
         "geometry": {"type": "Polygon", "coordinates": [SQUARE]}},
        {"type": "Feature", "properties": None,
         "geometry": {"type": "Point", "coordinates": [112.9, 28.1, 40.0]}},
        {"type": "Feature", "properties": {"name": "岛"},
         "geometry": {"type": "MultiPolygon", "coordinates": [[SQUARE]]}},
    ],
}  # fmt: skip


def test_the_first_zone_takes_the_place_of_the_whole_and_the_last_gives_it_back() -> None:
    """A city is never without a zone."""
    divided = well(with_zone(SAID, MARKET))
    assert [zone.id for zone in divided.terms.zones] == ["lu-river-bridge"]
    twice = well(with_zone(divided, MARKET))
    assert [zone.id for zone in twice.terms.zones] == ["lu-river-bridge", "lu-river-bridge-2"]
    assert without_zone(divided, "lu-river-bridge") == SAID


def test_a_file_has_points_and_areas_with_names_or_without() -> None:
    """Areas with their outlines; ids that can stand in an address."""
    zones = well(zones_of_file(SAID, json.dumps(FILE).encode())).terms.zones
    assert [(zone.id, zone.name, zone.centre) for zone in zones] == [
        ("east", Name("河东", "East"), Point(113.1, 28.05)),
        ("zone-2", Name("2区", "Zone 2"), Point(112.9, 28.1)),
        ("dao", Name("岛", "岛"), Point(113.1, 28.05)),
    ]
    corners = tuple(Point(*corner) for corner in SQUARE[:-1])
    assert [zone.outline for zone in zones] == [corners, (), corners]
    one = json.dumps(FILE["features"][0]).encode()  # type: ignore[index]
    assert len(well(zones_of_file(SAID, one)).terms.zones) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(("type", "features", "geometry", "coordinates", "properties")), inner
    ),
)  # fmt: skip


@given(JSON)
def test_any_other_file_is_refused_in_a_sentence(read: object) -> None:
    """Never with a fault of ours."""
    turned = zones_of_file(SAID, json.dumps(read).encode())
    assert isinstance(turned, Opening) or why(turned)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[" * 100_000, b"{}", b'{"type":"FeatureCollection","features":[]}'],
)
def test_what_is_no_file_of_zones_is_refused(content: bytes) -> None:
    """Garbled, empty, or nested without an end."""
    why(zones_of_file(SAID, content))


@pytest.mark.parametrize(
    ("kind", "at", "fault"),
    [
        ("MultiPolygon", [[SQUARE], [SQUARE]], "outline_parts"),
        ("Polygon", [SQUARE, SQUARE], "outline_parts"),
        ("Polygon", [[SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]], "outline_crosses"),
        ("Polygon", [SQUARE[:2]], "outline_few"),
        ("Polygon", [[corner[::-1] for corner in SQUARE]], "outline_off"),
        ("Polygon", [[[at * 1000 for at in corner] for corner in SQUARE]], "outline_off"),
    ],
)
def test_an_outline_that_is_no_area_is_told_with_its_zone(
    kind: str, at: list[object], fault: str
) -> None:
    """Of several in a file."""
    bad = {"properties": {"name": "Bad"}, "geometry": {"type": kind, "coordinates": at}}
    file = {"type": "FeatureCollection", "features": [FILE["features"][0], bad]}  # type: ignore[index]
    turned = zones_of_file(SAID, json.dumps(file).encode())
    assert turned == Refused(OutlineUnfit("Bad", fault))


DRAWN = {"name_zh": "港", "name_en": "Harbour", "x": "0", "y": "0"}
LINES = ("28.0, 113.0", "28.0，113.2", "[28.1 113.2],", "", "28.1\t113.0", "28.0,113.0")


def test_a_zone_is_typed_by_its_corners() -> None:
    """North, then east, however they are parted; it is written as it is typed."""
    zone = zone_typed(DRAWN | {"outline": "\r\n".join(LINES)}, ())
    assert isinstance(zone, Zone)
    assert zone.outline == tuple(Point(*corner) for corner in SQUARE[:-1])
    assert zone.centre == Point(113.1, 28.05)
    assert outline_typed(outline_lines(zone.outline)) == zone.outline
    assert outline_lines(()) == ""
    bare = zone_typed(DRAWN | {"outline": " \n"}, ())
    assert isinstance(bare, Zone)
    assert (bare.centre, bare.outline) == (Point(0, 0), ())


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("28.0, 113.0\nnorth, east", CornerUnread(2, "north, east")),
        ("28.0", CornerUnread(1, "28.0")),
        ("28, 113, 40", CornerUnread(1, "28, 113, 40")),
        ("28, 113\n28, 114", OutlineUnfit("港 / Harbour", "outline_few")),
        ("113, 28\n113, 29\n114, 29", OutlineUnfit("港 / Harbour", "outline_off")),
        ("inf, nan\n1, 1\n2, 2", OutlineUnfit("港 / Harbour", "outline_off")),
    ],
)
def test_what_is_typed_wrong_is_told(typed: str, reason: Reason) -> None:
    """With its line, or what the outline lacks."""
    assert zone_typed(DRAWN | {"outline": typed}, ()) == Refused(reason)
