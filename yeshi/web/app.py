"""The web application: pages, the JSON interface, live news, and what it says when it fails."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from yeshi import __version__
from yeshi.base.errors import InputError, OperatingError
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sentences import say
from yeshi.web.api import api_router
from yeshi.web.desk import Desk
from yeshi.web.language import language_of
from yeshi.web.live import live_router
from yeshi.web.pages.accords import accords_router
from yeshi.web.pages.city import city_router
from yeshi.web.pages.foundation import foundation_router
from yeshi.web.pages.observatory import observatory_router
from yeshi.web.pages.programmes import programmes_router
from yeshi.web.pages.report import report_router
from yeshi.web.pages.shop import shop_router
from yeshi.web.pages.sign_in import sign_in_router
from yeshi.web.pages.stall_figures import stall_figures_router
from yeshi.web.pages.vouchers import vouchers_router
from yeshi.web.pages.work import work_router
from yeshi.web.problems import fault_of, problem

STATIC = Path(__file__).parent / "static"


def create_app(desk: Desk) -> FastAPI:
    """The application that serves the city of `desk`."""
    app = FastAPI(
        title="Yeshi 夜市",
        version=__version__,
        summary="A city's night economy: order, cook, deliver, account, observe.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in (
        shop_router, vouchers_router, stall_figures_router, work_router, city_router,
        report_router, observatory_router, sign_in_router,
        foundation_router, programmes_router, accords_router, api_router,
    ):  # fmt: skip
        app.include_router(router(desk))
    app.include_router(live_router(desk.broadcast))
    _failures(app, desk)

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url="/api/openapi.json",
            title="Yeshi 夜市 · /api",
            swagger_js_url="/static/vendor/swagger-ui/swagger-ui-bundle.js",
            swagger_css_url="/static/vendor/swagger-ui/swagger-ui.css",
            swagger_favicon_url="/static/icon.svg",
        )

    @app.get("/favicon.ico", include_in_schema=False)
    def icon() -> RedirectResponse:
        return RedirectResponse("/static/icon.svg")

    @app.get("/map-settings", include_in_schema=False)
    def map_settings() -> dict[str, str | None]:
        tiles = desk.tiles
        if tiles and "{z}" not in tiles:
            return {"pmtiles": "/tiles.pmtiles", "tiles": None}
        return {"pmtiles": None, "tiles": tiles}

    if desk.tiles and "{z}" not in desk.tiles:
        from fastapi.responses import FileResponse

        tiles_file = desk.tiles

        @app.get("/tiles.pmtiles", include_in_schema=False)
        def tiles() -> FileResponse:
            return FileResponse(tiles_file)

    return app


def _failures(app: FastAPI, desk: Desk) -> None:
    def answer(request: Request, refused: Refused) -> Response:
        if request.url.path.startswith("/api"):
            return problem(refused, language_of(request))
        return desk.render.refused(request, refused)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, fault: RequestValidationError) -> Response:
        first = fault.errors()[0]
        # An address of which a part is none of those there are leads nowhere.
        if first["loc"][0] == "path":
            return answer(request, Refused(Unknown("page", request.url.path)))
        field = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
        return answer(
            request,
            Refused(
                Invalid(field, fault_of(first["type"], str(first["msg"]), language_of(request)))
            ),
        )

    @app.exception_handler(HTTPException)
    async def http(request: Request, fault: HTTPException) -> Response:
        if fault.status_code == 404:
            return answer(request, Refused(Unknown("page", request.url.path)))
        return JSONResponse({"title": fault.detail, "status": fault.status_code}, fault.status_code)

    @app.exception_handler(InputError)
    async def lacking(request: Request, fault: InputError) -> Response:
        # Of what a page asks for, a part of the installation is missing; it says which.
        said = str(fault)
        if request.url.path.startswith("/api"):
            body = {"type": "urn:yeshi:lacking", "title": "lacking", "status": 501, "detail": said}
            return JSONResponse(body, 501, media_type="application/problem+json")
        return desk.render.page(request, "refused.html", 501, said=said, back="/")

    @app.exception_handler(OperatingError)
    async def down(request: Request, _: OperatingError) -> Response:
        said = say(language_of(request), "error.down")
        if request.url.path.startswith("/api"):
            body = {"type": "urn:yeshi:down", "title": "down", "status": 503, "detail": said}
            return JSONResponse(body, 503, media_type="application/problem+json")
        return desk.render.page(request, "refused.html", 503, said=said, back=request.url.path)
