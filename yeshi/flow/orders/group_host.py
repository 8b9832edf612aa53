"""The host of a group pays for all: what was quoted is what all still want."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from yeshi.base.refused import Refused
from yeshi.base.sure import there
from yeshi.events.groups import GroupOrdered
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.basket_seen import lines_in
from yeshi.flow.orders.grouping import hosted
from yeshi.flow.orders.quoting import AtCounter, ForGroup, Wish, quote_of
from yeshi.flow.ports import Answer, Done
from yeshi.orders import group_steps
from yeshi.orders.checkout import Quote, QuoteChanged
from yeshi.orders.group import GroupBasket, GroupOver, PaidOtherwise
from yeshi.orders.group_part import OfGroup
from yeshi.orders.guest_wishes import together
from yeshi.orders.order import Destination
from yeshi.people.actor import admit_customer


def ask_for_all(
    engine: Engine, key: str, wish: Wish, group_id: str, wished_for: datetime | None = None
) -> Answer:
    """Price what all of a group want, as its host wishes to have it; the answer names the quote.

    What cannot be had then is left out; what `wish` itself wants is not looked at.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, wish.customer)
        group = refused or hosted(turn, group_id, wish.customer)
        if isinstance(group, Refused):
            return group
        refused = _refuses_host(group)
        if refused:
            return refused
        quote = quote_of(turn, engine.travel, _of_all(turn, group, wish, wished_for), wished_for)
        if isinstance(quote, Refused):
            return quote
        turn.work.quotes.add(quote)
        return Done({"quote": quote.id})

    asked = (wish, group_id, wished_for)
    return engine.perform(key, "ask_quote_for_all", act, asked=asked)


def of_host(turn: Turn, quote: Quote) -> GroupBasket | Refused:
    """The group of which the quote is, kept from others; refused where it is not to be paid so."""
    of_group = there(quote.of_group, f"group of {quote.id}")
    group = hosted(turn, of_group.id, quote.customer)
    if isinstance(group, Refused):
        return group
    refused = _refuses_host(group)
    if refused:
        return refused
    if group.version != of_group.version:
        return Refused(QuoteChanged(quote.id, ("lines",)))
    return group


def for_all(group: GroupBasket, wish: Wish) -> Wish:
    """What the host wishes to be brought or to collect, with whose is whose."""
    to = wish.destination
    if not isinstance(to, Destination | AtCounter):
        return wish
    of_group = OfGroup(group.id, group.names, version=group.version)
    return replace(wish, destination=ForGroup(to, of_group, group.wanted))


def _of_all(turn: Turn, group: GroupBasket, wish: Wish, wished_for: datetime | None) -> Wish:
    at, calendar = wished_for or turn.now, turn.terms.calendar
    lines = lines_in(turn.work, together(group.wanted), at, calendar)
    wanted = {one.written: one.quantity for one in lines if one.most}
    return for_all(group, replace(wish, wanted=wanted))


def _refuses_host(group: GroupBasket) -> Refused | None:
    """Why nobody pays for all of it; None where its host does."""
    if not group.is_open:
        return Refused(GroupOver(group.state))
    return Refused(PaidOtherwise(group.pays)) if group.each_pays else None


def paid_for_all(turn: Turn, group: GroupBasket, placed: Done) -> Answer:
    """The answer that names the order, which the group has become."""
    order = str(placed.data["order"])
    after = group_steps.ordered(group, order, {}, turn.now)
    if isinstance(after, Refused):
        return after
    turn.work.group_baskets.put(after)
    turn.emit(GroupOrdered(group.id, order, ()))
    return placed
