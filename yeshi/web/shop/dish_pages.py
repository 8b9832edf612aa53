"""A dish at which something is chosen: its groups, and putting it into the basket."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import QUANTITY_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.selection import choice_at
from yeshi.flow.stalls import menus
from yeshi.flow.stalls.menus import Stall
from yeshi.market.catalogue import Item
from yeshi.market.options import Option, OptionGroup
from yeshi.market.selection import as_it_comes, dishes_of, select
from yeshi.web.frame.access import ANYBODY, At, Guest
from yeshi.web.frame.answering import Page, PageReply, redirect
from yeshi.web.frame.fields import Id
from yeshi.web.frame.forms import AllFields
from yeshi.web.frame.problems import status_of
from yeshi.web.frame.visitor import Visitor
from yeshi.web.shop.at_table import put_down

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ChoiceSeen:
    """A choice on the page: as it is written in a selection, taken, or sold out."""

    choice: Option
    written: str
    chosen: bool
    sold_out: bool

    @property
    def adds(self) -> Money | None:
        """What it adds to the price; None where that is nothing."""
        return self.choice.more if self.choice.more else None

    @property
    def is_dearer(self) -> bool:
        """Whether it adds something."""
        return self.choice.more.fen > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSeen:
    """A group on the page; `dish`: of which dish of a set, None of the dish itself."""

    group: OptionGroup
    part: int
    dish: Name | None
    choices: tuple[ChoiceSeen, ...]

    @property
    def field(self) -> str:
        """What its fields are called."""
        return f"c-{self.part}-{self.group.id}"


@router.get("/stalls/{merchant}/dishes/{item}", dependencies=ANYBODY)
def dish(desk: At, guest: Guest, page: Page, merchant: Id, item: Id) -> Response:
    """The dish with what can be chosen at it; what must be is chosen as it comes."""
    found = _found(desk, merchant, item)
    if isinstance(found, Refused):
        return page.refused(found, f"/stalls/{merchant}")
    stall, known = found
    usual = as_it_comes(known, stall.items, stall.shelf)
    shown = _show(page, stall, known, usual.selection.chosen, "1")
    return desk.visitors.kept(guest, shown)


@router.post("/stalls/{merchant}/dishes/{item}", dependencies=ANYBODY)
def choose(
    desk: At, guest: Guest, page: Page, merchant: Id, item: Id, fields: AllFields
) -> Response:
    """Put it into the basket as it was chosen, with what is there of it already."""
    found = _found(desk, merchant, item)
    if isinstance(found, Refused):
        return page.refused(found, f"/stalls/{merchant}")
    stall, known = found
    chosen = [one for name, said in fields.items() if name.startswith("c-") for one in said]
    quantity = "".join(fields.get("quantity", []))
    refused = _put(guest, stall, known, chosen, quantity) or put_down(desk, guest)
    if refused:
        return _show(page, stall, known, chosen, quantity, refused)
    return desk.visitors.kept(guest, redirect(f"/stalls/{merchant}#{item}"))


def _put(
    guest: Visitor, stall: Stall, item: Item, chosen: Collection[str], quantity: str
) -> Refused | None:
    if not quantity.isascii() or not quantity.isdigit() or not 0 < int(quantity) <= QUANTITY_MAX:
        return Refused(Invalid("quantity", f"1…{QUANTITY_MAX}"))
    selected = select(item, stall.items, chosen)
    if isinstance(selected, Refused):
        return selected
    written = selected.selection.written
    count = guest.basket.get(written, 0) + int(quantity)
    if count > QUANTITY_MAX:
        return Refused(Invalid("quantity", f"1…{QUANTITY_MAX}"))
    return guest.have(written, count)


def _found(desk: At, merchant: str, item: str) -> tuple[Stall, Item] | Refused:
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return stall
    known = next((one for one in stall.menu if one.id == item), None)
    if known is None or any(part not in stall.items for part in known.parts):
        return Refused(Unknown("item", item))
    return stall, known


def _show(
    page: PageReply, stall: Stall, item: Item, chosen: Collection[str], quantity: str,
    refused: Refused | None = None,
) -> Response:  # fmt: skip
    now, calendar = page.desk.engine.clock.now(), page.desk.engine.terms.calendar
    named = page.desk.named(refused, page.request) if refused else None
    sells = stall.open or stall.merchant.sells_later
    return page.show(
        "shop/dish.html",
        status_of(type(refused.reason)) if refused else 200,
        stall=stall,
        item=item,
        groups=_groups(item, stall.items, stall, chosen),
        most=stall.most_of(item, now, calendar) if sells else 0,
        on=item.is_on(now, calendar) and sells,
        quantity=quantity,
        fault=page.desk.render.sentence(page.request, named) if named else "",
    )


def _groups(
    item: Item, items: Mapping[str, Item], stall: Stall, chosen: Collection[str]
) -> list[GroupSeen]:
    return [
        GroupSeen(
            group=group,
            part=number,
            dish=one.name if number else None,
            choices=tuple(
                ChoiceSeen(
                    choice,
                    choice_at(number, choice.id),
                    choice_at(number, choice.id) in chosen,
                    not stall.shelf.has(choice),
                )
                for choice in group.choices
            ),
        )
        for number, one in dishes_of(item, items)
        for group in one.groups
    ]
