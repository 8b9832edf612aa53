"""The host of a group pays for all at the checkout, for what all want in that moment."""

from __future__ import annotations

import pytest

from tests.builders import DOOR, SmallCity, done, refused
from tests.flow.orders.groups import city_of, joined, opened, state, want, well
from tests.flow.test_races import at_once
from yeshi.base.refused import NotYours, Refused, Unknown
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import group_host, grouping, ordering, quoting
from yeshi.flow.orders.quoting import ForGroup, Wish
from yeshi.flow.ports import Done, Store
from yeshi.flow.stalls import listing
from yeshi.ledger import accounts
from yeshi.orders.basket import EmptyBasket
from yeshi.orders.checkout import QuoteChanged
from yeshi.orders.group import GroupOver, GroupPays, GroupState, PaidOtherwise
from yeshi.orders.group_part import OfGroup
from yeshi.orders.guest_wishes import together
from yeshi.people.actor import visitor


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With friends, on each store."""
    return city_of(store)


def quoted(city: SmallCity, group: str, who: str = "li") -> str:
    """What all want, as who pays for them asks for it; the quote's id."""
    found = state(city, group)
    to = ForGroup(DOOR, OfGroup(group, found.names, version=found.version), found.wanted)
    wish = Wish(who, together(found.wanted), to)
    return done(quoting.ask_quote(city.engine, city.key(), wish))["quote"]


def two(city: SmallCity) -> str:
    """A group of two, of whom the host pays."""
    group = opened(city, pays=GroupPays.ONE, basket={"a2": 1})
    joined(city, group, "wu", {"a1": 1, "b1": 1})
    return group


def test_the_host_pays_for_all_as_anybody_pays(city: SmallCity) -> None:
    """With a voucher; whose is whose stands on the lines."""
    group = two(city)
    placed = ordering.place(city.engine, city.key(), "li", quoted(city, group))
    found = city.order(done(placed)["order"])
    assert (found.way, found.campaign) == (PaidBy.WALLET, "v")
    assert {(one.guest, one.item) for part in found.tickets for one in part.lines} == {
        (1, "a2"), (2, "a1"), (2, "b1"),
    }  # fmt: skip
    assert found.of_group
    assert (found.of_group.shares, found.of_group.name_of(2)) == ((), "Wu")
    assert state(city, group).order == found.id
    assert city.balance(accounts.wallet("li")) == 20_000 - found.bill.total.fen
    assert city.balance(accounts.wallet("wu")) == 20_000
    well(city)


def test_a_quote_past_its_time_is_honoured_where_all_want_the_same(city: SmallCity) -> None:
    """With lines of each."""
    group = two(city)
    quote = quoted(city, group)
    city.wait(10)
    found = city.order(done(ordering.place(city.engine, city.key(), "li", quote))["order"])
    assert found.of_group
    assert {one.guest for part in found.tickets for one in part.lines} == {1, 2}


def test_what_somebody_wants_since_is_quoted_anew(city: SmallCity) -> None:
    """Nobody's wish is left out, or paid for unseen; also in the same moment, by two clocks."""
    group = two(city)
    quote = quoted(city, group)
    want(city, group, "wu", {"a1": 2})
    found = refused(ordering.place(city.engine, city.key(), "li", quote))
    assert found == QuoteChanged(quote, ("lines",))
    done(ordering.place(city.engine, city.key(), "li", quoted(city, group)))


def test_nobody_else_pays_for_all(city: SmallCity) -> None:
    """Nor the host of a group of which each pays, nor of one that is over."""
    group, engine = two(city), city.engine
    theirs = quoted(city, group, "wu")
    assert refused(ordering.place(engine, city.key(), "wu", theirs)) == NotYours("group", group)
    strangers = quoted(city, group, "zhao")
    found = refused(ordering.place(engine, city.key(), "zhao", strangers))
    assert found == Unknown("group", group)
    each = opened(city)
    found = refused(ordering.place(engine, city.key(), "li", quoted(city, each)))
    assert found == PaidOtherwise("each")
    quote = quoted(city, group)
    done(grouping.call_off(engine, city.key(), "li", group))
    found = refused(ordering.place(engine, city.key(), "li", quote))
    assert found == GroupOver(GroupState.CALLED_OFF)


def test_what_all_want_is_priced_for_the_host_alone(city: SmallCity) -> None:
    """What is sold out is left out of it; and it is paid as any quote."""
    group, engine = two(city), city.engine
    wish = Wish("li", {}, DOOR)
    done(listing.restock(engine, city.key(), "b", "b1", 0))
    quote = done(group_host.ask_for_all(engine, city.key(), wish, group))["quote"]
    found = city.order(done(ordering.place(engine, city.key(), "li", quote))["order"])
    assert [(one.guest, one.item) for part in found.tickets for one in part.lines] == [
        (1, "a2"), (2, "a1"),
    ]  # fmt: skip
    assert state(city, group).order == found.id
    over = group_host.ask_for_all(engine, city.key(), wish, group)
    assert refused(over) == GroupOver(GroupState.ORDERED)
    each = opened(city)
    joined(city, each, "wu", {})
    assert refused(group_host.ask_for_all(engine, city.key(), wish, each)) == PaidOtherwise("each")
    for who, why in (("wu", NotYours("group", each)), ("zhao", Unknown("group", each))):
        theirs = Wish(who, {}, DOOR)
        assert refused(group_host.ask_for_all(engine, city.key(), theirs, each)) == why
    other = engine.acting(visitor("wu"))
    found_out = refused(group_host.ask_for_all(other, city.key(), wish, each))
    assert found_out == Unknown("customer", "li")


def test_what_is_sold_out_altogether_has_no_price(city: SmallCity) -> None:
    """There is nothing to order."""
    group = opened(city, pays=GroupPays.ONE)
    done(listing.restock(city.engine, city.key(), "a", "a1", 0))
    found = group_host.ask_for_all(city.engine, city.key(), Wish("li", {}, DOOR), group)
    assert refused(found) == EmptyBasket()
    well(city)


def test_paid_on_two_phones_at_once_it_is_one_order(city: SmallCity) -> None:
    """The other is told that it has ordered."""
    group = two(city)
    quotes = [quoted(city, group) for _ in range(2)]
    answers = at_once([lambda q=q: ordering.place(city.engine, f"k-{q}", "li", q) for q in quotes])
    assert sum(isinstance(one, Done) for one in answers) == 1
    over = [one.reason for one in answers if isinstance(one, Refused)]
    assert over == [GroupOver(GroupState.ORDERED)]
    well(city)
