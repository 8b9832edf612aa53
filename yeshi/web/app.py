"""The web application: pages, the JSON interface, live news, and what it says when it fails."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from fastapi import APIRouter, Depends, FastAPI
from starlette.routing import BaseRoute

from yeshi.accords.meeting import FILE_BYTES_MAX
from yeshi.files.statements.rows import BYTES_MAX as STATEMENT_BYTES_MAX
from yeshi.web.faces import INTERFACE, PAGES, PROGRAMS
from yeshi.web.frame import assets
from yeshi.web.frame.bounds import TEXTS_BYTES_MAX, files, texts
from yeshi.web.frame.contract import contract_of
from yeshi.web.frame.declared import declared
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.failures import handle_failures
from yeshi.web.frame.form_tokens import from_our_form
from yeshi.web.frame.guarded import guarded_app
from yeshi.web.frame.limits import Limits
from yeshi.web.frame.menu_reading import FILE_BYTES_MAX as MENU_BYTES_MAX
from yeshi.web.frame.photos import PHOTO_BYTES_MAX
from yeshi.web.frame.zones_form import FILE_BYTES_MAX as ZONES_BYTES_MAX
from yeshi.web.shop.complaint_pages import PHOTOS_BYTES_MAX

LIMITS = Limits()

# What takes more than a short form: files, the long texts of accords and applications, a menu.
BOUNDS = (
    files("/accords/{accord}/files", FILE_BYTES_MAX),
    files("/money/reconciliation/file", STATEMENT_BYTES_MAX),
    files("/settings/zones/file", ZONES_BYTES_MAX),
    files("/kitchen/{merchant}/pictures", PHOTO_BYTES_MAX),
    files("/orders/{order}/complaints/{merchant}", PHOTOS_BYTES_MAX, ordered=True),
    files("/kitchen/{merchant}/menu/read", MENU_BYTES_MAX),
    files("/kitchen/{merchant}/menu", TEXTS_BYTES_MAX),
    *(texts(f"/{kind}") for kind in ("accords", "programmes", "applications")),
    *(texts(f"/api/{kind}") for kind in ("accords", "programmes", "applications", "merchants")),
)


ROUTERS = tuple(part.router for part in (*PAGES, *INTERFACE, *PROGRAMS))


def create_app(desk: Desk, limits: Limits = LIMITS) -> FastAPI:
    """The application that serves the city of `desk`, within `limits`.

    InvariantBroken where a route does not say who may call it.
    """
    app = guarded_app(desk, "/api/openapi.json", _ways())
    if assets.is_tiles_file(desk.tiles):
        app.include_router(assets.tiles_router)
    handle_failures(app, BOUNDS, limits)
    app.openapi = contract_of(app)  # type: ignore[method-assign]
    return app


@cache
def _ways() -> Sequence[BaseRoute]:
    """All routes but that of the map's tiles: made once, as they are the same for every city."""
    for router in (*ROUTERS, assets.tiles_router):
        declared(router.routes)
    ways = APIRouter()
    for part in PAGES:
        ways.include_router(part.router, dependencies=[Depends(from_our_form)])
    for part in (*INTERFACE, *PROGRAMS):
        ways.include_router(part.router)
    return ways.routes
