"""The host of a group pays for all: what was quoted is what all still want."""

from __future__ import annotations

from yeshi.base.refused import Refused
from yeshi.base.sure import there
from yeshi.events.groups import GroupOrdered
from yeshi.flow.engine import Turn
from yeshi.flow.orders.grouping import hosted
from yeshi.flow.ports import Answer, Done
from yeshi.orders import group_steps
from yeshi.orders.checkout import Quote, QuoteChanged
from yeshi.orders.group import GroupBasket, GroupOver, PaidOtherwise


def of_host(turn: Turn, quote: Quote) -> GroupBasket | Refused:
    """The group of which the quote is, kept from others; refused where it is not to be paid so."""
    of_group = there(quote.of_group, f"group of {quote.id}")
    group = hosted(turn, of_group.id, quote.customer)
    if isinstance(group, Refused):
        return group
    if not group.is_open:
        return Refused(GroupOver(group.state))
    if group.each_pays:
        return Refused(PaidOtherwise(group.pays))
    if group.version != of_group.version:
        return Refused(QuoteChanged(quote.id, ("lines",)))
    return group


def paid_for_all(turn: Turn, group: GroupBasket, placed: Done) -> Answer:
    """The answer that names the order, which the group has become."""
    order = str(placed.data["order"])
    after = group_steps.ordered(group, order, {}, turn.now)
    if isinstance(after, Refused):
        return after
    turn.work.group_baskets.put(after)
    turn.emit(GroupOrdered(group.id, order, ()))
    return placed
