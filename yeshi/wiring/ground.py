"""On which ground the city stands: its file, and how its ways are ridden."""

from __future__ import annotations

from yeshi.files.city import CHANGSHA_FILE, City
from yeshi.files.city_file import read_city
from yeshi.files.terms import read_terms
from yeshi.flow.terms import Terms
from yeshi.geo.travel import EBIKE_M_MIN, StraightLine, TravelTimes

CITY_FILE = CHANGSHA_FILE


def city() -> City:
    """The city's people and places, from its file."""
    return read_city(CITY_FILE)


def terms() -> Terms:
    """On what the city trades, from its file."""
    return read_terms(CITY_FILE)


def travel() -> TravelTimes:
    """How long its ways take: straight lines, by e-bike."""
    return StraightLine(EBIKE_M_MIN)
