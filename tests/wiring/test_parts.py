"""A share is what is named of a city; pages show what others do, and know when nobody does it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from yeshi.adapters.postgres import presence
from yeshi.adapters.watch.log import Log
from yeshi.base.errors import InputError
from yeshi.settings import Settings
from yeshi.wiring import ground, watching
from yeshi.wiring.city import LiveCity
from yeshi.wiring.parts import WHOLE, CityPart, CityShare, see_that_zones_are_there, share_of
from yeshi.wiring.served import served_city
from yeshi.wiring.which_city import WhichCity

pytest.importorskip("ibis")


@pytest.fixture
def begin(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[CityShare], LiveCity]]:
    """Lets a share of the demo city begin on one database, beside the others."""
    monkeypatch.setattr(presence, "EVERY_S", 0.05)
    monkeypatch.setattr(watching, "SAME_S", 0.0)
    settings = Settings(
        home=tmp_path,
        database_url=database,
        host="127.0.0.1",
        port=0,
        speed=60.0,
        hunger=0.5,
        tiles=None,
    )
    with ExitStack() as ending:

        def begin(share: CityShare) -> LiveCity:
            served = served_city(settings, lambda: database, Log(), WhichCity.DEMO, share)
            live = ending.enter_context(served).live
            live.start()
            return live

        yield begin


def loops(live: LiveCity) -> list[str]:
    """The loops of a process."""
    return sorted(loop.name for loop in live.watching.loops)


def wrong(live: LiveCity) -> list[str]:
    """What a process says is not ready."""
    return [one.name for one in live.watching.parts() if one.fault]


def until(true: Callable[[], object]) -> None:
    """Wait until it is true."""
    ends = time.monotonic() + 60
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_parts_share_a_city(begin: Callable[[CityShare], LiveCity]) -> None:
    """Each works in its own; pages know what is held anywhere, and what is set aside there."""
    web = begin(CityShare(frozenset({CityPart.WEB})))
    east = begin(CityShare(frozenset({CityPart.DISPATCH}), zones=("east",)))
    assert (loops(web), loops(east)) == ([], ["dispatch:east"])
    until(lambda: "loop dispatch:east" not in wrong(web))
    assert "loop dispatch:west" in wrong(web)
    rest = begin(
        CityShare(frozenset({CityPart.CLOCK, CityPart.ERRANDS, CityPart.DISPATCH}), zones=("west",))
    )
    assert loops(rest) == [
        "dispatch:west", "errands:long", "errands:paper", "errands:paying",
        "errands:quick", "people", "tick", "tidy",
    ]  # fmt: skip
    until(lambda: not wrong(web))
    aside = east.aside()
    aside.note("dispatch:east", "or-1", ZeroDivisionError())
    until(lambda: [one.id for one in web.watching.set_aside()] == ["or-1"])
    held = [
        level for level in web.watching.levels()
        if level.name == "yeshi_beat_seconds" and level.labels["lease"] == "dispatch:east"
    ]  # fmt: skip
    assert [level.labels["process"] for level in held] == [east.watching.process]


def test_a_share_is_told_in_words() -> None:
    """With what is taken of a part, or the part alone."""
    named = share_of([CityPart.DISPATCH, CityPart.ERRANDS], ["east", "east"], ["quick"])
    assert named.words == ("dispatch:east", "errands:quick")
    assert named.zones_of(ground.opening().terms) == ("east",)
    assert [str(lane) for lane in named.lanes_here] == ["quick"]
    assert WHOLE.words == ("web", "dispatch", "clock", "errands")
    assert WHOLE.zones_of(ground.opening().terms) == ("east", "west")


@pytest.mark.parametrize(
    ("parts", "zones", "lanes", "said"),
    [
        ([CityPart.DISPATCH], ["harbour"], [], "there is no zone 'harbour'; there are east, west"),
        ([CityPart.ERRANDS], [], ["slow"], "there is no lane 'slow'; there are quick, long, paper"),
        ([CityPart.WEB], ["east"], [], "--zone is for dispatch"),
        ([CityPart.WEB], [], ["quick"], "--lane is for errands"),
    ],
)
def test_what_no_city_has_is_refused(
    parts: list[CityPart], zones: list[str], lanes: list[str], said: str
) -> None:
    """With what there is."""
    with pytest.raises(InputError, match=said):
        see_that_zones_are_there(share_of(parts, zones, lanes), ground.opening().terms)
