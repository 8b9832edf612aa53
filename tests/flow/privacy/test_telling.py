"""Whoever asks is told all that is kept of them, and nothing of anybody else."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import SmallCity, done
from tests.flow.orders import tables
from tests.flow.orders.groups import city_of, joined, pay
from tests.flow.orders.groups import opened as opened_group
from tests.flow.orders.groups import order as order_group
from tests.flow.orders.test_addresses import HOME
from tests.flow.orders.test_tab_settling import eaten
from tests.flow.privacy.test_forgetting import city, order
from tests.flow.vouchers.ruled import launch
from yeshi.flow.orders import addresses, complaining
from yeshi.flow.orders.complaining import RedressAsked
from yeshi.flow.orders.tab_settling import pay_lines
from yeshi.flow.people import entering, keys
from yeshi.flow.people.keys import KeyWanted
from yeshi.flow.ports import Store
from yeshi.flow.privacy.telling import data_of
from yeshi.flow.vouchers import coding
from yeshi.orders.complaining import TroubleTold
from yeshi.orders.complaint import Trouble
from yeshi.people.actor import NOBODY, signed_in, visitor
from yeshi.people.person import Person
from yeshi.people.scope import Scope
from yeshi.people.session import WayIn, opened
from yeshi.vouchers.rules import CodeKind, Rules

__all__ = ["city"]

LI = Person("li", "Li", (), "hash")


def test_a_person_is_told_of_their_account_and_as_whom_they_order(city: SmallCity) -> None:
    """Their addresses, orders, wallet and keys."""
    done(addresses.add_address(city.engine, city.key(), "c", HOME))
    placed = order(city)
    done(entering.enter_person(city.engine, city.key(), LI))
    by, now = city.engine.acting(signed_in(LI, "c")), city.clock.now()
    wanted = KeyWanted("till", (Scope.READ,), now.date() + timedelta(days=9))
    session = opened("s", LI, "", WayIn.PASSWORD, now)
    done(keys.make(by, city.key(), session, wanted, "0" * 64, now))
    told = data_of(by)
    assert told.account is not None
    assert (told.account.name, [one.name for one in told.account.keys]) == ("Li", ["till"])
    [own] = told.customers
    assert [one.id for one in own.orders] == [placed]
    assert [one.name for one in own.addresses] == ["home"]
    assert own.wallet.fen == city.balance("wallet:c")


def test_whoever_entered_a_code_is_told_it(city: SmallCity) -> None:
    """Nobody else is, also of the same campaign."""
    launch(city, "each", Rules(code=CodeKind.EACH))
    done(coding.make_codes(city.engine, city.key(), "each", 3))
    with city.store.read() as work:
        codes = [one.id for one in work.voucher_codes.of("each")]
    for customer, typed in zip("cdc", codes, strict=True):
        done(coding.enter_code(city.engine, city.key(), customer, typed))
    [own] = data_of(city.engine.acting(visitor("c"))).customers
    assert [one.id for one in own.voucher_codes] == sorted((codes[0], codes[2]))


def test_others_are_told_nothing_of_it(city: SmallCity) -> None:
    """Neither another customer nor who is nobody."""
    order(city)
    [other] = data_of(city.engine.acting(visitor("d"))).customers
    assert (other.orders, other.addresses, other.wallet.fen) == ((), (), 0)
    nobody = data_of(city.engine.acting(NOBODY))
    assert (nobody.account, nobody.customers) == (None, ())


def test_the_host_of_a_group_is_told_what_they_paid_themselves(store: Store) -> None:
    """Nothing of others: neither who they are nor how much; nor to whom a complaint paid it."""
    town = city_of(store)
    group = opened_group(town)
    joined(town, group, "wu", {"b1": 1})
    for friend in ("li", "wu"):
        pay(town, group, friend)
    placed = order_group(town, group)
    town.cook(placed)
    town.bring(placed)
    wrong = RedressAsked(TroubleTold("b", {0: 1}, Trouble.MISSING))
    done(complaining.complain(town.engine, town.key(), "li", placed, wrong))
    [own] = data_of(town.engine.acting(visitor("li"))).customers
    assert (len(own.orders), len(own.complaints)) == (1, 1)
    assert "'wu'" not in repr(own)
    of_group = own.orders[0].of_group
    assert of_group
    assert [(one.customer, one.paid.fen) for one in of_group.shares] == [("li", 1800)]
    [other] = data_of(town.engine.acting(visitor("wu"))).customers
    assert other.orders == ()


def test_who_paid_what_at_a_table_is_told_nobody(store: Store) -> None:
    """That it is paid, is."""
    town = tables.city_of(store)
    tab, placed = eaten(town)
    lines, all_of = tables.unpaid(town, placed), town.order(placed).unpaid
    done(pay_lines(town.engine, town.key(), "wu", tab, lines, all_of))
    [own] = data_of(town.engine.acting(visitor("li"))).customers
    assert own.orders[0].unpaid.fen == 0
    assert "'wu'" not in repr(own)
