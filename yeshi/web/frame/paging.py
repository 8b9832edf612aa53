"""Long lists over JSON: so many at once, and where those after them are."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request, Response

from yeshi.web.frame.fields import IdOrNone

LIMIT_MAX = 100
LIMIT = 50

After = Annotated[IdOrNone, Query(description="The id after which this page begins")]
Limit = Annotated[int, Query(ge=1, le=LIMIT_MAX, description="How many at most")]

# What an answer tells beside the list.
PAGED: dict[int | str, dict[str, Any]] = {
    200: {
        "headers": {
            "Link": {
                "description": "The address of the next page, as rel=next; none on the last one.",
                "schema": {"type": "string"},
            }
        }
    }
}


def lead_on(request: Request, response: Response, after: str | None) -> None:
    """Have the answer tell where the page after this one is; nothing for None."""
    if after is not None:
        address = request.url.include_query_params(after=after)
        response.headers["Link"] = f'<{address.path}?{address.query}>; rel="next"'
