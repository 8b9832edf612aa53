"""A group basket: who orders together from afar, what each wants, and who pays it until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from yeshi.base.money import Money
from yeshi.base.personal import Personal
from yeshi.base.refused import Reason, Refused
from yeshi.orders.group_part import GuestName
from yeshi.orders.guest_wishes import GUESTS_MAX, GuestWish, are_kept, basket_of
from yeshi.orders.order import Destination

GUEST_NAME_MAX = 20
# So many groups of one host stand open at once.
OPEN_MAX = 3
# Among these a host chooses how long the others may choose.
MINUTES = (15, 30, 45, 60, 90)
# So long after it the host may still pay for all.
HOST_PAYS_WITHIN = timedelta(hours=2)
# Why a group comes to nothing.
BY_HOST, NOBODY_PAID, NOT_PAID_IN_TIME, NOT_TO_BE_HAD = (
    "by_host",
    "nobody_paid",
    "not_paid_in_time",
    "not_to_be_had",
)


class GroupPays(StrEnum):
    """Who pays: the host for all, or each their own part."""

    ONE = "one"
    EACH = "each"


class GroupState(StrEnum):
    """Where a group stands."""

    OPEN = "open"
    ORDERED = "ordered"
    CALLED_OFF = "called_off"


class GroupStep(StrEnum):
    """What may happen to a group."""

    ORDER = "order"
    CALL_OFF = "call_off"


GROUP_LIFE: Mapping[tuple[GroupState, GroupStep], GroupState] = {
    (GroupState.OPEN, GroupStep.ORDER): GroupState.ORDERED,
    (GroupState.OPEN, GroupStep.CALL_OFF): GroupState.CALLED_OFF,
}


@dataclass(frozen=True, slots=True)
class GroupOver(Reason):
    """The group has ordered, or was called off."""

    state: str


@dataclass(frozen=True, slots=True)
class GroupFull(Reason):
    """So many order together already."""

    most: int


@dataclass(frozen=True, slots=True)
class TooManyGroups(Reason):
    """So many groups of that host stand open already."""

    most: int


@dataclass(frozen=True, slots=True)
class ListClosed(Reason):
    """The time to choose is over."""


@dataclass(frozen=True, slots=True)
class PartPaidAlready(Reason):
    """What one has paid is not changed: it is taken back first."""


@dataclass(frozen=True, slots=True)
class PartNotPaid(Reason):
    """Nothing of one's own is paid that could be taken back."""


@dataclass(frozen=True, slots=True)
class NobodyPaid(Reason):
    """Nobody has paid their part, so that there is nothing to order."""


@dataclass(frozen=True, slots=True)
class ListEmpty(Reason):
    """Nothing is on one's list in the group."""


@dataclass(frozen=True, slots=True)
class PaidOtherwise(Reason):
    """In this group one pays for all, or each their own: not the other way."""

    pays: str


@dataclass(frozen=True, slots=True)
class NoWallets(Reason):
    """The city keeps no wallets, of which each could pay their own part: one pays for all."""


@dataclass(frozen=True, slots=True)
class GroupChanged(Reason):
    """What is to be paid is no longer what was shown."""

    shown_fen: int
    now_fen: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupGuest:
    """Somebody who orders with the group; `held`: what is held of their wallet until it orders.

    `paid`: what they paid in the end; None for who did not take part. `outpriced`: what they had
    paid for cost more in the end, so that they had it back. `tip`: what of it is wholly the
    courier's; None where nothing is.
    """

    customer: str
    name: Annotated[str, Personal("name")]
    held: Money | None = None
    paid: Money | None = None
    outpriced: bool = False
    tip: Money | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: nothing below zero is held, and a tip is of what is paid."""
        bears = self.paid if self.held is None else self.held
        is_held = self.held is None or self.held.fen >= 0
        of_it = self.tip is None or (bears is not None and 0 < self.tip.fen <= bears.fen)
        return is_held and of_it


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBasket:
    """What a host and those who have the link order together.

    `place`: the stall, or the market, of whose menu they choose. `deadline`: until when each
    chooses, and pays where each does; `over_at`: when the clock ends it. `destination`: the host's,
    where each pays; the others are told nothing of it. `why`: why it came to nothing. `version`
    grows whenever somebody wants something else. `round_up`: the programme for which the whole is
    rounded up, where each pays.
    """

    id: str
    host: str
    place: str
    of_market: bool
    pays: GroupPays
    opened_at: datetime
    deadline: datetime
    over_at: datetime
    guests: tuple[GroupGuest, ...]
    wanted: tuple[GuestWish, ...] = ()
    destination: Destination | None = None
    state: GroupState = GroupState.OPEN
    order: str | None = None
    why: str = ""
    ended_at: datetime | None = None
    version: int = 1
    round_up: str | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: each is in it once, the host first, and nothing is held of a
        group that is over."""
        customers = {one.customer for one in self.guests}
        return (
            0 < len(customers) == len(self.guests) <= GUESTS_MAX
            and self.guests[0].customer == self.host
            and are_kept(self.wanted, len(self.guests))
            and self.version > 0
            and self.opened_at < self.deadline <= self.over_at
            and (self.destination is not None) == (self.pays is GroupPays.EACH)
            and (self.order is not None) == (self.state is GroupState.ORDERED)
            and (self.ended_at is None) == self.is_open
            and all(one.holds for one in self.guests)
            and (self.round_up is None or self.pays is GroupPays.EACH)
            and all(
                one.held is None or (self.is_open and self.pays is GroupPays.EACH)
                for one in self.guests
            )
        )

    @property
    def is_open(self) -> bool:
        """Whether it has neither ordered nor been called off."""
        return self.state is GroupState.OPEN

    @property
    def each_pays(self) -> bool:
        """Whether each pays their own part."""
        return self.pays is GroupPays.EACH

    @property
    def menu(self) -> str:
        """The path of the menu of which they choose."""
        return f"/{'markets' if self.of_market else 'stalls'}/{self.place}"

    @property
    def names(self) -> tuple[GuestName, ...]:
        """What its guests are called, by their numbers."""
        return tuple(GuestName(number, one.name) for number, one in enumerate(self.guests, 1))

    @property
    def held(self) -> dict[int, Money]:
        """What is held of each who has paid, by their numbers."""
        numbered = enumerate(self.guests, 1)
        return {number: one.held for number, one in numbered if one.held is not None}

    @property
    def tips(self) -> dict[int, Money]:
        """What each gives the courier who gives something, by their numbers."""
        numbered = enumerate(self.guests, 1)
        return {number: one.tip for number, one in numbered if one.tip is not None}

    @property
    def choosing(self) -> frozenset[int]:
        """Who has something on their list."""
        return frozenset(one.guest for one in self.wanted)

    def number_of(self, customer: str) -> int | None:
        """Which guest that is; None for who is not in it."""
        customers = [one.customer for one in self.guests]
        return customers.index(customer) + 1 if customer in customers else None

    def guest(self, number: int) -> GroupGuest:
        """The guest of that number, from 1 on."""
        return self.guests[number - 1]

    def basket_of(self, number: int | None) -> dict[str, int]:
        """What that guest wants, by selection as it is written."""
        return basket_of(self.wanted, number)

    def takes_changes(self, now: datetime) -> Refused | None:
        """Why nobody chooses, joins or pays any more; None while they do."""
        if not self.is_open:
            return Refused(GroupOver(self.state))
        return Refused(ListClosed()) if now >= self.deadline else None
