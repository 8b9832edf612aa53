"""The ground on which a city is opened: what its file says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from yeshi.files.city import CHANGSHA_FILE, City
from yeshi.files.city_file import read_city
from yeshi.files.terms import read_terms
from yeshi.flow.city.opening import Opening
from yeshi.people.person import Person

CITY_FILE = CHANGSHA_FILE


def city() -> City:
    """The demo city's people and places."""
    return read_city(CITY_FILE)


def opening() -> Opening:
    """What the demo city is opened by; its stage enters markets and stalls itself."""
    read = city()
    return Opening(name=read.name, centre=read.centre, terms=read_terms(CITY_FILE), demo=True)


def opening_of(file: Path, owner: Person | None) -> Opening:
    """What a city of one's own is opened by; InputError names the file's line and the fault.

    Who owns a stall is what owners say themselves: only of a made-up city is it made up.
    """
    read = read_city(file)
    return Opening(
        name=read.name,
        centre=read.centre,
        terms=read_terms(file),
        owner=owner,
        stocks=read.stocks,
        markets=tuple(quarter.market for quarter in read.quarters),
        merchants=tuple(
            (replace(stall, owner_woman=None, owner_born_year=None), menu)
            for stall, menu in (*(one for it in read.quarters for one in it.stalls), *read.alone)
        ),
    )
