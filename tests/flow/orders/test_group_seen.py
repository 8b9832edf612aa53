"""A group as its guests see it: all lists, and of money what is their own alone."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.groups import FRIENDS, city_of, joined, opened, order, pay
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders.group_seen import TogetherSeen, group_of, group_seat, seat_at
from yeshi.flow.orders.grouping import call_off, want
from yeshi.flow.stalls import running, tables
from yeshi.flow.stalls.tables import OfStall
from yeshi.market.shelf import SoldOut
from yeshi.orders.group import GroupPays


def seen(city: SmallCity, group: str, who: str) -> TogetherSeen:
    """The group as they see it."""
    found = group_of(city.engine, who, group)
    assert isinstance(found, TogetherSeen)
    return found


def three() -> tuple[SmallCity, str]:
    """A group of three, of whom one wants nothing yet."""
    city = city_of()
    group = opened(city)
    joined(city, group, "wu", {"b1": 2})
    joined(city, group, "zhao", {})
    return city, group


def test_each_list_and_what_it_comes_to() -> None:
    """And how far each is."""
    city, group = three()
    found = seen(city, group, "wu")
    assert [(one.name, one.amount.fen) for one in found.guests] == [
        ("Li", 1650), ("Wu", 3300), ("Zhao", 0),
    ]  # fmt: skip
    assert [one.standing for one in found.guests] == ["choosing", "choosing", "looking"]
    assert (found.me, found.is_host, found.amount.fen) == (2, False, 4950)
    assert found.part
    assert not isinstance(found.part, Refused)
    assert found.part.most.fen == 3600
    assert found.may_choose


def test_all_lists_are_read_at_once() -> None:
    """However many order together, and each with what is their own of a dish that several want."""
    city, group = three()
    joined(city, group, "sun", {"b1": 1, "a1": 3})
    reads = []
    begin = city.store.read

    def counted(*said: object) -> object:
        reads.append(said)
        return begin(*said)

    with pytest.MonkeyPatch.context() as counting:
        counting.setattr(city.store, "read", counted)
        few = seen(city, group, "zhao")
        first = len(reads)
        for number in range(5):
            joined(city, group, f"g{number}", {"a1": 1})
        reads.clear()
        seen(city, group, "zhao")
    assert len(reads) == first
    assert [(one.written, one.quantity) for one in few.guests[3].lines] == [("b1", 1), ("a1", 3)]


def test_who_has_the_link_alone_looks() -> None:
    """Until they join; where there is no such group, there is none."""
    city, group = three()
    found = seen(city, group, "stranger")
    assert (found.me, found.mine, found.part, found.may_choose) == (None, None, None, False)
    assert group_of(city.engine, "wu", "gr-none") == Refused(Unknown("group", "gr-none"))
    assert group_seat(city.engine, "stranger", group) is None


def test_who_has_paid_and_what_the_host_may_do() -> None:
    """Nobody reads what is held of others."""
    city, group = three()
    pay(city, group, "wu")
    host = seen(city, group, "li")
    assert [one.standing for one in host.guests] == ["choosing", "paid", "looking"]
    assert (host.may_order, host.all_paid, host.paid_count, host.held) == (True, False, 1, None)
    assert not seen(city, group, "wu").may_order
    assert not seen(city, group, "wu").may_choose
    pay(city, group, "li")
    assert seen(city, group, "li").all_paid
    order(city, group)
    found = seen(city, group, "zhao")
    assert [one.standing for one in found.guests] == ["in", "in", "chose_nothing"]
    assert (found.paid, found.left_out) == (None, None)


def test_who_is_left_out_sees_it() -> None:
    """And the others do not owe for them."""
    city, group = three()
    pay(city, group, "wu")
    order(city, group)
    assert seen(city, group, "li").left_out == "left_out"
    assert seen(city, group, "wu").left_out is None


def test_who_had_paid_before_a_price_went_up_is_told_that() -> None:
    """And not that they had not paid."""
    city, group = three()
    for friend in ("li", "wu"):
        pay(city, group, friend)
    done(running.reprice(city.engine, city.key(), "b", "b1", city.money(9000)))
    order(city, group)
    found = seen(city, group, "wu")
    assert (found.left_out, found.guests[1].standing) == ("outpriced", "outpriced")
    assert seen(city, group, "li").left_out is None


def test_after_it_is_called_off_nobody_is_still_to_pay() -> None:
    """Nor to choose."""
    city, group = three()
    pay(city, group, "wu")
    done(call_off(city.engine, city.key(), "li", group))
    standings = [one.standing for one in seen(city, group, "li").guests]
    assert standings == ["not_ordered", "not_ordered", "chose_nothing"]


def test_what_cannot_be_had_is_said_before_it_is_paid() -> None:
    """Beside the button that is not there."""
    city, group = three()
    done(want(city.engine, city.key(), "wu", group, {"b2": 3}))
    assert seen(city, group, "wu").part == Refused(SoldOut("b2", 2))


def test_one_sits_in_a_group_as_at_a_table() -> None:
    """With what one wants there, as long as it is open."""
    city, group = three()
    done(tables.set_tables(city.engine, city.key(), OfStall("a"), 1))
    code = tables.tables_of(city.engine, "a")[0].id
    seat = seat_at(city.engine, "wu", group)
    assert seat
    assert (seat.of_group, seat.basket, seat.menu) == (True, {"b1": 2}, "/markets/m")
    assert seat.page == f"/together/{group}"
    at_table = seat_at(city.engine, "wu", code)
    assert at_table
    assert (at_table.of_group, at_table.page) == (False, "/table")
    pay(city, group, "wu")
    order(city, group)
    assert seat_at(city.engine, "wu", group) is None


def test_where_one_pays_for_all_only_the_host_is_asked() -> None:
    """At the checkout."""
    city = city_of()
    group = opened(city, pays=GroupPays.ONE)
    joined(city, group, FRIENDS[1], {"b1": 1})
    host, guest = seen(city, group, "li"), seen(city, group, "wu")
    assert (host.may_pay_all, guest.may_pay_all) == (True, False)
    assert (host.part, guest.part) == (None, None)
