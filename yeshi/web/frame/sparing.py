"""What stands before routes that are costly: an address that asks for too much is refused."""

from __future__ import annotations

import asyncio

from fastapi import Depends, Request

from yeshi.web.frame.access import At
from yeshi.web.frame.addresses import address_of
from yeshi.web.frame.allowance import Allowance, AskedTooMuch

# Real seconds by which a refusal comes late: who asks again at once gains nothing by it.
DELAY_S = 1.0


async def _spare(allowance: Allowance, request: Request) -> None:
    wait_s = allowance.take(address_of(request.scope))
    if wait_s:
        await asyncio.sleep(DELAY_S)
        raise AskedTooMuch(wait_s)


async def spare_costly(desk: At, request: Request) -> None:
    """Raise AskedTooMuch where the address has asked for too much that is costly."""
    await _spare(desk.allowances.costly, request)


async def spare_pictures(desk: At, request: Request) -> None:
    """The same, where a picture or a file is asked for; of pictures within pages there are more."""
    wanted = request.query_params.get("as") or request.path_params.get("form")
    if wanted == "svg" and request.query_params.get("on") == "screen":
        await _spare(desk.allowances.shown, request)
    elif wanted in ("png", "svg", "parquet"):
        await _spare(desk.allowances.costly, request)


async def spare_tries(desk: At, request: Request) -> None:
    """Raise AskedTooMuch where the address has tried too many passwords."""
    await _spare(desk.allowances.tries, request)


COSTLY = [Depends(spare_costly)]
PICTURES = [Depends(spare_pictures)]
TRIES = [Depends(spare_tries)]
