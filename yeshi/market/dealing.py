"""Dealing: what a stall's deals take off the lines of a basket; the best of them for who buys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from yeshi.base.money import Money, total
from yeshi.base.names import Name
from yeshi.market.deal import Deal, DealKind, DealStep


@dataclass(frozen=True, slots=True, kw_only=True)
class DealLine:
    """So many of a dish at one price; `key` tells it from the other lines of the basket."""

    key: str
    item: str
    category: Name | None
    price: Money
    quantity: int

    @property
    def priced(self) -> Money:
        """The price of the whole line."""
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class DealTaken:
    """What a deal takes off a line."""

    deal: Deal
    off: Money


@dataclass(frozen=True, slots=True)
class DealMissing:
    """What lacks until a threshold is reached that takes more off than what counts now."""

    deal: Deal
    step: DealStep
    missing: Money


# What comes off the lines, by their keys.
Dealt = Mapping[str, tuple[DealTaken, ...]]


def deal_out(deals: Iterable[Deal], lines: Iterable[DealLine], left: Mapping[str, Money]) -> Dealt:
    """What those deals, all of them under way, take off the lines of one stall.

    Each line has one deal at most of those on dishes; a threshold counts what is left to pay then.
    All sets of the deals on dishes are tried: in a set each line goes to the deal that takes more
    off it. The set counts that takes most off; of several the one with fewest deals. `left`: what
    deals with a limit may still cost; a deal takes all that it would, or nothing.
    """
    known = sorted(deals, key=lambda one: one.id)
    # Whatever order lines come in, each gets the same.
    ordered = sorted(lines, key=lambda one: one.key)
    on_dishes = [one for one in known if one.kind is not DealKind.THRESHOLD]
    thresholds = [one for one in known if one.kind is DealKind.THRESHOLD]
    best: dict[str, tuple[DealTaken, ...]] = {}
    most = 0
    for count in range(len(on_dishes) + 1):
        for some in combinations(on_dishes, count):
            taken = _with_threshold(ordered, _on_dishes(some, ordered), thresholds, left)
            off = taken_off(taken)
            if off > most and _within(taken, left):
                best, most = taken, off
    return best


def cost_by_deal(taken: Iterable[DealTaken]) -> dict[str, Money]:
    """What each deal takes off in all, by its id."""
    found: dict[str, Money] = {}
    for one in taken:
        found[one.deal.id] = found[one.deal.id] + one.off if one.deal.id in found else one.off
    return found


def next_step(
    deals: Iterable[Deal], lines: Iterable[DealLine], dealt: Dealt, left: Mapping[str, Money]
) -> DealMissing | None:
    """The nearest step of a threshold that takes more off than what counts; None beyond them."""
    known = list(lines)
    rest = sum(_rest(one, dealt.get(one.key, ()), on_dishes=True).fen for one in known)
    now = sum(
        one.off.fen
        for taken in dealt.values()
        for one in taken
        if one.deal.kind is DealKind.THRESHOLD
    )
    found = [
        DealMissing(deal, step, Money(step.least.fen - rest, step.least.currency))
        for deal in deals
        if deal.kind is DealKind.THRESHOLD
        for step in deal.steps
        if step.least.fen > rest and step.off.fen > now and _has(deal, step.off, left)
    ]
    return min(found, key=lambda it: (it.missing.fen, -it.step.off.fen, it.deal.id), default=None)


def taken_off(dealt: Dealt) -> int:
    """What comes off in all, in fen."""
    return sum(one.off.fen for taken in dealt.values() for one in taken)


def _on_dishes(deals: Sequence[Deal], lines: Sequence[DealLine]) -> dict[str, DealTaken]:
    """What those deals on dishes take off, a line at most once."""
    alone = [_of_one(deal, lines) for deal in deals]
    chosen: dict[str, int] = {}
    for line in lines:
        offs = [(off[line.key].fen, -number) for number, off in enumerate(alone) if line.key in off]
        if offs:
            chosen[line.key] = -max(offs)[1]
    taken: dict[str, DealTaken] = {}
    for number, deal in enumerate(deals):
        mine = [line for line in lines if chosen.get(line.key) == number]
        taken |= {key: DealTaken(deal, off) for key, off in _of_one(deal, mine).items() if off}
    return taken


def _of_one(deal: Deal, lines: Sequence[DealLine]) -> dict[str, Money]:
    """What one deal on dishes takes off each line that it is of."""
    mine = [one for one in lines if deal.is_of(one.item, one.category)]
    if deal.kind is DealKind.HOURS:
        return {one.key: deal.off_each(one.price) * one.quantity for one in mine}
    if not mine:
        return {}
    off, before = mine[0].price * 0, 0
    # Of each two, the dearest first, the second is the cheaper one: no other pairs give more.
    for one in sorted(mine, key=lambda it: -it.price.fen):
        after = before + one.quantity
        off, before = off + deal.off_each(one.price) * (after // 2 - before // 2), after
    shares = off.split([one.priced.fen for one in mine])
    return {one.key: share for one, share in zip(mine, shares, strict=True)}


def _with_threshold(
    lines: Sequence[DealLine],
    on_dishes: Mapping[str, DealTaken],
    thresholds: Sequence[Deal],
    left: Mapping[str, Money],
) -> dict[str, tuple[DealTaken, ...]]:
    """What comes off the lines with the best threshold that what is left to pay reaches."""
    dealt: dict[str, tuple[DealTaken, ...]] = {key: (one,) for key, one in on_dishes.items()}
    rests = [_rest(one, dealt.get(one.key, ())) for one in lines]
    whole = sum(one.fen for one in rests)
    reached = [
        (step.off.fen, -number)
        for number, deal in enumerate(thresholds)
        for step in deal.steps
        if step.least.fen <= whole and _has(deal, step.off, left)
    ]
    if not reached:
        return dealt
    off, number = max(reached)
    deal = thresholds[-number]
    shares = Money(off, lines[0].price.currency).split([one.fen for one in rests])
    for line, share in zip(lines, shares, strict=True):
        if share:
            dealt[line.key] = (*dealt.get(line.key, ()), DealTaken(deal, share))
    return dealt


def _rest(line: DealLine, taken: Sequence[DealTaken], *, on_dishes: bool = False) -> Money:
    """What of a line is left to pay; `on_dishes`: before any threshold."""
    counted = (one.off for one in taken if not on_dishes or one.deal.kind is not DealKind.THRESHOLD)
    return line.priced - total(counted, line.price.currency)


def _has(deal: Deal, off: Money, left: Mapping[str, Money]) -> bool:
    return deal.id not in left or off <= left[deal.id]


def _within(dealt: Dealt, left: Mapping[str, Money]) -> bool:
    costs = cost_by_deal(one for taken in dealt.values() for one in taken)
    return all(id_ not in left or cost <= left[id_] for id_, cost in costs.items())
