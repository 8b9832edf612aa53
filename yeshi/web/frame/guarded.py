"""An application each answer of which is guarded, whatever it serves."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from yeshi import __version__
from yeshi.web.frame.desk import FrontDesk
from yeshi.web.frame.headers import GuardedAnswers
from yeshi.web.frame.kept_files import KeptFiles

# Shorter than that it is sent as it is; and no more time is spent than it saves on a slow way.
_BYTES_MIN, _LEVEL = 1000, 5
# What is compressed already.
_DENSE = (
    *DEFAULT_EXCLUDED_CONTENT_TYPES, "application/pdf", "application/octet-stream",
    "application/vnd.apache.parquet",
)  # fmt: skip


class GuardedApp(FastAPI):
    """An application each answer of which is guarded, also one to a fault that nobody foresaw."""

    def build_middleware_stack(self) -> ASGIApp:
        """All that stands before the routes."""
        desk: FrontDesk = self.state.desk
        squeezed = GZipMiddleware(
            super().build_middleware_stack(), _BYTES_MIN, _LEVEL, exclude_content_types=_DENSE
        )
        return GuardedAnswers(squeezed, desk.site, desk.tiles)


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
        routes=[Mount("/static", KeptFiles(), name="static"), *ways],
    )
    app.state.desk = desk
    return app
