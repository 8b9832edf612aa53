"""Which city is served: that which is open on the database, or the demo, opened where none is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from yeshi.adapters.postgres.guarding import GuardedPool
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import open_pool, open_readers
from yeshi.adapters.watch.log import Log
from yeshi.base.errors import NoCity, SettingError
from yeshi.files.city import Door
from yeshi.settings import Settings
from yeshi.wiring.city import LiveCity, live_city
from yeshi.wiring.messages import Outgoing, outgoing
from yeshi.wiring.opened import NOT_OPEN, Opened, open_from, opened
from yeshi.wiring.parts import WHOLE, CityShare, see_that_zones_are_there
from yeshi.wiring.pictures import shelf_of
from yeshi.wiring.recorded import COLUMNS
from yeshi.wiring.which_city import WhichCity


@dataclass(frozen=True, slots=True)
class Served:
    """The live city, and the places that a customer of a made-up one may choose."""

    live: LiveCity
    doors: Sequence[Door] = ()


@contextmanager
def served_city(
    settings: Settings, database: Callable[[], str], log: Log, asked: WhichCity,
    share: CityShare = WHOLE, out: Outgoing | None = None,
    set_up: Callable[[GuardedPool], None] | None = None,
) -> Iterator[Served]:  # fmt: skip
    """The city of that database; `database` waits for its address.

    `out`: by what messages go out; by default as the settings say, or in this process's output.
    `set_up`: has a city of one's own be opened where none is. NoCity where none is open in the end,
    or another one than was asked for; SettingError where settings are given that a city of one's
    own has not.
    """
    out = out or outgoing(settings, print)
    with ExitStack() as closing:
        url = database()
        migrate(url)
        pool = open_pool(url, limited=True)
        closing.callback(pool.close)
        readers = open_readers(pool)
        closing.callback(readers.close)
        city = opened(pool, readers)
        if city is None and asked is WhichCity.DEMO:
            from yeshi.wiring import ground

            city = open_from(pool, ground.opening(), readers)
        if city is None and asked is WhichCity.OWN and set_up is not None:
            set_up(pool)
            city = opened(pool, readers)
        if city is None:
            raise NoCity(NOT_OPEN)
        _see_that_it_is(city, asked, settings)
        see_that_zones_are_there(share, city.terms)
        if city.charter.demo:
            yield closing.enter_context(_demo(settings, url, log, city, out, share))
        else:
            yield Served(closing.enter_context(live_city(settings, url, log, city, out, share)))


@contextmanager
def _demo(
    settings: Settings, url: str, log: Log, city: Opened, out: Outgoing, share: CityShare
) -> Iterator[Served]:
    # A city of one's own is served without a line of the stage being read.
    from yeshi.wiring import ground
    from yeshi.wiring.demo import make_past, put_on_stage

    made_up, past = ground.city(), partial(make_past, settings.home / COLUMNS)
    with live_city(settings, url, log, city, out, share, past) as live:
        put_on_stage(live, made_up, settings.hunger, share, shelf_of(settings, live.city.store))
        yield Served(live, made_up.doors)


def _see_that_it_is(city: Opened, asked: WhichCity, settings: Settings) -> None:
    name = f"{city.charter.name.zh} {city.charter.name.en}"
    if city.charter.demo and asked is WhichCity.OWN:
        raise NoCity(
            f"the demo city is open here ({name}): give a city of your own another data folder "
            "(YESHI_HOME) or database"
        )
    if not city.charter.demo and asked is WhichCity.DEMO:
        raise NoCity(
            f"{name} is open here, which is no demo: serve it with yeshi serve, or give the demo "
            "another data folder (YESHI_HOME) or database"
        )
    if not city.charter.demo and settings.for_demo:
        raise SettingError(f"{settings.for_demo[0]}: it is for the demo city alone")
