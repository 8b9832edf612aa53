"""What each step does to a group: joining, choosing, paying one's part, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused
from yeshi.geo.point import Point
from yeshi.orders.group import (
    GROUP_LIFE,
    GUEST_NAME_MAX,
    HOST_PAYS_WITHIN,
    GroupBasket,
    GroupFull,
    GroupGuest,
    GroupOver,
    GroupPays,
    GroupStep,
    PaidOtherwise,
    PartNotPaid,
    PartPaidAlready,
)
from yeshi.orders.guest_wishes import GUESTS_MAX, Wishes, with_basket
from yeshi.orders.order import Destination

# What a guest is called of whom nothing is kept any more.
NAMELESS = "–"


def named(name: str) -> str | Refused:
    """A guest's name as it is kept; the refusal of one that is none, or too long."""
    kept = " ".join(name.split())
    if not 0 < len(kept) <= GUEST_NAME_MAX:
        return Refused(Invalid("guest_name", f"1…{GUEST_NAME_MAX}"))
    return kept


def over_at(pays: GroupPays, deadline: datetime) -> datetime:
    """When the clock ends it: it orders at the deadline, or the host has paid some time after."""
    return deadline if pays is GroupPays.EACH else deadline + HOST_PAYS_WITHIN


def join(group: GroupBasket, customer: str, name: str, now: datetime) -> GroupBasket | Refused:
    """The group with that guest in it; who is in it is called so from now on."""
    kept = named(name)
    if isinstance(kept, Refused):
        return kept
    refused = group.takes_changes(now)
    if refused:
        return refused
    number = group.number_of(customer)
    if number is not None:
        return with_guest(group, number, replace(group.guest(number), name=kept))
    if len(group.guests) >= GUESTS_MAX:
        return Refused(GroupFull(GUESTS_MAX))
    return replace(group, guests=(*group.guests, GroupGuest(customer=customer, name=kept)))


def want(
    group: GroupBasket, number: int, basket: Mapping[str, int], now: datetime
) -> GroupBasket | Refused:
    """The group where that guest wants this and nothing else."""
    refused = group.takes_changes(now)
    if refused:
        return refused
    if group.guest(number).held is not None:
        return Refused(PartPaidAlready())
    wanted = with_basket(group.wanted, number, basket)
    return _wanting(group, wanted)


def hold(
    group: GroupBasket, number: int, amount: Money, now: datetime, tip: Money | None = None
) -> GroupBasket | Refused:
    """The group after so much is held of that guest's wallet: the most they may pay, with `tip`."""
    refused = group.takes_changes(now)
    if refused:
        return refused
    if not group.each_pays:
        return Refused(PaidOtherwise(group.pays))
    if group.guest(number).held is not None:
        return Refused(PartPaidAlready())
    return with_guest(group, number, replace(group.guest(number), held=amount, tip=tip))


def take_back(group: GroupBasket, number: int) -> tuple[GroupBasket, Money] | Refused:
    """The group after that guest has back what was held, and how much."""
    if not group.is_open:
        return Refused(GroupOver(group.state))
    guest = group.guest(number)
    if guest.held is None:
        return Refused(PartNotPaid())
    return with_guest(group, number, replace(guest, held=None, tip=None)), guest.held


def ordered(
    group: GroupBasket, order: str, paid: Mapping[int, Money], now: datetime
) -> GroupBasket | Refused:
    """The group after it became that order; `paid`: by whom, nobody where the host paid for all."""
    guests = tuple(
        replace(
            one, held=None, paid=paid.get(number),
            outpriced=one.held is not None and number not in paid,
            tip=one.tip if number in paid else None,
        )
        for number, one in enumerate(group.guests, 1)
    )  # fmt: skip
    return _ended(replace(group, guests=guests, order=order), GroupStep.ORDER, now)


def call_off(group: GroupBasket, why: str, now: datetime) -> GroupBasket | Refused:
    """The group after it came to nothing; nothing is held any more."""
    guests = tuple(replace(one, held=None, tip=None) for one in group.guests)
    return _ended(replace(group, guests=guests, why=why), GroupStep.CALL_OFF, now)


def with_guest(group: GroupBasket, number: int, guest: GroupGuest) -> GroupBasket:
    """The group with that guest in the place of that number."""
    guests = list(group.guests)
    guests[number - 1] = guest
    return replace(group, guests=tuple(guests))


def without_guest(group: GroupBasket, number: int, counter: Point) -> GroupBasket:
    """The group as it is kept once that guest is nobody: named no more, wanting nothing that is not
    ordered; of a host, it ended at the counter."""
    after = with_guest(group, number, replace(group.guest(number), name=NAMELESS))
    if group.is_open:
        after = _wanting(after, with_basket(group.wanted, number, {}))
    if number == 1 and group.destination:
        after = replace(after, destination=Destination(counter, ""))
    return after


def _wanting(group: GroupBasket, wanted: Wishes) -> GroupBasket:
    if wanted == group.wanted:
        return group
    return replace(group, wanted=wanted, version=group.version + 1)


def _ended(group: GroupBasket, step: GroupStep, now: datetime) -> GroupBasket | Refused:
    state = GROUP_LIFE.get((group.state, step))
    if state is None:
        return Refused(GroupOver(group.state))
    return replace(group, state=state, ended_at=now)
