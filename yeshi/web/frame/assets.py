"""What pages and programs fetch beside the pages: the interface's description, the map's tiles."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, RedirectResponse

from yeshi.web.frame.access import ANYBODY, At

INTERFACE = Path(__file__).parent / "static" / "interface.html"
router = APIRouter(include_in_schema=False)
tiles_router = APIRouter(include_in_schema=False)


@router.get("/docs", dependencies=ANYBODY)
def docs() -> FileResponse:
    """The JSON interface, to be read and tried."""
    return FileResponse(INTERFACE)


@router.get("/favicon.ico", dependencies=ANYBODY)
def icon() -> RedirectResponse:
    """The icon of the pages."""
    return RedirectResponse("/static/icon.svg")


@router.get("/map-settings", dependencies=ANYBODY)
def map_settings(desk: At) -> dict[str, str | None]:
    """Where the map's tiles come from: a file of ours, a server, or nowhere."""
    if is_tiles_file(desk.tiles):
        return {"pmtiles": "/tiles.pmtiles", "tiles": None}
    return {"pmtiles": None, "tiles": desk.tiles}


@tiles_router.get("/tiles.pmtiles", dependencies=ANYBODY)
def tiles(desk: At) -> FileResponse:
    """The map's tiles, from the file that the installation names."""
    return FileResponse(desk.tiles or "")


def is_tiles_file(tiles: str | None) -> bool:
    """Whether the setting names a file, not the addresses of a server."""
    return bool(tiles) and "{z}" not in (tiles or "")
