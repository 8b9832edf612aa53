"""The zones of a city that is set up, one by one or from a file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.opening.test_steps import MARKET, PLACE, well, why
from yeshi.base.names import Name
from yeshi.flow.city.opening import Opening
from yeshi.geo.point import Point
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
         "geometry": {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}},
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
    """Of an area its middle; ids that can stand in an address."""
    zones = well(zones_of_file(SAID, json.dumps(FILE).encode())).terms.zones
    assert [(zone.id, zone.name, zone.centre) for zone in zones] == [
        ("east", Name("河东", "East"), Point(113.1, 28.05)),
        ("zone-2", Name("2区", "Zone 2"), Point(112.9, 28.1)),
        ("zone", Name("岛", "岛"), Point(113.1, 28.05)),
    ]
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
