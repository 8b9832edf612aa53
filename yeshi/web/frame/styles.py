"""The style sheet of each face: the values that all share, the frame's pieces, then its own."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from fastapi import APIRouter, Request, Response

from yeshi.web.frame.access import ANYBODY
from yeshi.web.frame.fields import Id

router = APIRouter(include_in_schema=False)
FACES = Path(__file__).parents[1]
FRAME = tuple(
    FACES / "frame" / f"{part}.css" for part in ("tokens", "page", "controls", "pieces", "drawn")
)


def sheet_of(face: str) -> str | None:
    """The whole style sheet of a face; None where there is no such face."""
    if face not in {path.name for path in FACES.iterdir() if path.is_dir()}:
        return None
    own = FACES / face / f"{face}.css"
    parts = (*FRAME, own) if own.exists() else FRAME
    return "\n".join(path.read_text(encoding="utf-8") for path in parts)


@router.get("/style/{face}.css", dependencies=ANYBODY)
def style(request: Request, face: Id) -> Response:
    """/style/FACE.css: in one answer, asked for again but sent only once it has changed."""
    sheet = sheet_of(face)
    if sheet is None:
        return Response(status_code=404)
    mark = f'"{blake2b(sheet.encode(), digest_size=8).hexdigest()}"'
    headers = {"ETag": mark, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(sheet, media_type="text/css", headers=headers)
