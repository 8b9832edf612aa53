"""Server-sent events: an open page hears of what concerns it and fetches its parts anew."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from yeshi.web.frame.broadcast import Broadcast

IDS_MAX = 20
PULSE_S = 10.0
Ids = Annotated[list[str], Query(max_length=IDS_MAX)]


def live_router(broadcast: Broadcast) -> APIRouter:
    """The stream of news at /live."""
    router = APIRouter()

    @router.get("/live", tags=["live"], summary="News of some ids, or of everything (*)")
    async def live(request: Request, of: Ids) -> StreamingResponse:
        async def stream() -> AsyncIterator[str]:
            async with broadcast.subscribe(of) as subscription:
                yield "retry: 1000\nevent: open\ndata: {}\n\n"
                while not await request.is_disconnected():
                    try:
                        told = await asyncio.wait_for(subscription.news.get(), PULSE_S)
                        yield f"data: {json.dumps({'concerns': told})}\n\n"
                    except TimeoutError:
                        yield ": still here\n\n"

        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(stream(), media_type="text/event-stream", headers=headers)

    return router
