"""Server-sent events: an open page hears of what concerns it and fetches its parts anew."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from yeshi.web.frame.access import At
from yeshi.web.frame.broadcast import Broadcast
from yeshi.web.frame.fields import Id

IDS_MAX = 20
PULSE_S = 10.0
Ids = Annotated[list[Id], Query(max_length=IDS_MAX)]

router = APIRouter(tags=["live"])


@router.get("/live", summary="News of some ids, or of everything (*)")
async def live(desk: At, request: Request, of: Ids) -> StreamingResponse:
    """A stream that ends when the page is closed, or the process stops."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    told = _news(desk.broadcast, request, of)
    return StreamingResponse(told, media_type="text/event-stream", headers=headers)


async def _news(broadcast: Broadcast, request: Request, ids: Sequence[str]) -> AsyncIterator[str]:
    async with broadcast.subscribe(ids) as subscription:
        yield "retry: 1000\nevent: open\ndata: {}\n\n"
        while not subscription.ended and not await request.is_disconnected():
            try:
                told = await asyncio.wait_for(subscription.news.get(), PULSE_S)
                # The page asks again by itself, and comes to a process that goes on.
                if subscription.ended:
                    return
                yield f"data: {json.dumps({'concerns': told})}\n\n"
            except TimeoutError:
                yield ": still here\n\n"
