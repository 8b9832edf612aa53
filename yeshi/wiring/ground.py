"""The made-up ground of the demo city: its file."""

from __future__ import annotations

from yeshi.files.city import CHANGSHA_FILE, City
from yeshi.files.city_file import read_city
from yeshi.files.terms import read_terms
from yeshi.flow.city.opening import Opening

CITY_FILE = CHANGSHA_FILE


def city() -> City:
    """The city's people and places."""
    return read_city(CITY_FILE)


def opening() -> Opening:
    """What the demo city is opened by."""
    read = city()
    return Opening(name=read.name, centre=read.centre, terms=read_terms(CITY_FILE), demo=True)
