"""Serving the live city's pages until the process is told to stop."""

from __future__ import annotations

import gc
from asyncio import get_running_loop
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from signal import SIGTERM, default_int_handler, signal
from socket import socket

import uvicorn

from yeshi import __version__
from yeshi.adapters.clocks import WallClock
from yeshi.adapters.openid import OpenIdProvider
from yeshi.adapters.postgres.guarding import GuardedPool
from yeshi.adapters.service_manager import tell_ready
from yeshi.adapters.watch.log import Log
from yeshi.adapters.watch.metrics import MEDIA
from yeshi.adapters.watch.requests import WatchedRequests
from yeshi.settings import Settings
from yeshi.web.app import create_app
from yeshi.web.frame.answers import Answers
from yeshi.web.frame.desk import Desk, Operating
from yeshi.web.frame.figures import FigureDesk
from yeshi.web.frame.form_tokens import FormTokens
from yeshi.web.frame.limits import Limits
from yeshi.web.frame.render import Renderer
from yeshi.web.frame.sign_in import SignIn
from yeshi.web.frame.site import Site
from yeshi.web.frame.visitor import Visitors, secret_in
from yeshi.wiring.city import LiveCity
from yeshi.wiring.connections import OTHERS, allow_files, web_config
from yeshi.wiring.doors import listening, public_address
from yeshi.wiring.last_backup import last_backup
from yeshi.wiring.messages import Outgoing, outgoing
from yeshi.wiring.parts import WHOLE, CityShare
from yeshi.wiring.pictures import RememberedShelf, shelf_of
from yeshi.wiring.press import print_codes_if_possible
from yeshi.wiring.providers import providers_of
from yeshi.wiring.served import Served, served_city
from yeshi.wiring.which_city import WhichCity

# Whoever waited for the city opens its first pages now: they come before its loops, whose kernels
# take a second to be read.
FIRST_PAGES_S = 0.7
# Of the data folder: templates as they were compiled, which may be thrown away.
TEMPLATES = "templates"


def desk_of(served: Served, settings: Settings, site: Site, out: Outgoing) -> Desk:
    """What the pages of a city under way have at hand."""
    live, secret = served.live, secret_in(settings.home)
    sign_in = SignIn(live.engine, secret, live.costly.passwords, WallClock())
    form_tokens = FormTokens(secret)
    return Desk(
        engine=live.engine,
        broadcast=live.broadcast,
        answers=Answers(live.broadcast.tide),
        visitors=Visitors(secret),
        sign_in=sign_in,
        site=site,
        form_tokens=form_tokens,
        links=out.links,
        shown=out.shown,
        provider=OpenIdProvider(settings.oidc) if settings.oidc else None,
        providers=providers_of(
            settings, live.engine.terms.currency, out.address, live.city.charter.demo
        ).by_name,
        bank_layout=settings.bank_layout,
        senders=out.senders,
        render=_renderer(live, settings, sign_in, form_tokens),
        figures=FigureDesk(live.engine),
        figure_files=live.costly.figure_files,
        parquet=live.columns.parquet,
        sheets=live.sheets,
        painter=live.costly.painter,
        repaint=live.costly.repainter,
        resize=live.costly.resizer,
        pictures=RememberedShelf(shelf_of(settings, live.city.store)),
        menu_reader=live.costly.menu_reader,
        print_codes=print_codes_if_possible,
        print_report=live.costly.printer,
        forecaster=live.costly.forecaster,
        doors=served.doors,
        tiles=settings.tiles,
        speed=live.speed,
        charter=lambda: live.city.charter,
        publisher=settings.publisher,
        set_aside=live.watching.set_aside,
        last_backup=partial(last_backup, settings.home),
        operating=Operating(
            parts=live.watching.parts,
            figures=live.metrics.text,
            media=MEDIA,
            token=settings.metrics_token,
        ),
    )


def _renderer(
    live: LiveCity, settings: Settings, sign_in: SignIn, form_tokens: FormTokens
) -> Renderer:
    return Renderer(
        live.engine,
        __version__,
        sign_in,
        form_tokens,
        lambda: live.city.charter,
        _folder(settings.home / TEMPLATES),
        has_tiles=bool(settings.tiles),
    )


def _folder(path: Path) -> Path:
    """The folder, which nobody else may write to: what is in it is carried out."""
    path.mkdir(mode=0o700, exist_ok=True)
    return path


class CityServer(uvicorn.Server):
    """A server that first has the city leave off, so that nothing keeps it from stopping."""

    def __init__(self, config: uvicorn.Config, live: LiveCity) -> None:
        super().__init__(config)
        self._live = live

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to listen, and set the loops going when whoever waited has been answered.

        What was read until now is never looked through for garbage.
        """
        await super().startup(sockets)
        gc.freeze()
        gc.enable()
        get_running_loop().call_later(FIRST_PAGES_S, self._live.start)

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Take no more requests, and let those under way end."""
        self._live.leave_off()
        await super().shutdown(sockets)


def serve(
    settings: Settings,
    database: Callable[[], str],
    log: Log,
    say: Callable[[str], None],
    asked: WhichCity,
    share: CityShare = WHOLE,
) -> None:
    """Serve a city until the process is told to stop; `database` waits for its address.

    Besides the pages it works in all else of its share. Raises PortTaken when somebody listens
    there already.
    """
    with listening(settings) as door, suppress(KeyboardInterrupt):
        signal(SIGTERM, default_int_handler)
        site = Site(public_address(settings, door))
        out = outgoing(settings, say, site.address)
        opening = partial(set_up_in, settings, door, say)
        with served_city(settings, database, log, asked, share, out, opening) as served:
            # FastAPI silences warnings while it builds an app, and their filter is one for all
            # threads: the city's come later.
            limits = Limits(streams_max=settings.streams)
            app = create_app(desk_of(served, settings, site, out), limits)
            log.take_over()
            config = web_config(WatchedRequests(app, served.live.telling.answered), settings)
            allow_files(settings.streams + OTHERS)
            server = CityServer(config, served.live)
            say(f"Yeshi 夜市 is open at {site.address} (Ctrl-C stops it)")
            # Whoever connects from now on waits in the socket for less than a page takes.
            tell_ready(settings.manager)
            # The server hands the signal on once it has stopped; all else has to stop in turn.
            with suppress(KeyboardInterrupt):
                server.run([door])


def set_up_in(
    settings: Settings, door: socket, say: Callable[[str], None], pool: GuardedPool
) -> None:
    """Have a city of one's own be set up in the browser; its pages are read only where it is."""
    from yeshi.wiring.set_up import set_up

    set_up(settings, pool, door, say)
