"""Friends who order together, as actors: each chooses and pays their own, and some drop out."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine
from yeshi.flow.orders import group_ordering, group_paying, grouping, ordering
from yeshi.flow.orders.group_paying import PartAsked
from yeshi.flow.orders.group_seen import group_of
from yeshi.flow.orders.grouping import GroupWish
from yeshi.orders.group import GroupPays
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.actors.demand import POCKET_FEN, Customers, Intent
from yeshi.twin.actors.kitchens import void
from yeshi.twin.actors.parts import Played, unmasked

# One in so many who have something of several dishes brought orders it with friends.
TOGETHER = 1 / 6
# So many of them forget to pay; the others wait for them so long.
FORGETS, WAITS_S = 0.2, (60, 240)
NAMES = ("小李", "阿伟", "Wu", "周周")


class Friends:
    """All who have something brought to them, of whom some order together with friends.

    The same intent always brings the same friends; the others order as customers do.
    """

    def __init__(
        self, engine: Engine, agenda: Agenda, seed: int, guests: Played | None = None
    ) -> None:
        """`guests`: as whom they act; as the clock by default."""
        self._engine, self._agenda, self._seed = engine, agenda, seed
        self._guests = guests or unmasked(engine)
        self._alone = Customers(engine=engine, agenda=agenda, played=self._guests)

    def come(self, intent: Intent) -> bool:
        """Whether who wants that orders it together with friends."""
        brought = not intent.collects and not intent.sits and len(intent.wanted) > 1
        return brought and self._chance("together", intent).random() < TOGETHER

    def expect(self, intent: Intent) -> None:
        """Enter the intent in the agenda."""
        if not self.come(intent):
            self._alone.expect(intent)
            return
        self._agenda.enter(intent.at, Rank.CUSTOMER, lambda: self._open(intent))

    def _open(self, intent: Intent) -> None:
        """Open a group, have a friend for each other dish join it, and all but some pay."""
        dishes = list(intent.wanted.items())
        wish = GroupWish(name=NAMES[0], pays=GroupPays.EACH, minutes=15, to=intent.destination)
        key, host = f"together:{intent.key}", intent.customer
        self._fill(host, f"{key}:0")
        opened = grouping.open_group(self._guests(host), key, host, dict(dishes[:1]), wish)
        if isinstance(opened, Refused):
            return
        group, chance = opened.data["group"], self._chance("forgets", intent)
        self._pay(group, host, f"{key}:0")
        for number, (dish, count) in enumerate(dishes[1:], 1):
            friend, acting = f"{host}-{number + 1}", self._guests(f"{host}-{number + 1}")
            self._fill(friend, f"{key}:{number}")
            name = NAMES[number % len(NAMES)]
            void(grouping.join(acting, f"{key}:{number}:join", friend, group, name))
            void(grouping.want(acting, f"{key}:{number}:want", friend, group, {dish: count}))
            if chance.random() >= FORGETS:
                self._pay(group, friend, f"{key}:{number}")
        at = intent.at + timedelta(seconds=chance.randrange(*WAITS_S))
        order = f"{key}:order"
        self._agenda.enter(
            at, Rank.CUSTOMER,
            lambda: void(group_ordering.order_now(self._guests(host), order, host, group)),
        )  # fmt: skip

    def _fill(self, customer: str, key: str) -> None:
        pocket = Money(POCKET_FEN, self._engine.terms.currency)
        ordering.top_up(self._guests(customer), f"{key}:wallet", customer, pocket)

    def _pay(self, group: str, customer: str, key: str) -> None:
        seen = group_of(self._engine, customer, group)
        if not isinstance(seen, Refused) and isinstance(seen.part, PartAsked):
            acting, most = self._guests(customer), seen.part.most
            void(group_paying.pay_part(acting, f"{key}:pay", customer, group, most))

    def _chance(self, what: str, intent: Intent) -> Random:
        return Random(f"{self._seed}:{what}:{intent.key}")
