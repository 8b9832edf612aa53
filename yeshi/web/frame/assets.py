"""What pages and programs fetch beside the pages: the map's settings and tiles."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import FileResponse, RedirectResponse

from yeshi.geo.point import Point
from yeshi.web.frame.access import ANYBODY, At
from yeshi.web.frame.kept_files import files_address

# The river and the main roads of the demo city: any other is drawn from its tiles.
DEMO_BASE = f"{files_address()}/changsha.geojson"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSettings:
    """The place at which a map opens, and a drawn base, a file of tiles or a server of them."""

    centre: tuple[float, float]
    base: str | None
    pmtiles: str | None
    tiles: str | None


router = APIRouter(include_in_schema=False)
tiles_router = APIRouter(include_in_schema=False)


@router.get("/favicon.ico", dependencies=ANYBODY)
def icon() -> RedirectResponse:
    """The icon of the pages."""
    return RedirectResponse(f"{files_address()}/icon.svg")


@router.get("/map-settings", dependencies=ANYBODY)
def map_settings(desk: At) -> MapSettings:
    """Where the map opens, and where what is drawn under it comes from."""
    city = desk.charter()
    return settings_of(city.centre, DEMO_BASE if city.demo else None, desk.tiles)


def settings_of(centre: Point, base: str | None, tiles: str | None) -> MapSettings:
    """The settings of a map that opens there, on a drawn base or on the installation's tiles."""
    is_file = is_tiles_file(tiles)
    return MapSettings(
        centre=(centre.x, centre.y),
        base=base,
        pmtiles="/tiles.pmtiles" if is_file else None,
        tiles=None if is_file else tiles,
    )


@tiles_router.get("/tiles.pmtiles", dependencies=ANYBODY)
def tiles(desk: At) -> FileResponse:
    """The map's tiles, from the file that the installation names."""
    return FileResponse(desk.tiles or "")


def is_tiles_file(tiles: str | None) -> bool:
    """Whether the setting names a file, not the addresses of a server."""
    return bool(tiles) and "{z}" not in (tiles or "")
