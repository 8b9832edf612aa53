"""Friends in the twin order together, each pays their own, and it is brought."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import DOOR, SmallCity
from tests.flow.orders.groups import city_of, well
from yeshi.events.orders import PaidBy
from yeshi.orders.order import Order
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.actors.demand import Intent
from yeshi.twin.actors.friends import Friends


def intent(city: SmallCity, key: str, **said: object) -> Intent:
    """Somebody who wants three dishes now."""
    wanted = {"a1": 1, "b1": 1, "b2": 1}
    return replace(
        Intent(key=key, at=city.clock.now(), customer="guest", wanted=wanted, destination=DOOR),
        **said,  # type: ignore[arg-type]
    )


def played(city: SmallCity, wish: Intent) -> list[Order]:
    """What comes of it; nobody else is in the city."""
    agenda = Agenda()
    friends = Friends(city.engine, agenda, 7)
    friends.expect(wish)
    while agenda.next_at is not None:
        at, act = agenda.take()
        city.clock.put(max(at, city.clock.now()))
        act()
    with city.store.begin() as work:
        return work.orders.all()


def test_friends_pay_each_their_own_and_some_forget() -> None:
    """The host orders with those who have paid; the books agree."""
    counts = set()
    for number in range(100):
        city = city_of()
        wish = intent(city, f"k{number}")
        if not Friends(city.engine, Agenda(), 7).come(wish):
            continue
        (order,) = played(city, wish)
        assert order.way is PaidBy.GROUP
        assert order.of_group
        counts.add(len(order.of_group.shares))
        well(city)
    assert {2, 3} <= counts


def test_what_cannot_be_had_is_not_ordered() -> None:
    """A closed stall, or a dish that nobody sells: they go home."""
    city = city_of()
    friends = Friends(city.engine, Agenda(), 7)
    many = [intent(city, f"k{number}", wanted={"none": 1, "a1": 1}) for number in range(40)]
    assert played(city, next(one for one in many if friends.come(one))) == []


def test_the_others_order_alone() -> None:
    """As any customer does."""
    city = city_of()
    (order,) = played(city, intent(city, "k", wanted={"a1": 1}))
    assert (order.way, order.of_group) == (PaidBy.WALLET, None)


def test_who_has_one_dish_or_fetches_it_comes_alone() -> None:
    """Of the others one in some, always the same."""
    city = city_of()
    friends = Friends(city.engine, Agenda(), 7)
    assert not friends.come(intent(city, "k", wanted={"a1": 1}))
    many = [intent(city, f"k{number}") for number in range(200)]
    come = [one for one in many if friends.come(one)]
    assert 10 < len(come) < 70
    assert not any(friends.come(replace(one, collects=True)) for one in come)
    assert not any(friends.come(replace(one, sits=True)) for one in come)
