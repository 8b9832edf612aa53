"""The application that sets a city up, in place of the one that serves it."""

from __future__ import annotations

import re

from fastapi import Depends, FastAPI

from yeshi.web.frame import alive, styles
from yeshi.web.frame.bounds import Bound
from yeshi.web.frame.declared import declared
from yeshi.web.frame.failures import handle_failures
from yeshi.web.frame.form_tokens import from_our_form
from yeshi.web.frame.guarded import guarded_app
from yeshi.web.frame.limits import Limits
from yeshi.web.frame.zones_form import FILE_BYTES_MAX
from yeshi.web.opening import ground, not_yet, pages
from yeshi.web.opening.setting_up import OpeningDesk

LIMITS = Limits()
PARTS = (pages, ground, styles, alive, not_yet)
ROUTERS = tuple(part.router for part in PARTS)
BOUNDS = (Bound(path=re.compile("/opening/zones/file$"), bytes_max=FILE_BYTES_MAX, seconds_max=60),)


def create_opening_app(desk: OpeningDesk, limits: Limits = LIMITS) -> FastAPI:
    """The application in which the city of `desk` is set up, within `limits`."""
    app = guarded_app(desk)
    for router in ROUTERS:
        declared(router.routes)
        app.include_router(router, dependencies=[Depends(from_our_form)])
    handle_failures(app, BOUNDS, limits)
    return app
