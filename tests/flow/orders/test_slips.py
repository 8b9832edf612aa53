"""What a stall takes on is printed at its stations; by hand once more, which the paper says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.later import HOUR, TONIGHT, place_for
from tests.flow.stalls.test_dishes import COOK
from tests.flow.stalls.test_printers import NEIGHBOUR, SAID, accept, enter
from tests.flow.stalls.test_slip_queue import comes_out
from tests.records import named
from yeshi.base.calendar import quarter_of
from yeshi.base.refused import Unknown
from yeshi.events.printers import SlipAskedFor
from yeshi.flow.due import BEGIN, carry_out
from yeshi.flow.orders import altering, cooking, slips
from yeshi.flow.orders.altering import Shortage
from yeshi.flow.orders.slips import NoPrinter, SlipJob
from yeshi.flow.ports import Store
from yeshi.flow.stalls.slip_queue import CameOut, ToPrint
from yeshi.market.printer import OF_ORDERS, SlipKind
from yeshi.market.slip import Slip

KITCHEN, BILL = SlipKind.KITCHEN, SlipKind.BILL
EVERY = replace(SAID, prints=OF_ORDERS)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store, whose customer has money."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def written(city: SmallCity, order: str, merchant: str = "a") -> list[Slip]:
    """The slips of the stall's part of the order."""
    return slips.written(city.engine, merchant, order)


def says(city: SmallCity, slip: Slip) -> str:
    """All that stands on the slip when it is printed now."""
    job = slips.to_print(city.engine, ToPrint(slip.id))
    assert isinstance(job, SlipJob)
    return "\n".join(row.left for strip in job.strips for row in strip)


def test_who_has_no_printer_prints_nothing(city: SmallCity) -> None:
    """And nothing waits for it."""
    order = city.place({"a1": 1})
    accept(city, order)
    with city.store.read() as work:
        assert (work.slips.all(), work.errands.open_of("slip")) == ([], [])


def test_each_kind_is_printed_when_the_stall_takes_its_part_on(city: SmallCity) -> None:
    """Once, and not before; of the stall's own part alone."""
    enter(city, EVERY)
    order = city.place({"a1": 2, "b1": 1})
    assert written(city, order) == []
    accept(city, order)
    accept(city, order, merchant="b")
    assert {one.kind for one in written(city, order)} == set(OF_ORDERS)
    assert len(written(city, order)) == len(OF_ORDERS)
    assert written(city, order, "b") == []
    kitchen = next(one for one in written(city, order) if one.kind is KITCHEN)
    assert "2 × a1" in says(city, kitchen)
    assert "b1" not in says(city, kitchen)


def test_what_is_for_later_is_printed_when_it_is_begun(city: SmallCity) -> None:
    """Not when it is taken on; who takes it on after that has it at once."""
    enter(city, EVERY)
    order = place_for(city, TONIGHT, {"a1": 1, "b1": 1})
    accept(city, order)
    assert written(city, order) == []
    plan = city.order(order).wished
    assert plan is not None
    city.clock.put(plan.begins_at)
    carry_out(city.engine, BEGIN)
    assert {one.kind for one in written(city, order)} == set(OF_ORDERS)
    assert len(written(city, order)) == len(OF_ORDERS)
    second = place_for(city, quarter_of(city.clock.now()) + 2 * HOUR)
    city.clock.put(city.clock.now() + 2 * HOUR)
    carry_out(city.engine, BEGIN)
    assert written(city, second) == []
    accept(city, second)
    assert len(written(city, second)) == len(OF_ORDERS)


def test_a_part_that_is_turned_down_is_not_printed(city: SmallCity) -> None:
    """Nobody cooks it."""
    enter(city)
    order = city.place({"a1": 1})
    done(cooking.reject(city.engine, city.key(), "a", order, "no tofu"))
    assert written(city, order) == []


def test_each_station_has_its_dishes(city: SmallCity) -> None:
    """By the categories of the menu as it was accepted; the rest at the one that prints all."""
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("a1"), category=named("热菜")))
    hot = enter(city, replace(SAID, categories=("热菜",)))
    rest = enter(city, replace(SAID, categories=("饮品",), name="吧台"))
    order = city.place({"a1": 1, "a2": 1})
    accept(city, order)
    by_printer = {one.printer: one for one in written(city, order)}
    assert by_printer[hot].items == ()
    assert rest not in by_printer
    enter(city, replace(SAID, name="总"))
    city.wait(1)
    second = city.place({"a1": 1, "a2": 1})
    accept(city, second)
    texts = {one.printer: says(city, one) for one in written(city, second)}
    assert "a2" not in texts[hot]
    assert len(texts) == 2


def test_what_was_called_off_meanwhile_says_so(city: SmallCity) -> None:
    """When the printer that was unplugged comes to it."""
    enter(city)
    order = city.place({"a1": 1, "b1": 1})
    accept(city, order)
    (slip,) = written(city, order)
    assert "订单已取消" not in says(city, slip)
    city.call_off(order)
    assert "订单已取消" in says(city, slip)


