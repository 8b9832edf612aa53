"""Every use case as JSON."""

from __future__ import annotations

from fastapi import APIRouter

from yeshi.web.api.accords import accords_router
from yeshi.web.api.figures import figures_router
from yeshi.web.api.funding import funding_router
from yeshi.web.api.granting import granting_router
from yeshi.web.api.observing import observing_router
from yeshi.web.api.ordering import ordering_router
from yeshi.web.api.programmes import programmes_router
from yeshi.web.api.registering import registering_router
from yeshi.web.api.sheets import sheets_router
from yeshi.web.api.working import working_router
from yeshi.web.desk import Desk


def api_router(desk: Desk) -> APIRouter:
    """All of /api."""
    router = APIRouter(prefix="/api")
    for part in (
        ordering_router,
        working_router,
        registering_router,
        funding_router,
        observing_router,
        figures_router,
        programmes_router,
        granting_router,
        accords_router,
        sheets_router,
    ):
        router.include_router(part(desk))
    return router
