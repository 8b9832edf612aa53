"""What the map of the set-up is drawn on."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import FileResponse

from yeshi.web.frame.access import ANYBODY
from yeshi.web.frame.assets import MapSettings, settings_of
from yeshi.web.opening.setting_up import SetUp

router = APIRouter(include_in_schema=False)


@router.get("/map-settings", dependencies=ANYBODY)
def map_settings(desk: SetUp) -> MapSettings:
    """Where the map opens: where the city was put, if it was; and its tiles."""
    said = desk.draft.so_far()
    return settings_of(said.centre if said else desk.charter().centre, None, desk.tiles)


@router.get("/tiles.pmtiles", dependencies=ANYBODY)
def tiles(desk: SetUp) -> FileResponse:
    """The map's tiles, from the file that the installation names."""
    return FileResponse(desk.tiles or "")