def test_cooks_who_have_a_slip_are_told_that_it_is_off(city: SmallCity) -> None:
    """Once, by the printer that told them; who has no slip, or has made it, is told nothing."""
    enter(city, EVERY)
    order, made = city.place({"a1": 1, "b1": 1}), city.place({"a1": 1, "b1": 1})
    for one in (order, made):
        accept(city, one)
        for _ in written(city, one):
            comes_out(city)
    done(cooking.ready(city.engine, city.key(), "a", made))
    for one in (order, made):
        city.call_off(one)
    (slip,) = [one for one in written(city, order) if one.waits]
    assert slip.kind is KITCHEN
    assert "订单已取消" in says(city, slip)
    assert "重印" not in says(city, slip)
    assert not [one for one in written(city, made) if one.waits]
    assert written(city, order, "b") == []


def test_by_hand_it_is_printed_once_more_and_says_so(city: SmallCity) -> None:
    """Not while the first one waits still; who asked is told in the record."""
    enter(city)
    order = city.place({"a1": 1})
    accept(city, order)
    ask = slips.print_again
    done(ask(city.by(COOK), city.key(), "a", order, KITCHEN))
    assert len(written(city, order)) == 1
    comes_out(city)
    city.wait(1)
    done(ask(city.by(COOK), city.key(), "a", order, KITCHEN))
    first, second = written(city, order)
    assert (first.asked_again, second.asked_again) == (False, True)
    assert "【重印】" in says(city, second)
    assert slips.to_print(city.engine, ToPrint(first.id)) is CameOut.NOTHING
    with city.store.read() as work:
        told = [one.event for one in work.events.after(0, 500)]
    assert [one.slip for one in told if isinstance(one, SlipAskedFor)] == [second.id]


def test_what_was_never_printed_comes_first_by_hand(city: SmallCity) -> None:
    """As on a printer that was entered after the order was taken on."""
    order = city.place({"a1": 1})
    accept(city, order)
    enter(city)
    done(slips.print_again(city.by(COOK), city.key(), "a", order, KITCHEN))
    (slip,) = written(city, order)
    assert "【重印】" not in says(city, slip)


def test_who_may_not_and_what_is_not_there(city: SmallCity) -> None:
    """A bill without a printer for bills; an order of other stalls; somebody of another stall."""
    enter(city)
    order, other = city.place({"a1": 1}), city.place({"b1": 1})
    ask = slips.print_again
    assert refused(ask(city.by(COOK), city.key(), "a", order, BILL)) == NoPrinter("bill")
    unknown = refused(ask(city.by(COOK), city.key(), "a", other, KITCHEN))
    assert unknown == Unknown("order", other)
    assert isinstance(refused(ask(city.by(NEIGHBOUR), city.key(), "a", order, KITCHEN)), Unknown)
    assert isinstance(slips.seen(city.engine, "a", other, KITCHEN, "zh"), object)
    found = slips.seen(city.engine, "a", other, KITCHEN, "zh")
    assert refused(found) == Unknown("order", other)  # type: ignore[arg-type]


def test_a_page_shows_the_whole_ticket(city: SmallCity) -> None:
    """In the language of who reads it, also before the stall has answered."""
    order = city.place({"a1": 1, "a2": 1})
    for kind in OF_ORDERS:
        strips = slips.seen(city.engine, "a", order, kind, "en")
        assert not isinstance(strips, Unknown)
        said = "\n".join(row.left for strip in strips for row in strip)  # type: ignore[union-attr]
        assert "a1" in said
        assert "a2" in said


def test_what_is_agreed_to_after_it_was_printed_is_printed_anew(city: SmallCity) -> None:
    """Once, saying that it comes again; what waits still tells it by itself."""
    enter(city, replace(SAID, prints=(KITCHEN,)))
    order = city.place({"a1": 2, "a2": 1})
    accept(city, order)
    alter(city, order, "a2")
    (slip,) = written(city, order)
    assert "a2" not in says(city, slip)
    assert comes_out(city) == order
    alter(city, order, "a1")
    (first, anew) = written(city, order)
    assert first.printed_at is not None
    assert anew.comes_again
    assert "重印" in says(city, anew)


def test_what_is_agreed_to_before_it_is_taken_on_is_printed_with_it(city: SmallCity) -> None:
    """And not before."""
    enter(city, replace(SAID, prints=(KITCHEN,)))
    order = city.place({"a1": 1, "a2": 1})
    alter(city, order, "a2")
    assert written(city, order) == []
    accept(city, order)
    (slip,) = written(city, order)
    assert not slip.comes_again


def alter(city: SmallCity, order: str, item: str) -> None:
    """One of the dish is left out, as its customer agreed."""
    short = Shortage(item, 1)
    done(altering.offer_instead(city.engine, city.key(), "a", order, short))
    done(altering.agree_to_offer(city.engine, city.key(), "c", order, "a"))
