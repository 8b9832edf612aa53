"""Server-sent events: an open page hears of what concerns it and fetches its parts anew."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from starlette.types import Receive, Scope, Send

from yeshi.flow.ports import Tidemark
from yeshi.web.frame.access import ANYBODY, At
from yeshi.web.frame.broadcast import Broadcast, Subscription
from yeshi.web.frame.fields import Id, Line
from yeshi.web.frame.marks import MARK_LENGTH_MAX, read_mark, written

IDS_MAX = 100
RETRY_MS = 1000
Ids = Annotated[list[Id], Query(max_length=IDS_MAX)]
Since = Annotated[Line, Query(max_length=MARK_LENGTH_MAX, description="News after this mark")]

# One event of the stream, of which a contract can tell.
EVENT = {"type": "object", "properties": {"data": {"type": "string"}}, "required": ["data"]}

router = APIRouter(tags=["live"])


class Stream(Response):
    """A stream of news until the page is closed, or the process leaves off.

    Written straight to the server: of a thousand streams each message counts a thousand times.
    """

    media_type = "text/event-stream"

    def __init__(self, broadcast: Broadcast, ids: Sequence[str], since: Tidemark | None) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._broadcast, self._ids, self._since = broadcast, ids, since

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Sends what is told, each message once the one before is on its way."""
        heard = written(self._broadcast.tide.heard)
        async with self._broadcast.subscribe(self._ids, self._since) as subscription:
            leaves = asyncio.create_task(_left(receive, subscription))
            try:
                start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
                await send(start)
                opened = f"retry: {RETRY_MS}\nevent: open\nid: {heard}\ndata: {{}}\n\n"
                await send(_some(opened.encode()))
                while (told := await subscription.next()) is not None:
                    await send(_some(told))
                await send({"type": "http.response.body", "body": b""})
            finally:
                leaves.cancel()
                with suppress(asyncio.CancelledError):
                    await leaves


@router.get(
    "/live",
    summary="News of some ids, or of everything (*)",
    response_class=Stream,
    status_code=200,
    responses={200: {"content": {"text/event-stream": {"schema": EVENT}}}},
    dependencies=ANYBODY,
)
async def live(
    desk: At,
    of: Ids,
    since: Since = "",
    last_event_id: Annotated[Line, Header(max_length=MARK_LENGTH_MAX)] = "",
) -> Stream:
    """A stream that ends when the page is closed, or the process stops.

    Each message tells whom it `concerns` and the `mark` up to which it goes.
    """
    return Stream(desk.broadcast, of, read_mark(last_event_id or since))


def _some(body: bytes) -> dict[str, object]:
    return {"type": "http.response.body", "body": body, "more_body": True}


async def _left(receive: Receive, subscription: Subscription) -> None:
    """End the stream when nobody listens any more."""
    while (await receive())["type"] != "http.disconnect":
        pass
    subscription.end()
