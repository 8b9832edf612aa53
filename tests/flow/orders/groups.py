"""A city in which some order together from afar."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import DOOR, SmallCity, done
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.due import GROUPS, carry_out
from yeshi.flow.engine import Turn
from yeshi.flow.orders import group_ordering, group_paying, grouping
from yeshi.flow.orders.group_paying import PartAsked
from yeshi.flow.orders.grouping import GroupWish
from yeshi.flow.ports import Store
from yeshi.orders.group import GroupBasket, GroupPays

FRIENDS = ("li", "wu", "zhao")
MINUTES = 30


def city_of(store: Store | None = None) -> SmallCity:
    """The small city, and friends who have money."""
    city = (SmallCity(store) if store else SmallCity()).settle_in()
    for friend in FRIENDS:
        city.fill(friend, 20_000)
    return city


def opened(
    city: SmallCity,
    host: str = "li",
    pays: GroupPays = GroupPays.EACH,
    basket: dict[str, int] | None = None,
    round_up: str | None = None,
) -> str:
    """A group that the host opened, who wants that; its id."""
    to = DOOR if pays is GroupPays.EACH else None
    wish = GroupWish(name=host.title(), pays=pays, minutes=MINUTES, to=to, round_up=round_up)
    wanted = {"a1": 1} if basket is None else basket
    return done(grouping.open_group(city.engine, city.key(), host, wanted, wish))["group"]


def joined(city: SmallCity, group: str, friend: str, basket: dict[str, int]) -> None:
    """Have a friend be in it, who wants that."""
    done(grouping.join(city.engine, city.key(), friend, group, friend.title()))
    want(city, group, friend, basket)


def want(city: SmallCity, group: str, friend: str, basket: dict[str, int]) -> None:
    """Have a friend want that."""
    done(grouping.want(city.engine, city.key(), friend, group, basket))


def asked(city: SmallCity, group: str, friend: str) -> PartAsked:
    """What they are to pay."""
    found = state(city, group)
    with city.store.begin() as work:
        turn = Turn(work=work, now=city.clock.now(), key="x", in_force=city.engine.in_force)
        part = group_paying.part_of(turn, city.engine, found, found.number_of(friend) or 0)
    assert isinstance(part, PartAsked), part
    return part


def pay(city: SmallCity, group: str, friend: str, tip_fen: int = 0) -> int:
    """Have a friend pay their part, with a tip; what is held of them, in fen."""
    most, tip = asked(city, group, friend).most, city.money(tip_fen) if tip_fen else None
    done(group_paying.pay_part(city.engine, city.key(), friend, group, most, tip))
    return most.fen + tip_fen


def order(city: SmallCity, group: str, host: str = "li") -> str:
    """Have the host order now; the order's id."""
    return done(group_ordering.order_now(city.engine, city.key(), host, group))["order"]


def time_over(city: SmallCity) -> int:
    """Let the time to choose pass, and the clock do what is due."""
    city.clock.put(city.clock.now() + timedelta(minutes=MINUTES))
    return carry_out(city.engine, GROUPS)


def state(city: SmallCity, group: str) -> GroupBasket:
    """The group as it stands."""
    with city.store.begin() as work:
        return work.group_baskets.must(group)


def well(city: SmallCity) -> None:
    """Every rule of the books and of the record holds."""
    with city.store.look() as work:
        assert list(breaches_of(work)) == []
