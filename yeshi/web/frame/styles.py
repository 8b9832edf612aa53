"""The route to the style sheet of each face."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from yeshi.web.frame.access import ANYBODY
from yeshi.web.frame.fields import Id
from yeshi.web.frame.kept_files import A_YEAR, ASKED_AGAIN
from yeshi.web.frame.style_sheets import mark_of, sheet_of

router = APIRouter(include_in_schema=False)


@router.get("/style/{face}.css", dependencies=ANYBODY)
def style(request: Request, face: Id) -> Response:
    """/style/FACE.css?MARK: in one answer, kept for a year under the mark of what it says."""
    sheet = sheet_of(face)
    if sheet is None:
        return Response(status_code=404)
    mark = mark_of(sheet)
    is_kept = request.url.query == mark
    headers = {"ETag": f'"{mark}"', "Cache-Control": A_YEAR if is_kept else ASKED_AGAIN}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(sheet, media_type="text/css", headers=headers)
