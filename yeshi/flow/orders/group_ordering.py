"""A group orders: at its host's word, with its deadline, or when its host has paid for all."""

from __future__ import annotations

from yeshi.base.refused import Refused
from yeshi.events.groups import GroupOrdered, GroupPartReleased
from yeshi.events.orders import PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.group_paying import quote_for
from yeshi.flow.orders.grouping import A_ROUND, call_off_for, hosted
from yeshi.flow.orders.ordering import honour
from yeshi.flow.orders.paying import Paying
from yeshi.flow.ports import Answer, Done
from yeshi.orders import group_steps
from yeshi.orders.checkout import Quote, QuoteChanged
from yeshi.orders.group import (
    NOBODY_PAID,
    NOT_PAID_IN_TIME,
    NOT_TO_BE_HAD,
    GroupBasket,
    GroupOver,
    NobodyPaid,
    PaidOtherwise,
)
from yeshi.orders.group_part import GroupShare, amount_of, shared_out, who_pays
from yeshi.orders.notes import NOTHING_SAID
from yeshi.people.actor import admit_customer


def order_now(engine: Engine, key: str, customer: str, group_id: str) -> Answer:
    """Have the host order with those who have paid; the answer names the order."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        group = refused or hosted(turn, group_id, customer)
        if isinstance(group, Refused):
            return group
        if not group.is_open:
            return Refused(GroupOver(group.state))
        if not group.each_pays:
            return Refused(PaidOtherwise(group.pays))
        return _order(turn, engine, group)

    return engine.perform(key, "order_group", act, asked=(customer, group_id))


def over(engine: Engine) -> list[GroupBasket]:
    """The groups whose time is over."""
    with engine.store.read() as work:
        return work.group_baskets.over_by(engine.clock.now(), A_ROUND)


def end(engine: Engine, group: GroupBasket) -> Answer:
    """Order with those who have paid; where that cannot be, all of it is given back."""

    def act(turn: Turn) -> Answer:
        found = turn.work.group_baskets.must_lock(group.id)
        if not found.is_open:
            return Done({"group": found.id})
        if not found.each_pays:
            return call_off_for(turn, found, NOT_PAID_IN_TIME)
        ordered = _order(turn, engine, found)
        if isinstance(ordered, Done):
            return ordered
        nobody = isinstance(ordered.reason, NobodyPaid)
        return call_off_for(turn, found, NOBODY_PAID if nobody else NOT_TO_BE_HAD)

    return engine.perform(f"end:{group.id}", "end_group", act)


def _order(turn: Turn, engine: Engine, group: GroupBasket) -> Answer:
    placed, shares = _placed(turn, engine, group)
    if isinstance(placed, Refused) and isinstance(placed.reason, QuoteChanged):
        # Another order was first, and used up what a stall takes off: it is had without that.
        placed, shares = _placed(turn, engine, group)
    if isinstance(placed, Refused):
        return placed
    order, paid = str(placed.data["order"]), {one.guest: one.paid for one in shares}
    after = group_steps.ordered(group, order, paid, turn.now)
    if isinstance(after, Refused):
        return after
    turn.work.group_baskets.put(after)
    for number, held in group.held.items():
        left = held - paid.get(number, held * 0)
        if left:
            turn.emit(GroupPartReleased(group.id, group.guest(number).customer, left))
    left_out = tuple(sorted(group.choosing - paid.keys()))
    turn.emit(GroupOrdered(group.id, order, left_out))
    return placed


def _placed(
    turn: Turn, engine: Engine, group: GroupBasket
) -> tuple[Answer, tuple[GroupShare, ...]]:
    """The order of those for whom enough is held, and their shares; or why there is none."""
    found = _paid_quote(turn, engine, group)
    if isinstance(found, Refused):
        return found, ()
    quote, shares = found
    paying = Paying(PaidBy.GROUP, shares=shares)
    return honour(turn, engine, quote, NOTHING_SAID, paying), shares


def _paid_quote(
    turn: Turn, engine: Engine, group: GroupBasket
) -> tuple[Quote, tuple[GroupShare, ...]] | Refused:
    """What those come to for whom enough is held, and who of them pays how much.

    Where a price has gone up since somebody paid, they drop out: nobody is charged more than they
    were shown.
    """
    held = group.held
    while held:
        quote = quote_for(turn, engine, group, held)
        if isinstance(quote, Refused):
            return quote
        lines, fees = quote.basket.all_lines, quote.bill.delivery + quote.bill.donation
        tips = {one: group.guest(one).tip or fees * 0 for one in held}
        amounts = {one: amount_of(lines, one, fees.currency) + tips[one] for one in held}
        able = who_pays(amounts, held, fees)
        if len(able) == len(held):
            payers = {one: group.guest(one).customer for one in able}
            return quote, shared_out(group.id, payers, lines, fees, tips).shares
        held = {one: held[one] for one in able}
    return Refused(NobodyPaid())
