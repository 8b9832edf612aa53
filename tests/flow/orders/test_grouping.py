"""Opening a group, joining it and choosing, from several phones: on each store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import DOOR, SmallCity, done, refused
from tests.flow.orders.groups import city_of, joined, opened, pay, state, time_over, want, well
from tests.flow.test_races import at_once
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.base.limits import QUANTITY_MAX
from yeshi.base.refused import Invalid, NotYours, Refused, Unknown
from yeshi.flow.due import FORGET, carry_out
from yeshi.flow.in_force import InForce
from yeshi.flow.orders import grouping
from yeshi.flow.orders.grouping import GroupWish
from yeshi.flow.ports import Done, Store
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.flow.stalls import dishes
from yeshi.geo.point import Point
from yeshi.ledger import accounts
from yeshi.orders.basket import SeveralMarkets
from yeshi.orders.checkout import TooFar
from yeshi.orders.group import (
    BY_HOST,
    OPEN_MAX,
    GroupFull,
    GroupOver,
    GroupPays,
    GroupState,
    ListClosed,
    ListEmpty,
    NoWallets,
    PartPaidAlready,
    TooManyGroups,
)
from yeshi.orders.guest_wishes import GUESTS_MAX
from yeshi.people.actor import visitor


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With friends, on each store."""
    return city_of(store)


def wish(**said: object) -> GroupWish:
    """How somebody would order together."""
    return replace(GroupWish(name="Li", pays=GroupPays.EACH, minutes=30, to=DOOR), **said)  # type: ignore[arg-type]


def test_several_phones_share_a_basket(city: SmallCity) -> None:
    """Of the host's market; each adds and takes off what is their own."""
    group = opened(city, basket={"a1": 2})
    joined(city, group, "wu", {"b1": 1, "b2": 1})
    want(city, group, "wu", {"b2": 1, "b1": 0})
    found = state(city, group)
    assert (found.place, found.of_market, found.host) == ("m", True, "li")
    assert [one.name for one in found.guests] == ["Li", "Wu"]
    assert (found.basket_of(1), found.basket_of(2)) == ({"a1": 2}, {"b2": 1})
    assert found.deadline == city.clock.now() + timedelta(minutes=30)
    well(city)


def test_of_a_stall_outside_the_markets_the_menu_is_its_own(city: SmallCity) -> None:
    """There is nothing else that one courier could bring with it."""
    found = state(city, opened(city, basket={"r1": 1}))
    assert (found.place, found.of_market) == ("r", False)


def test_a_group_that_cannot_be_is_not_opened(city: SmallCity) -> None:
    """For want of a list, a name, a time, or a door that somebody can reach."""

    def why(basket: dict[str, int], wish: GroupWish) -> object:
        return refused(grouping.open_group(city.engine, city.key(), "li", basket, wish))

    assert why({}, wish()) == ListEmpty()
    assert why({"none": 1}, wish()) == Unknown("item", "none")
    assert why({"a1": QUANTITY_MAX + 1}, wish()) == Invalid("quantity", f"0…{QUANTITY_MAX}")
    assert isinstance(why({"a1": 1}, wish(name=" ")), Invalid)
    assert why({"a1": 1}, wish(minutes=7)) == Invalid("minutes", "choice")
    assert why({"a1": 1}, wish(to=None)) == Invalid("address", "missing")
    far = replace(DOOR, place=Point(60_000, 0))
    assert isinstance(why({"a1": 1}, wish(to=far)), TooFar)
    others = city.engine.acting(visitor("wu"))
    found = grouping.open_group(others, city.key(), "li", {"a1": 1}, wish())
    assert refused(found) == Unknown("customer", "li")


def test_nobody_wants_what_is_not_on_their_menu(city: SmallCity) -> None:
    """It could not be brought with the rest, or by nobody; what has gone since stays on a list."""
    group, engine = opened(city), city.engine
    joined(city, group, "wu", {"b1": 1})
    for basket, why in (
        ({"b1": 1, "r1": 1}, SeveralMarkets("r")),
        ({"b1": 1, "none": 1}, Unknown("item", "none")),
    ):
        found = grouping.want(engine, city.key(), "wu", group, basket)
        assert refused(found) == why
    assert state(city, group).basket_of(2) == {"b1": 1}
    done(dishes.end_dish(engine, city.key(), "b", "b1"))
    want(city, group, "wu", {"b1": 1, "b2": 1})
    outside = opened(city, basket={"r1": 1})
    found = grouping.want(engine, city.key(), "li", outside, {"r1": 1, "a1": 1})
    assert refused(found) == SeveralMarkets("a")


