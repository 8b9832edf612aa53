"""Light or dark: as the system wishes, until somebody chooses."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from yeshi.web.frame.access import ANYBODY
from yeshi.web.frame.answering import local_path, redirect
from yeshi.web.frame.fields import Path
from yeshi.web.frame.theme import COOKIE

router = APIRouter(include_in_schema=False)


@router.get("/theme/{theme}", dependencies=ANYBODY)
def choose(
    theme: Literal["system", "day", "night"], back: Annotated[Path, Query()] = "/"
) -> Response:
    """Read by that light from now on."""
    response = redirect(local_path(back))
    if theme == "system":
        response.delete_cookie(COOKIE)
    else:
        response.set_cookie(COOKIE, theme, max_age=10**8, samesite="lax")
    return response
