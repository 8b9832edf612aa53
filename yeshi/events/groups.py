"""What happens to groups that order together, and what each of them pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.orders import OfOrder
from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class _OfGroup(Event):
    group: str

    @property
    def subject(self) -> str:
        return self.group


@dataclass(frozen=True, slots=True)
class GroupOpened(_OfGroup):
    """A host opened a basket to all who have its link."""

    kind: ClassVar[str] = "group.opened"
    place: str


@dataclass(frozen=True, slots=True)
class GroupJoined(_OfGroup):
    """Somebody with the link is in the group, or is called otherwise."""

    kind: ClassVar[str] = "group.joined"
    guest: int


@dataclass(frozen=True, slots=True)
class GroupWanted(_OfGroup):
    """What a guest wants is something else now."""

    kind: ClassVar[str] = "group.wanted"
    guest: int


@dataclass(frozen=True, slots=True)
class GroupPartHeld(_OfGroup):
    """A guest pays their part: so much of their wallet, the most it can come to, is held for it."""

    kind: ClassVar[str] = "group.part_held"
    customer: str
    amount: Money

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.group, self.customer)


@dataclass(frozen=True, slots=True)
class GroupPartReleased(GroupPartHeld):
    """What was held of a guest's wallet, and is not to be paid, is theirs again."""

    kind: ClassVar[str] = "group.part_released"


@dataclass(frozen=True, slots=True)
class GroupOrdered(_OfGroup):
    """The group has ordered; `left_out`: guests who wanted something and had not paid."""

    kind: ClassVar[str] = "group.ordered"
    order: str
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroupCalledOff(_OfGroup):
    """The group came to nothing, and nothing was ordered."""

    kind: ClassVar[str] = "group.called_off"
    why: str


@dataclass(frozen=True, slots=True)
class OrderSharedBack(OfOrder):
    """Of what came back of an order that several paid, this guest has what they had paid of it."""

    kind: ClassVar[str] = "order.shared_back"
    customer: str
    amount: Money

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.customer)
