"""Which city is served: never another than was asked for, and nothing of the demo in one's own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.builders import CHARTER, done, terms
from yeshi.adapters.clocks import wall_time
from yeshi.adapters.postgres.store import open_pool
from yeshi.adapters.watch.log import Log
from yeshi.base.errors import NoCity, SettingError
from yeshi.base.names import Name
from yeshi.flow.city.enacting import enact_terms
from yeshi.flow.city.opening import Opening
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.people.actor import CONSOLE
from yeshi.settings import Settings
from yeshi.wiring.opened import open_from
from yeshi.wiring.served import Served, served_city
from yeshi.wiring.which_city import WhichCity

PATIENCE_S = 30.0
HARBOUR = Zone("harbour", Name("港", "Harbour"), Point(1, 1))


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    """A folder and a database of one's own."""
    return Settings(
        home=tmp_path, database_url=database, host="127.0.0.1", port=0, speed=20.0, hunger=1.0,
        tiles=None,
    )  # fmt: skip


def open_up(database: str, demo: bool) -> None:
    """Open a city there."""
    with open_pool(database) as pool:
        opening = Opening(name=CHARTER.name, centre=CHARTER.centre, terms=terms(), demo=demo)
        open_from(pool, opening)


@pytest.fixture
def own(settings: Settings, database: str) -> Iterator[Served]:
    """A city of one's own under way."""
    open_up(database, demo=False)
    with served_city(settings, lambda: database, Log(), WhichCity.OWN) as served:
        served.live.start()
        yield served


def test_a_city_of_ones_own_has_nothing_of_the_demo(own: Served) -> None:
    """Nobody is made up in it, no loop plays them, and its clock is that on the wall."""
    live = own.live
    assert abs((live.engine.clock.now() - wall_time()).total_seconds()) < 2
    assert live.speed == 1.0
    assert not own.doors
    assert sorted(loop.name for loop in live.watching.loops) == [
        "dispatch:city", "errands:long", "errands:paper", "errands:paying",
        "errands:quick", "tick", "tidy",
    ]  # fmt: skip
    with live.engine.store.read() as work:
        assert not work.persons.all()
        assert not work.merchants.all()


def test_a_new_zone_is_dispatched_without_a_restart(own: Served) -> None:
    """As soon as the terms that have it are in force."""
    live = own.live
    both = replace(terms(), zones=(*terms().zones, HARBOUR))
    done(enact_terms(live.engine.acting(CONSOLE), "e", both, "the harbour"))
    assert live.engine.terms == both
    ends = monotonic() + PATIENCE_S
    while not [one for one in live.watching.loops if one.name == "dispatch:harbour" and one.holds]:
        assert monotonic() < ends
        sleep(0.02)
    assert "loop dispatch:harbour" in {part.name for part in live.watching.parts()}


def test_another_process_goes_by_changed_terms_soon(
    own: Served, settings: Settings, database: str
) -> None:
    """Though nobody tells it."""
    with served_city(settings, lambda: database, Log(), WhichCity.EITHER) as other:
        patient = replace(terms(), answer_within_s=99.0)
        done(enact_terms(own.live.engine.acting(CONSOLE), "e", patient, "patience"))
        ends = monotonic() + PATIENCE_S
        while other.live.engine.terms != patient:
            assert monotonic() < ends
            sleep(0.02)


@pytest.mark.parametrize(("demo", "asked"), [(True, WhichCity.OWN), (False, WhichCity.DEMO)])
def test_another_city_than_was_asked_for_is_not_served(
    settings: Settings, database: str, demo: bool, asked: WhichCity
) -> None:
    """It is named, and where to put the other one."""
    open_up(database, demo)
    refused = pytest.raises(NoCity, match=r"城 city.*YESHI_HOME")
    with refused, served_city(settings, lambda: database, Log(), asked):
        pass


@pytest.mark.parametrize("asked", [WhichCity.OWN, WhichCity.EITHER])
def test_where_no_city_is_open_that_is_said(
    settings: Settings, database: str, asked: WhichCity
) -> None:
    """Only the demo opens itself."""
    with pytest.raises(NoCity), served_city(settings, lambda: database, Log(), asked):
        pass


def test_a_setting_of_the_demo_is_refused(settings: Settings, database: str) -> None:
    """Rather than left out without a word."""
    open_up(database, demo=False)
    given = replace(settings, for_demo=("YESHI_SPEED",))
    refused = pytest.raises(SettingError, match="YESHI_SPEED")
    with refused, served_city(given, lambda: database, Log(), WhichCity.OWN):
        pass


@pytest.mark.slow
def test_the_stage_is_not_read_for_a_city_of_ones_own() -> None:
    """Nor could it be put on it by mistake."""
    asked = (
        "import sys, yeshi.wiring.serving, yeshi.wiring.working;"
        "print(*[name for name in sys.modules if name.startswith('yeshi.twin')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True, timeout=120
    )
    assert ran.stdout.split() == []
