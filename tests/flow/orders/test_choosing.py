"""Whatever is sold, with options, in sets, of shared stock: sums agree, none is sold twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.builders import DOOR, SmallCity, done
from tests.flow.checks.cities import rules
from tests.flow.test_races import at_once
from tests.market.dishes import choice, dish, group
from tests.records import fen, named
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.refused import Refused
from yeshi.base.selection import Selection, choice_at
from yeshi.base.sure import there
from yeshi.flow.orders import altering, cooking, ordering, quoting
from yeshi.flow.orders.choosing import demand_of
from yeshi.flow.ports import Done
from yeshi.ledger import accounts
from yeshi.market.catalogue import Item
from yeshi.market.options import OptionGroup
from yeshi.market.selection import dishes_of
from yeshi.market.shelf import SharedStock
from yeshi.orders.lifecycle import ENDED

STOCKS = ("tofu", "egg")
MORE = some.integers(-150, 900)


@some.composite
def menus_of(draw: some.DrawFn) -> list[Item]:
    """Some dishes with groups, and sets of them."""
    numbers = iter(range(1000))

    def one_group() -> OptionGroup:
        count = draw(some.integers(1, 3))
        least = draw(some.integers(0, count))
        choices = [
            choice(f"c{next(numbers)}", draw(MORE), draw(some.sampled_from((None, *STOCKS))))
            for _ in range(count)
        ]
        most = draw(some.integers(max(1, least), count))
        return group(f"g{next(numbers)}", *choices, least=least, most=most)

    dishes = [
        dish(
            f"d{number}", *(one_group() for _ in range(draw(some.integers(0, 2)))),
            price=draw(some.integers(1000, 5000)), left=draw(some.sampled_from((None, 0, 2, 7))),
            stock=draw(some.sampled_from((None, None, *STOCKS))),
        )
        for number in range(draw(some.integers(1, 4)))
    ]  # fmt: skip
    ids = [one.id for one in dishes]
    sets = [
        dish(
            f"s{number}", price=draw(some.integers(2000, 8000)),
            parts=tuple(draw(some.lists(some.sampled_from(ids), min_size=1, max_size=3))),
        )
        for number in range(draw(some.integers(0, 2)))
    ]  # fmt: skip
    return dishes + sets


@some.composite
def wants(draw: some.DrawFn, menu: list[Item]) -> dict[str, int]:
    """Some of it, chosen as its groups ask."""
    items = {one.id: one for one in menu}
    wanted: dict[str, int] = {}
    for item in draw(some.lists(some.sampled_from(menu), min_size=1, max_size=4)):
        chosen: list[str] = []
        for part, one in dishes_of(item, items):
            for of in one.groups:
                count = draw(some.integers(of.least, of.most))
                picked = draw(some.permutations(of.choices))[:count]
                chosen += [choice_at(part, it.id) for it in of.choices if it in picked]
        wanted[Selection(item.id, tuple(chosen)).written] = draw(some.integers(1, 3))
    return wanted


def sells(city: SmallCity, menu: list[Item], left: int) -> None:
    """Stall a sells that beside what it has, and so many are left of each shared stock."""
    with city.store.begin() as work:
        for word in STOCKS:
            work.stocks.add(SharedStock(word, "a", named(word), left))
    with city.store.begin() as work:
        for item in menu:
            work.items.add(item)


def on_the_shelf(city: SmallCity) -> Counter[str]:
    """How many are left of all that is counted."""
    with city.store.begin() as work:
        items = {one.id: one.left for one in work.items.all() if one.left is not None}
        return Counter({**items, **{one.id: one.left for one in work.stocks.all()}})


def test_quote_bill_ticket_refund_and_books_agree() -> None:
    """To the fen, on a hundred menus; ten thousand are tried by `make proof`."""
    of_menus(100)()


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_ten_thousand_menus_agree() -> None:
    """The same, at length."""
    of_menus(10_000)()


def of_menus(count: int) -> Callable[[], None]:
    """Plays an order of each of so many menus."""

    @given(menus_of(), some.integers(0, 6), some.data())
    @settings(max_examples=count, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def one(menu: list[Item], left: int, data: some.DataObject) -> None:
        city = SmallCity().settle_in()
        for _ in range(4):
            city.fill()
        sells(city, menu, left)
        before = on_the_shelf(city)
        wish = quoting.Wish("c", data.draw(wants(menu)), DOOR)
        answer = quoting.ask_quote(city.engine, city.key(), wish)
        if isinstance(answer, Refused):
            assert answer.reason.code() in ("sold_out", "invalid")
            return
        wallet = city.balance(accounts.wallet("c"))
        placed = ordering.place(city.engine, city.key(), "c", answer.data["quote"])
        order = done(placed)["order"]
        _agrees(city, order, menu, wish, wallet)
        _was_taken(city, order, before)
        if data.draw(some.booleans()):
            _is_short(city, order, data)
        elif data.draw(some.booleans()):
            city.call_off(order)
            assert on_the_shelf(city) == before
        else:
            done(cooking.reject(city.engine, city.key(), "a", order, "no"))
        if city.order(order).state not in ENDED:
            city.call_off(order)
        assert city.balance(accounts.wallet("c")) == wallet
        assert rules(city) == set()

    return one


def _is_short(city: SmallCity, order_id: str, data: some.DataObject) -> None:
    """Some of a line is left out, or is another dish; just the difference goes back at once."""
    order, wallet = city.order(order_id), city.balance(accounts.wallet("c"))
    line = data.draw(some.sampled_from([one for of in order.tickets for one in of.lines]))
    count = data.draw(some.integers(1, line.quantity))
    with city.store.begin() as work:
        ids = [one.id for one in work.items.all() if one.merchant == "a"]
    instead = data.draw(some.sampled_from(["", *sorted(ids)]))
    shelf = on_the_shelf(city)
    short = altering.Shortage(line.selection.written, count, instead)
    asked = altering.offer_instead(city.engine, city.key(), "a", order_id, short)
    if isinstance(asked, Refused):
        assert asked.reason.code() in ("sold_out", "invalid", "nothing_left", "options")
        return
    offered = there(city.order(order_id).ticket("a"), "ticket").offer
    answer = altering.agree_to_offer if data.draw(some.booleans()) else altering.decline_offer
    done(answer(city.engine, city.key(), "c", order_id, "a"))
    back = city.balance(accounts.wallet("c")) - wallet
    if answer is altering.decline_offer:
        assert (back, on_the_shelf(city)) == (0, shelf)
        return
    [other] = [there(offered, "offer").instead] if instead else [None]
    assert back == (line.price + line.packing).fen * count - (other.amount.fen if other else 0)
    assert back >= 0
    taken = demand_of([other] if other else [])
    counted, after = Counter({**taken.items, **taken.stocks}), on_the_shelf(city)
    assert all(after[one] == shelf[one] - counted[one] >= 0 for one in shelf)


def _agrees(
    city: SmallCity, order_id: str, menu: list[Item], wish: quoting.Wish, wallet: int
) -> None:
    """Lines are as they were asked for, and all sums are those of the lines."""
    order = city.order(order_id)
    lines = [line for ticket in order.tickets for line in ticket.lines]
    assert {line.selection.written: line.quantity for line in lines} == dict(wish.wanted)
    items = {one.id: one for one in menu}
    for line in lines:
        more = sum(one.more.fen for one in line.chosen)
        more += sum(one.more.fen for part in line.parts for one in part.chosen)
        assert line.price.fen == items[line.item].price.fen + more > 0
    assert order.bill.items == fen(sum(line.priced.fen for line in lines))
    sold = sum(one.sold.fen for one in order.tickets)
    assert sold == order.bill.items.fen + order.bill.packing.fen
    assert city.balance(accounts.wallet("c")) == wallet - order.bill.total.fen


def _was_taken(city: SmallCity, order_id: str, before: Counter[str]) -> None:
    """Just what the lines say is gone from the shelf, and nothing is below nothing."""
    taken = demand_of(line for ticket in city.order(order_id).tickets for line in ticket.lines)
    counted, after = Counter({**taken.items, **taken.stocks}), on_the_shelf(city)
    assert all(after[one] == before[one] - counted[one] >= 0 for one in before)


def test_the_last_of_a_shared_stock_is_sold_once_to_six_at_once(postgres: PostgresStore) -> None:
    """Two are left; some want it as a dish, some as an extra, some in a set."""
    city = SmallCity(postgres).settle_in()
    extra = group("extra", choice("more", 100, "tofu"), least=0)
    menu = [dish("tofu", stock="tofu"), dish("bowl", extra), dish("set", parts=("tofu", "bowl"))]
    sells(city, menu, 2)
    wanted = {f"c{n}": ("tofu", "bowl+more", "set")[n % 3] for n in range(6)}
    for customer in wanted:
        city.fill(customer)
    quotes = {who: city.quote({what: 1}, who) for who, what in wanted.items()}
    answers = at_once(
        [
            lambda who=who: ordering.place(city.engine, f"pay-{who}", who, quotes[who])
            for who in wanted
        ]
    )
    assert sum(isinstance(answer, Done) for answer in answers) == 2
    assert {one.reason.code() for one in answers if isinstance(one, Refused)} == {"sold_out"}
    assert on_the_shelf(city)["tofu"] == 0
    assert rules(city) == set()
