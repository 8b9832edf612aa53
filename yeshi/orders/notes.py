"""What a customer says with an order: to each stall, to its courier, and how much cutlery."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated

from yeshi.base.limits import CUTLERY_MAX, NOTE_LENGTH_MAX, TIP_FEN_MAX
from yeshi.base.money import Money, between
from yeshi.base.personal import Personal
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.orders.group_part import OfGroup
from yeshi.orders.hiding import payers_unnamed, unaddressed
from yeshi.orders.order import Order


@dataclass(frozen=True, slots=True)
class NoCourier(Reason):
    """What no courier brings has neither a note for one nor a tip."""


@dataclass(frozen=True, slots=True)
class OrderNotes:
    """A note `to_courier`, one `to_stalls` each by its id, and cutlery for so many.

    None of it is read by anybody else: a stall reads its own note, and the courier theirs.
    """

    to_courier: Annotated[str, Personal("note")] = ""
    to_stalls: Annotated[Mapping[str, str], Personal("note")] = field(default_factory=dict)
    cutlery: int = 0

    def to_stall(self, merchant: str) -> str:
        """What the stall reads, "" for nothing."""
        return self.to_stalls.get(merchant, "").strip()


# Nothing is said, and no cutlery is wanted.
NOTHING_SAID = OrderNotes()


def refuses_notes(
    notes: OrderNotes, merchants: Collection[str], is_brought: bool
) -> Refused | None:
    """What is wrong with the notes of an order from those stalls; None where nothing is."""
    if len(notes.to_courier) > NOTE_LENGTH_MAX:
        return Refused(Invalid("note", f"> {NOTE_LENGTH_MAX}"))
    if notes.to_courier.strip() and not is_brought:
        return Refused(NoCourier())
    for merchant, said in notes.to_stalls.items():
        if merchant not in merchants:
            return Refused(Unknown("merchant", merchant))
        if len(said) > NOTE_LENGTH_MAX:
            return Refused(Invalid("stall_note", f"> {NOTE_LENGTH_MAX}"))
    if not 0 <= notes.cutlery <= CUTLERY_MAX:
        return Refused(Invalid("cutlery", f"0…{CUTLERY_MAX}"))
    return None


def refuses_tip(
    tip: Money | None, currency: str, givers: int = 1, is_brought: bool = True
) -> Refused | None:
    """What is wrong with the tip that so many give; None where nothing is, or none is given."""
    if tip is None:
        return None
    if not 0 <= tip.fen <= givers * TIP_FEN_MAX or tip.currency != currency:
        return Refused(Invalid("tip", between(0, TIP_FEN_MAX, currency)))
    return Refused(NoCourier()) if tip and not is_brought else None


def as_read_by_stall(order: Order, merchant: str) -> Order:
    """The order as the stall sees it: without whose it is and where to, and with its note alone.

    What guests of a group are called stands on their bags.
    """
    unread = unaddressed(order)
    parts = payers_unnamed(order).tickets
    own = {one.merchant: one for one in parts if one.merchant == merchant}
    called = OfGroup("", order.of_group.names) if order.of_group else None
    tickets = tuple(own.get(one.merchant, one) for one in unread.tickets)
    return replace(unread, tickets=tickets, of_group=called)


def as_read_by_courier(order: Order) -> Order:
    """The order with the courier's note alone, and without the code that is told at the door."""
    tickets = tuple(replace(one, note="") for one in order.tickets)
    return replace(order, door_code=None, tickets=tickets, of_group=None)
