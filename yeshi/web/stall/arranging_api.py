"""In which order a stall's menu is shown, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.flow.stalls import arranging
from yeshi.flow.stalls.keeping import ITEMS_MAX
from yeshi.web.frame.access import STALLHOLDER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import KITCHEN

router = APIRouter(prefix="/api", tags=["working"])


class ArrangementBody(Body):
    """Ids of the menu in the order in which it is shown; what is left out follows as it stood."""

    items: list[Id] = Field(max_length=ITEMS_MAX)


@router.post("/merchants/{merchant}/arrangement", dependencies=[*STALLHOLDER_OF, *KITCHEN])
def arrange(
    desk: At, reply: Reply, merchant: Id, said: ArrangementBody, key: IdempotencyKey
) -> JSONResponse:
    """Show the menu in that order."""
    named, items = f"api:{merchant}:{key}", tuple(said.items)
    return reply.answered(arranging.arrange_menu(desk.engine, named, merchant, items))
