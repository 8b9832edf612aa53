"""A chart as its specification for the page, or as a picture to be kept."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused
from yeshi.web.desk import Desk

Form = Literal["json", "png", "svg"]
MEDIA = {"png": "image/png", "svg": "image/svg+xml"}


def chart_as(
    desk: Desk, request: Request, specification: dict[str, Any], form: Form, name: str
) -> Response:
    """The specification as JSON, or the picture it makes as a file of that name."""
    if form == "json":
        return JSONResponse(specification)
    drawn = desk.painter(specification, form)
    if isinstance(drawn, Refused):
        return desk.render.refused(request, drawn, request.url.path)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(drawn, media_type=MEDIA[form], headers=headers)
