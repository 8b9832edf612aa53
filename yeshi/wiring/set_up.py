"""Setting a city of one's own up in the browser, until it is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from secrets import token_urlsafe
from socket import socket

import uvicorn

from yeshi import __version__
from yeshi.adapters.clocks import WallClock, wall_time
from yeshi.adapters.drafts import DraftFile
from yeshi.adapters.passwords import Argon2
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.adapters.postgres.guarding import GuardedPool
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.adapters.service_manager import tell_ready
from yeshi.base.errors import NoCity
from yeshi.base.ids import random_id
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.files.city_writing import city_file
from yeshi.flow.charter import Charter
from yeshi.flow.city.opening import Opening, open_city
from yeshi.flow.engine import Engine
from yeshi.flow.in_force import InForce
from yeshi.flow.table import TABLE
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.settings import Settings
from yeshi.web.frame.form_tokens import FormTokens
from yeshi.web.frame.render import Renderer
from yeshi.web.frame.sign_in import SignIn
from yeshi.web.frame.site import Site
from yeshi.web.frame.visitor import secret_in
from yeshi.web.opening.code import OneTimeCode
from yeshi.web.opening.owner_form import NewOwner
from yeshi.web.opening.setting_up import OpeningDesk
from yeshi.web.opening.steps import WHOLE_CITY, terms_usual_in
from yeshi.web.opening_app import create_opening_app
from yeshi.wiring.connections import web_config
from yeshi.wiring.doors import public_address
from yeshi.wiring.ground import opening_of
from yeshi.wiring.opened import engine_of, opened, travel

# Of the data folder: what has been said of a city that is not open yet.
DRAFT = "opening.toml"
YESHI = Name("夜市", "Yeshi")
# Where the map opens before the city has a place: on the whole of Asia.
SOMEWHERE = Point(105.0, 30.0)


def set_up(settings: Settings, pool: GuardedPool, door: socket, say: Callable[[str], None]) -> None:
    """Serve the set-up until a city is open on the database; NoCity where it was stopped before.

    Whoever has the code that is said may open one.
    """
    draft = DraftFile(settings.home / DRAFT, lambda path: opening_of(path, None), city_file)
    site, code = Site(public_address(settings, door)), OneTimeCode()
    server: uvicorn.Server | None = None

    def open_it(said: Opening, owner: NewOwner) -> Refused | None:
        refused = opened_with(pool, said, owner)
        if refused is None:
            draft.remove()
            if server is not None:
                # The answer goes out; whoever asks next waits for the city itself.
                server.should_exit = True
        return refused

    desk = desk_of(settings, pool, site, code, draft, open_it)
    server = uvicorn.Server(web_config(create_opening_app(desk), settings))
    say(f"No city is open here yet. Open yours at {site.address}/?code={code.code}")
    tell_ready(settings.manager)
    # A server closes what it listens at; the city listens there next.
    server.run([door.dup()])
    if opened(pool) is None:
        raise NoCity("no city was opened")


def opened_with(pool: GuardedPool, said: Opening, owner: NewOwner) -> Refused | None:
    """Open the city with its owner; the refusal where it cannot be, or one is open already."""
    store = PostgresStore(pool, said.terms.currency)
    engine = engine_of(store, InForce.alone(said.terms), wall_time())
    person = replace(owner.person, secret=Argon2().make(owner.password))
    answer = open_city(engine, f"set-up:{token_urlsafe(12)}", replace(said, owner=person))
    return answer if isinstance(answer, Refused) else None


def desk_of(
    settings: Settings, pool: GuardedPool, site: Site, code: OneTimeCode, draft: DraftFile,
    open_it: Callable[[Opening, NewOwner], Refused | None],
) -> OpeningDesk:  # fmt: skip
    """What the pages of the set-up have at hand."""
    zones = (Zone(WHOLE_CITY, YESHI, SOMEWHERE),)
    # As long as nothing is said of the city, its pages count as those who read Chinese do.
    terms = terms_usual_in("zh", zones)
    clock = WallClock()
    engine = Engine(
        PostgresStore(pool, terms.currency), clock, travel(), ByProviders(), InForce.alone(terms),
        TABLE, naming=random_id,
    )  # fmt: skip
    charter = Charter(name=YESHI, centre=SOMEWHERE, demo=False, opened_at=clock.now())
    secret = secret_in(settings.home)
    sign_in, form_tokens = SignIn(engine, secret, Argon2(), clock), FormTokens(secret)
    render = Renderer(
        engine, __version__, sign_in, form_tokens, lambda: charter,
        is_open=False, has_tiles=bool(settings.tiles),
    )  # fmt: skip
    return OpeningDesk(
        engine=engine,
        sign_in=sign_in,
        site=site,
        form_tokens=form_tokens,
        render=render,
        tiles=settings.tiles,
        charter=lambda: charter,
        code=code,
        draft=draft,
        open_it=open_it,
    )
