"""What customers and stalls wrote to ratings, and hiding what the law forbids, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.flow.orders import rated, rating
from yeshi.flow.orders.rated import WordsWritten
from yeshi.web.frame.access import HIDERS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Why
from yeshi.web.frame.fields import Id, IdempotencyKey, Start
from yeshi.web.frame.scopes import CONTROL

router = APIRouter(prefix="/api/control/ratings", tags=["operating"])


class HidingBody(Why):
    """Whether it is hidden, or shown again, and why."""

    hide: bool = True


@router.get("", summary="What was written to ratings", dependencies=[*HIDERS, *CONTROL])
def words(desk: At, start: Start = 0) -> WordsWritten:
    """From that one on, the newest first; it names nobody."""
    return rated.written(desk.engine, start)


@router.post("/{rating_id}/hide", dependencies=[*HIDERS, *CONTROL])
def hide(
    desk: At, reply: Reply, rating_id: Id, said: HidingBody, key: IdempotencyKey
) -> JSONResponse:
    """Show what was written to nobody, or to everybody again; its stars count all the same."""
    named = f"api:ratings:{key}"
    return reply.answered(
        rating.hide_rating(desk.engine, named, rating_id, said.why, hide=said.hide)
    )
