"""What an order has of the group that ordered it: whose lines are whose, and who paid how much."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Annotated

from yeshi.base.money import Money, total
from yeshi.base.personal import Personal
from yeshi.orders.lines import Line

_NO_TIPS: Mapping[int, Money] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class GuestName:
    """How the guest of that number calls themselves; guests count from 1 on."""

    guest: int
    name: Annotated[str, Personal("name")]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupShare:
    """What a guest paid of an order from their own wallet: their lines, and `fees` besides.

    `fees`: of the way and of the gift that rounds up, and the tip that they give. `paid`: all of
    it; `back`: what of that came back.
    """

    guest: int
    customer: str
    fees: Money
    paid: Money
    back: Money


@dataclass(frozen=True, slots=True)
class OfGroup:
    """The group that ordered: its guests' names, and their shares where each paid their own.

    `version`: of which of its lists; 0 where that is not asked.
    """

    id: str
    names: tuple[GuestName, ...] = ()
    shares: tuple[GroupShare, ...] = ()
    version: int = 0

    def name_of(self, guest: int) -> str:
        """What that guest is called; "" for one who is not named, or no longer."""
        return next((one.name for one in self.names if one.guest == guest), "")

    def payer_of(self, guest: int) -> str | None:
        """Who paid the lines of that guest; None where one paid for all."""
        return next((one.customer for one in self.shares if one.guest == guest), None)

    def hold(self, to_pay: Money) -> bool:
        """Whether the shares may be kept with an order of that sum: together just that, and none
        has more back than was paid."""
        paid = total((one.paid for one in self.shares), to_pay.currency)
        return not self.shares or (
            paid == to_pay
            and all(0 <= one.fees.fen <= one.paid.fen for one in self.shares)
            and all(0 <= one.back.fen <= one.paid.fen for one in self.shares)
            and len({one.guest for one in self.shares}) == len(self.shares)
        )


def shared_out(
    id_: str, payers: Mapping[int, str], lines: Sequence[Line], fees: Money,
    tips: Mapping[int, Money] = _NO_TIPS,
) -> OfGroup:  # fmt: skip
    """Who of `payers` (by number of the guest) pays what: their own lines and tip, and of the fees
    a part that is the same for all, to the fen."""
    parts = dict(zip(sorted(payers), fees.split([1] * len(payers)), strict=True))
    besides = {one: part + tips.get(one, fees * 0) for one, part in parts.items()}
    shares = tuple(
        GroupShare(
            guest=guest, customer=payers[guest], fees=amount,
            paid=amount_of(lines, guest, fees.currency) + amount, back=fees * 0,
        )
        for guest, amount in besides.items()
    )  # fmt: skip
    return OfGroup(id_, shares=shares)


def amount_of(lines: Sequence[Line], guest: int, currency: str) -> Money:
    """What the lines of that guest come to, packing included."""
    return total((one.amount for one in lines if one.guest == guest), currency)


def who_pays(
    amounts: Mapping[int, Money], held: Mapping[int, Money], fees: Money
) -> tuple[int, ...]:
    """The guests for whom enough is held for their lines and their part of the fees.

    Who drops out leaves their part of the fees to the others, so that another may have to follow.
    """
    left = sorted(held)
    while left:
        parts = dict(zip(left, fees.split([1] * len(left)), strict=True))
        enough = [one for one in left if amounts[one] + parts[one] <= held[one]]
        if enough == left:
            break
        left = enough
    return tuple(left)


def given_back(
    of: OfGroup, lines: Sequence[Line], is_over: bool
) -> tuple[OfGroup, tuple[tuple[str, Money], ...]]:
    """The shares after each has back what is not to be paid after all, and who gets how much.

    `lines`: those that are still to be paid. `is_over`: the order came to nothing.
    """
    after, moved = [], []
    for share in of.shares:
        owes = share.paid * 0 if is_over else amount_of(lines, share.guest, share.paid.currency)
        owes = owes if is_over else owes + share.fees
        more = share.paid - share.back - owes
        after.append(replace(share, back=share.back + more))
        if more:
            moved.append((share.customer, more))
    return replace(of, shares=tuple(after)), tuple(moved)


def paid_by(of: OfGroup, customers: Collection[str]) -> OfGroup:
    """The same without what others than those paid of it."""
    return replace(of, shares=tuple(one for one in of.shares if one.customer in customers))
