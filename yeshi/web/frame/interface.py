"""What programs may ask for: read on a page, and tried in a viewer that is one tap away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import BaseRoute

from yeshi.web.frame.access import ANYBODY
from yeshi.web.frame.answering import Page

# What the viewer, a library, weighs as it is sent, so that nobody opens it unawares.
VIEWER_KILOBYTES = 420

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOfPrograms:
    """One way of the contract: what it does, and the names of what its query may say.

    `anchor`: where the viewer shows it.
    """

    method: str
    path: str
    summary: str
    more: str
    asks: tuple[str, ...]
    anchor: str


@router.get("/docs", dependencies=ANYBODY, response_class=HTMLResponse)
def docs(request: Request, page: Page) -> Response:
    """The JSON interface, to be read."""
    return page.show(
        "frame/interface.html",
        groups=ways_of_programs(request.app.routes),
        kilobytes=VIEWER_KILOBYTES,
    )


@router.get("/docs/try", dependencies=ANYBODY, response_class=HTMLResponse)
def viewer(page: Page) -> Response:
    """The JSON interface, to be tried: the viewer is fetched when somebody says so."""
    return page.show("frame/viewer.html", kilobytes=VIEWER_KILOBYTES)


def ways_of_programs(routes: Sequence[BaseRoute]) -> dict[str, list[WayOfPrograms]]:
    """The ways that the contract of these routes has, by what they are for, in its order.

    Read off the routes, as to write the whole contract takes seconds.
    """
    groups: dict[str, list[WayOfPrograms]] = {}
    for context in iter_route_contexts(routes):
        route = context.original_route
        if isinstance(route, APIRoute) and context.include_in_schema:
            group = str(context.tags[0]) if context.tags else ""
            asks = tuple(one.alias for one in route.dependant.query_params)
            for method in sorted(context.methods or ()):
                groups.setdefault(group, []).append(WayOfPrograms(
                    method=method,
                    path=context.path or "",
                    summary=context.summary or route.name.replace("_", " ").title(),
                    more=context.description.partition("\n\n")[0],
                    asks=asks,
                    anchor=f"#/{group}/{context.operation_id or context.unique_id}",
                ))  # fmt: skip
    return groups
