"""What a browser needs to keep the city as an application: its manifest, its worker, a last page.

What is kept, and whose, stands in docs/decisions/0064.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, JSONResponse

from yeshi.base.sentences import say
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import NOT_KEPT, Page
from yeshi.web.frame.kept_files import STATIC, files_address

WORKER = STATIC / "worker.js"
MANIFEST = "application/manifest+json"
# What the bar of a browser and the screen at the start are coloured with: --night of the tokens.
NIGHT = "#14100f"
_SIZES = (192, 512)

router = APIRouter(include_in_schema=False)


@router.get("/manifest.webmanifest", dependencies=ANYBODY)
def manifest(desk: At, language: Language) -> Response:
    """What the city is called and looks like on a home screen."""
    return JSONResponse(
        manifest_of(desk.charter().name.in_language(language), language), media_type=MANIFEST
    )


def manifest_of(name: str, language: str) -> dict[str, Any]:
    """The manifest of a city of that name, in that language."""
    files = files_address()
    pictures = [(f"icon-{size}.png", size, "any") for size in _SIZES]
    pictures.append((f"icon-{_SIZES[-1]}-whole.png", _SIZES[-1], "maskable"))
    return {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": "zh-CN" if language == "zh" else "en",
        "name": name,
        "short_name": name,
        "description": say(language, "site.tagline"),
        "background_color": NIGHT,
        "theme_color": NIGHT,
        "icons": [
            {"src": f"{files}/icon.svg", "sizes": "any", "type": "image/svg+xml"},
            *(
                {
                    "src": f"{files}/{file}",
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for file, size, purpose in pictures
            ),
        ],
    }


@router.get("/worker.js", dependencies=ANYBODY)
def worker() -> Response:
    """What stands between pages and the city: from here, as it may look after pages below it."""
    return Response(WORKER.read_bytes(), media_type="text/javascript", headers=NOT_KEPT)


@router.get("/offline", dependencies=ANYBODY, response_class=HTMLResponse)
def offline(page: Page) -> Response:
    """What is shown where there is no connection, and nothing was kept of what is asked for."""
    return page.show("frame/offline.html")
