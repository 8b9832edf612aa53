"""An application each answer of which is guarded, whatever it serves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from yeshi import __version__
from yeshi.web.frame.desk import FrontDesk
from yeshi.web.frame.headers import GuardedAnswers

STATIC = Path(__file__).parent / "static"


class GuardedApp(FastAPI):
    """An application each answer of which is guarded, also one to a fault that nobody foresaw."""

    def build_middleware_stack(self) -> ASGIApp:
        """All that stands before the routes."""
        desk: FrontDesk = self.state.desk
        return GuardedAnswers(super().build_middleware_stack(), desk.site, desk.tiles)


def guarded_app(
    desk: FrontDesk, openapi_url: str | None = None, ways: Sequence[BaseRoute] = ()
) -> GuardedApp:
    """An application of these routes for `desk`; what its pages fetch beside them is there."""
    app = GuardedApp(
        title="Yeshi 夜市",
        version=__version__,
        summary="A city's night economy: order, cook, deliver, account, observe.",
        docs_url=None,
        redoc_url=None,
        openapi_url=openapi_url,
        routes=[Mount("/static", StaticFiles(directory=STATIC), name="static"), *ways],
    )
    app.state.desk = desk
    return app