def test_where_there_are_no_wallets_the_host_pays_for_all(city: SmallCity) -> None:
    """In cash; where nothing can be paid at all, nobody is asked to choose for nothing."""
    engine = city.engine
    engine.payments = ByProviders()
    found = grouping.open_group(engine, city.key(), "li", {"a1": 1}, wish())
    assert refused(found) == NoWallets()
    assert state(city, opened(city, pays=GroupPays.ONE)).is_open
    engine.in_force = InForce.alone(replace(engine.terms, cash_open_max=0))
    for pays in GroupPays:
        found = grouping.open_group(engine, city.key(), "li", {"a1": 1}, wish(pays=pays))
        assert refused(found) == NoWayToPay()


def test_a_host_has_so_many_open_at_once(city: SmallCity) -> None:
    """One that is over leaves room."""
    groups = [opened(city) for _ in range(OPEN_MAX)]
    found = grouping.open_group(city.engine, city.key(), "li", {"a1": 1}, wish())
    assert refused(found) == TooManyGroups(OPEN_MAX)
    done(grouping.call_off(city.engine, city.key(), "li", groups[0]))
    opened(city)


def test_who_has_no_link_has_no_group(city: SmallCity) -> None:
    """Nor has who did not join a list in it, and a guest is not its host."""
    group, engine = opened(city), city.engine
    gone = Unknown("group", "gr-none")
    assert refused(grouping.join(engine, city.key(), "wu", "gr-none", "Wu")) == gone
    assert refused(grouping.want(engine, city.key(), "wu", group, {})) == Unknown("group", group)
    joined(city, group, "wu", {})
    assert refused(grouping.call_off(engine, city.key(), "wu", group)) == NotYours("group", group)
    other = engine.acting(visitor("zhao"))
    for act in (grouping.call_off, lambda *said: grouping.want(*said, {})):
        assert refused(act(other, city.key(), "wu", group)) == Unknown("customer", "wu")
    assert refused(grouping.join(other, city.key(), "wu", group, "W")) == Unknown("customer", "wu")


def test_when_its_time_is_over_nobody_joins_or_chooses(city: SmallCity) -> None:
    """Before the clock has come to it, and after."""
    group, engine = opened(city), city.engine
    city.wait(30)
    found = grouping.join(engine, city.key(), "wu", group, "Wu")
    assert refused(found) == ListClosed()
    assert refused(grouping.want(engine, city.key(), "li", group, {})) == ListClosed()
    time_over(city)
    found = grouping.join(engine, city.key(), "wu", group, "Wu")
    assert refused(found) == GroupOver(GroupState.CALLED_OFF)


def test_the_host_calls_it_off_and_all_have_back_what_was_held(city: SmallCity) -> None:
    """Nothing is ordered."""
    group = opened(city)
    joined(city, group, "wu", {"b1": 1})
    assert pay(city, group, "li") == pay(city, group, "wu") == 1650 + 300
    assert city.balance(accounts.group(group)) == 2 * 1950
    well(city)
    found = grouping.want(city.engine, city.key(), "wu", group, {})
    assert refused(found) == PartPaidAlready()
    done(grouping.call_off(city.engine, city.key(), "li", group))
    assert city.balance(accounts.group(group)) == 0
    assert city.balance(accounts.wallet("wu")) == 20_000
    assert (state(city, group).state, state(city, group).why) == (GroupState.CALLED_OFF, BY_HOST)
    well(city)


def test_no_more_join_at_once_than_a_list_holds(city: SmallCity) -> None:
    """The last place is somebody's, and the others are told."""
    group = opened(city)
    for number in range(GUESTS_MAX - 2):
        joined(city, group, f"g{number}", {})
    answers = at_once(
        [
            lambda who=who: grouping.join(city.engine, f"j-{who}", who, group, who)
            for who in ("x", "y", "z")
        ]
    )
    assert sum(isinstance(one, Done) for one in answers) == 1
    full = [one.reason for one in answers if isinstance(one, Refused)]
    assert full == [GroupFull(GUESTS_MAX)] * 2
    assert len(state(city, group).guests) == GUESTS_MAX


def test_lists_changed_at_once_all_count(city: SmallCity) -> None:
    """No phone writes over what another wrote."""
    group = opened(city)
    friends = [f"g{number}" for number in range(6)]
    for friend in friends:
        joined(city, group, friend, {})
    at_once(
        [
            lambda who=who: grouping.want(city.engine, f"w-{who}", who, group, {"a1": 1})
            for who in friends
        ]
    )
    assert len(state(city, group).wanted) == 7
    well(city)


def test_who_ordered_together_is_kept_for_a_day(city: SmallCity) -> None:
    """Then nothing tells who they were, however many there are."""
    groups = [opened(city) for _ in range(3)]
    for group in groups:
        done(grouping.call_off(city.engine, city.key(), "li", group))
    city.wait(24 * 60 - 1)
    carry_out(city.engine, FORGET)
    assert all(state(city, group) for group in groups)
    city.wait(24 * 60)
    with pytest.MonkeyPatch.context() as rounds:
        rounds.setattr(grouping, "A_ROUND", 2)
        carry_out(city.engine, FORGET)
    with city.store.begin() as work:
        assert work.group_baskets.get_many(groups) == {}
