"""A made-up city's customers: what they want, where and when, from a seed."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import accumulate
from math import ceil, exp
from random import Random

from yeshi.base.selection import Selection, choice_at
from yeshi.files.city import BLOCKS, City, Marketplace, somewhere_around, somewhere_near
from yeshi.geo.point import Point
from yeshi.geo.zones import is_within
from yeshi.market.catalogue import Item
from yeshi.market.selection import dishes_of
from yeshi.orders.notes import NOTHING_SAID, OrderNotes
from yeshi.orders.order import Destination
from yeshi.twin.actors.demand import Intent

DONATES = 0.35
TWO_STALLS = 0.2
# A Poisson number beyond this mean is the sum of several.
MEAN_MAX = 200.0
# Who is looked for within a border is looked for so often.
DOOR_TRIES = 30
# Of those who may choose something more at a dish.
PICKS_MORE = 0.3
# Of those who order: who tips and how much, who says something, and who wants cutlery.
TIPS, TIPS_FEN = 0.15, (200, 200, 200, 500, 500, 1000)
SAYS, CUTLERY = 0.12, 0.25
TO_COURIERS = ("到了请打电话", "放在门口就好", "楼下保安室有电梯卡", "Please leave it at the door")
_NOTHING = (0, NOTHING_SAID)
# Of the demo: the share that collects, and that orders for later, in how many seconds.
COLLECT, LATER, LATER_S = 1 / 6, 0.06, (2700, 9000)
TO_STALLS = ("少放辣", "不要香菜", "多放葱花", "汤和面请分开装", "No coriander, please")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """The city's simulated customers; the same minute always brings the same wishes.

    `most`: wishes are made for so many times the usual demand, in layers. Each has an eagerness
    below it, lowest where it would come in the slackest night: whoever takes those below 1 has the
    usual demand, and below 1.2 the same wishes and a fifth more. `collect`: the share of them that
    collect at the counter; `sit`: that of those who sit down at a table. `talks`: whether they
    leave tips and notes. `later`: the share of them that want it at a later time.
    """

    city: City
    seed: int
    hunger: float = 1.0
    most: float = 1.0
    guests: int = 900
    collect: float = 0.0
    sit: float = 0.0
    talks: bool = False
    later: float = 0.0
    _busy: tuple[tuple[float, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        busy = tuple(
            tuple(accumulate(quarter.busy_in(block) for quarter in self.city.quarters))
            for block in range(BLOCKS)
        )
        object.__setattr__(self, "_busy", busy)

    def wishes(self, minute: datetime) -> list[Intent]:
        """What customers will want within the minute that begins at `minute`."""
        local = self.city.calendar.local(minute)
        mean = self.city.rhythm[local.hour * 2 + local.minute // 30] * self.hunger
        return [
            wish for layer in range(ceil(self.most)) for wish in self._layer(minute, mean, layer)
        ]

    def _layer(self, minute: datetime, mean: float, layer: int) -> Iterator[Intent]:
        name = f":{layer}" if layer else ""
        local = self.city.calendar.local(minute)
        chance = Random(f"{self.seed}:demand:{local.isoformat()}{name}")
        eager = Random(f"{self.seed}:eager:{local.isoformat()}{name}")
        for number in range(poisson(chance, mean)):
            wish = self._wish(chance, minute, f"{number}{name}", layer + eager.random())
            if wish is not None:
                yield wish

    def _wish(self, chance: Random, minute: datetime, number: str, eager: float) -> Intent | None:
        at = minute + timedelta(seconds=chance.randrange(60))
        quarter = self._quarter(chance, minute)
        door = self._door(chance, quarter.market.collection)
        open_stalls = [
            (merchant, menu)
            for merchant, menu in quarter.stalls
            if merchant.online and merchant.hours.open_at(at, self.city.calendar)
        ]
        if not open_stalls:
            return None
        stalls = min(len(open_stalls), 2 if chance.random() < TWO_STALLS else 1)
        wanted: dict[str, int] = {}
        sellers = chance.sample(open_stalls, stalls)
        for _, menu in sellers:
            for item in chance.sample(menu, min(len(menu), chance.choice((1, 1, 2)))):
                wanted[_picked(chance, item, menu)] = chance.choice((1, 1, 1, 2))
        customer = f"guest-{chance.randrange(self.guests):03d}"
        address = f"{quarter.market.name.zh} {chance.randrange(1, 200)} 号"
        donate = chance.random() < DONATES
        key = f"{self.city.calendar.local(minute).isoformat()}:{number}"
        # Drawn apart, so that the wishes are the same however many collect, sit, tip, or say
        # something.
        comes = Random(f"{self.seed}:collects:{key}").random()
        collects, sits = comes < self.collect, self.collect <= comes < self.collect + self.sit
        says = Random(f"{self.seed}:says:{key}")
        tip_fen, notes = (
            _said(says, [one.id for one, menu in sellers if menu]) if self.talks else _NOTHING
        )
        return Intent(
            key=key,
            at=at,
            customer=customer,
            wanted=wanted,
            destination=Destination(door, address),
            donate=donate,
            eager=eager,
            collects=collects,
            sits=sits,
            tip_fen=0 if collects or sits else tip_fen,
            notes=replace(notes, to_courier="") if collects or sits else notes,
            later_s=None if sits else self._later_s(key),
        )

    def _later_s(self, key: str) -> int | None:
        chance = Random(f"{self.seed}:later:{key}")
        return chance.randrange(*LATER_S) if chance.random() < self.later else None

    def _door(self, chance: Random, counter: Point) -> Point:
        """A place near the counter; within the zones' outlines, where the city ends at them."""
        for _ in range(DOOR_TRIES):
            if self.city.door_metres:
                door = somewhere_around(chance, counter, self.city.door_metres)
            else:
                door = somewhere_near(chance, counter)
            if is_within(door, self.city.zones):
                return door
        return counter

    def _quarter(self, chance: Random, minute: datetime) -> Marketplace:
        busy = self._busy[self.city.calendar.local(minute).hour * BLOCKS // 24]
        place = bisect(busy, chance.random() * busy[-1], hi=len(busy) - 1)
        return self.city.quarters[place]


def crowd_of(city: City, seed: int, hunger: float, sit: float) -> Crowd:
    """The customers of the demo: of all kinds, and they talk; `sit`: who sits down at a table."""
    return Crowd(
        city=city, seed=seed, hunger=hunger, collect=COLLECT, sit=sit, talks=True, later=LATER
    )


def _said(chance: Random, stalls: Sequence[str]) -> tuple[int, OrderNotes]:
    """What they tip, and what they say to the stalls and the courier; most say nothing."""
    tip_fen = chance.choice(TIPS_FEN) if chance.random() < TIPS else 0
    to_courier = chance.choice(TO_COURIERS) if chance.random() < SAYS else ""
    to_stalls = {one: chance.choice(TO_STALLS) for one in stalls if chance.random() < SAYS}
    cutlery = chance.choice((1, 1, 2)) if chance.random() < CUTLERY else 0
    return tip_fen, OrderNotes(to_courier, to_stalls, cutlery)


def poisson(chance: Random, mean: float) -> int:
    """A Poisson number, by Knuth's product of uniforms."""
    parts = max(1, ceil(mean / MEAN_MAX))
    return sum(_small_poisson(chance, mean / parts) for _ in range(parts))


def _small_poisson(chance: Random, mean: float) -> int:
    limit, product, count = exp(-mean), chance.random(), 0
    while product > limit:
        count += 1
        product *= chance.random()
    return count


def _picked(chance: Random, item: Item, menu: Sequence[Item]) -> str:
    """The item with choices by chance, as it is written: what it asks for, sometimes more."""
    chosen: list[str] = []
    for part, dish in dishes_of(item, {one.id: one for one in menu}):
        for group in dish.groups:
            more = group.most > group.least and chance.random() < PICKS_MORE
            some = chance.sample(group.choices, group.least + more)
            chosen += [choice_at(part, one.id) for one in group.choices if one in some]
    return Selection(item.id, tuple(chosen)).written
