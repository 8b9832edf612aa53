"""The web application: pages, the JSON interface, live news, and what it says when it fails."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from yeshi import __version__
from yeshi.base.errors import InputError, NotStorable, OperatingError
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sentences import say
from yeshi.web.accords.api import accords_router as accords_api_router
from yeshi.web.accords.pages import accords_router
from yeshi.web.city.api import observing_router
from yeshi.web.city.figures_api import figures_router
from yeshi.web.city.observatory import observatory_router
from yeshi.web.city.pages import city_router
from yeshi.web.city.report import report_router
from yeshi.web.city.sheets_api import sheets_router
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.live import live_router
from yeshi.web.frame.problems import fault_of, problem
from yeshi.web.frame.styles import router as styles
from yeshi.web.people.pages import sign_in_router
from yeshi.web.programmes.api import programmes_router as programmes_api_router
from yeshi.web.programmes.foundation import foundation_router
from yeshi.web.programmes.granting_api import granting_router
from yeshi.web.programmes.pages import programmes_router
from yeshi.web.shop.api import ordering_router
from yeshi.web.shop.pages import shop_router
from yeshi.web.shop.vouchers import vouchers_router
from yeshi.web.stall.api import working_router
from yeshi.web.stall.figures import stall_figures_router
from yeshi.web.stall.funding import funding_router
from yeshi.web.stall.pages import work_router
from yeshi.web.stall.registering import registering_router

STATIC = Path(__file__).parent / "frame" / "static"


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
        foundation_router, programmes_router, accords_router, _api,
    ):  # fmt: skip
        app.include_router(router(desk))
    app.include_router(live_router(desk.broadcast))
    app.include_router(styles)
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


def _api(desk: Desk) -> APIRouter:
    """All of /api."""
    router = APIRouter(prefix="/api")
    for part in (
        ordering_router,
        working_router,
        registering_router,
        funding_router,
        observing_router,
        figures_router,
        programmes_api_router,
        granting_router,
        accords_api_router,
        sheets_router,
    ):
        router.include_router(part(desk))
    return router


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
        # Of what a page asks for, a part of the installation is missing; it says which. What no
        # database takes was asked for by nobody's page.
        status, title = (
            (422, "not_storable") if isinstance(fault, NotStorable) else (501, "lacking")
        )
        said = str(fault)
        if request.url.path.startswith("/api"):
            body = {"type": f"urn:yeshi:{title}", "title": title, "status": status, "detail": said}
            return JSONResponse(body, status, media_type="application/problem+json")
        return desk.render.page(request, "frame/refused.html", status, said=said, back="/")

    @app.exception_handler(OperatingError)
    async def down(request: Request, _: OperatingError) -> Response:
        said = say(language_of(request), "error.down")
        if request.url.path.startswith("/api"):
            body = {"type": "urn:yeshi:down", "title": "down", "status": 503, "detail": said}
            return JSONResponse(body, 503, media_type="application/problem+json")
        return desk.render.page(
            request, "frame/refused.html", 503, said=said, back=request.url.path
        )
