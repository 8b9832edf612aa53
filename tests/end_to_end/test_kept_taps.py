"""What a courier or a kitchen taps without a connection is kept, and sent later: in order, once."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.builders import done
from tests.end_to_end.server import CHROMIUM
from tests.end_to_end.test_live_parts import BOARD, Told, context, enter, opened, told
from tests.end_to_end.test_offline import kept, until
from yeshi.base.sure import there
from yeshi.events.orders import OrderCollected, OrderDelivered
from yeshi.fleet.delivery import StopKind
from yeshi.flow.orders import calling_off, dispatching
from yeshi.orders.lifecycle import OrderState

__all__ = ["context", "told"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]

KINDS = {StopKind.COLLECT: OrderCollected.kind, StopKind.DELIVER: OrderDelivered.kind}


def sent_out(told: Told, orders: int) -> tuple[str, list[tuple[str, str]]]:
    """A courier, and their stops: what they do there, and for which order."""
    placed = [told.order() for _ in range(orders)]
    for order in placed:
        told.city.cook(order, 1)
    dispatching.tick(told.city.engine, "city")
    courier = there(told.city.order(placed[0]).courier, "courier")
    with told.city.store.read() as work:
        route = work.routes.must(there(work.couriers.must(courier).route, "route"))
    return courier, [(KINDS[stop.kind], stop.order) for stop in route.stops]


def stops_of(told: Told) -> list[tuple[str, str]]:
    """What couriers did at their stops, each with its order, as it came."""
    with told.city.store.read() as work:
        events = [one.event for one in work.events.after(0, 1000)]
    stops = (OrderCollected, OrderDelivered)
    return [(one.kind, one.order) for one in events if isinstance(one, stops)]


def kept_page(context: BrowserContext, told: Told, path: str) -> Page:
    """The page, once it would be there without a connection."""
    page = enter(context, told, path)
    until(lambda: path in kept(page))
    return page


def test_taps_without_a_connection_are_sent_later_in_order_and_once(
    context: BrowserContext, told: Told
) -> None:
    """The next stop's button is there once the one before was tapped; a page of later sends all."""
    courier, planned = sent_out(told, 2)
    page = kept_page(context, told, f"/courier/{courier}")
    steps = page.locator("form[data-turn]")
    count = steps.count()
    assert count >= 3
    before = stops_of(told)
    context.set_offline(True)
    for number in range(3):
        expect(page.locator("form[data-turn]:visible")).to_have_count(1)
        page.click("form[data-turn]:visible button")
        expect(page.locator("[data-note]")).to_have_count(number + 1)
    expect(page.locator("[data-waiting] b")).to_have_text("3")
    assert stops_of(told) == before
    page.reload()
    expect(page.locator("[data-note]")).to_have_count(3)
    expect(page.locator("form[data-turn]:visible")).to_have_count(1 if count > 3 else 0)
    page.close()
    context.set_offline(False)
    later = enter(context, told, "/stalls/a")
    until(lambda: len(stops_of(told)) == 3)
    expect(later.locator("[data-taps]")).to_be_hidden()
    assert stops_of(told) == planned[:3]


def test_what_is_refused_meanwhile_is_told_until_it_was_read(
    context: BrowserContext, told: Told
) -> None:
    """What comes after it is done all the same."""
    gone, other = told.order(), told.order()
    page = kept_page(context, told, BOARD)
    opened(page)
    context.set_offline(True)
    for order in (gone, other):
        page.click(f"#job-{order} form button.main")
        expect(page.locator(f"#job-{order} [data-note]")).to_be_visible()
    done(calling_off.call_off_order(told.city.engine, told.city.key(), "c", gone))
    context.set_offline(False)
    refused = page.locator("[data-taps] li")
    expect(refused).to_contain_text("Accept")
    expect(refused).to_contain_text("already")
    assert told.city.order(other).state is OrderState.ACCEPTED
    expect(page.locator(f"#job-{other} form[action$=ready]")).to_be_visible()
    page.reload()
    expect(refused).to_be_visible()
    refused.locator("button").click()
    expect(page.locator("[data-taps]")).to_be_hidden()
    page.reload()
    expect(page.locator("[data-taps]")).to_be_hidden()


def test_a_city_that_is_away_is_told_once_it_is_back(context: BrowserContext, told: Told) -> None:
    """The phone has a connection, and nobody answers; what was tapped can be taken back."""
    order = told.order()
    page = kept_page(context, told, BOARD)
    opened(page)
    told.stop()
    page.click("#stock summary")
    page.fill("#stock-a1 input[name=left]", "4")
    page.click("#stock-a1 button:text-is('Save')")
    expect(page.locator("[data-note]")).to_be_visible()
    page.click(f"#job-{order} form button.main")
    expect(page.locator("[data-waiting] b")).to_have_text("2")
    page.click(f"#job-{order} [data-note] button")
    expect(page.locator("[data-waiting] b")).to_have_text("1")
    expect(page.locator(f"#job-{order} form button.main")).to_be_visible()
    told.start()
    expect(page.locator("[data-taps]")).to_be_hidden(timeout=15_000)
    with told.city.store.read() as work:
        assert work.items.must("a1").left == 4
    assert told.city.order(order).state is OrderState.PLACED


def test_nobody_elses_taps_are_sent(context: BrowserContext, told: Told) -> None:
    """They wait until who made them is back; of who signs out nothing is left."""
    order = told.order()
    page = kept_page(context, told, BOARD)
    opened(page)
    told.stop()
    page.click(f"#job-{order} form button.main")
    expect(page.locator("[data-waiting] b")).to_have_text("1")
    # Before it is sent, nobody is signed in any more.
    context.clear_cookies()
    told.start()
    page.goto(told.url + "/stalls/a")
    page.wait_for_timeout(500)
    assert told.city.order(order).state is OrderState.PLACED
    enter(context, told)
    until(lambda: told.city.order(order).state is OrderState.ACCEPTED)


def test_nothing_that_waits_is_left_of_who_signs_out(context: BrowserContext, told: Told) -> None:
    """Also what was refused, and not read."""
    order = told.order()
    page = kept_page(context, told, BOARD)
    opened(page)
    context.set_offline(True)
    page.click(f"#job-{order} form button.main")
    expect(page.locator(f"#job-{order} [data-note]")).to_be_visible()
    done(calling_off.call_off_order(told.city.engine, told.city.key(), "c", order))
    context.set_offline(False)
    expect(page.locator("[data-taps] li")).to_be_visible()
    page.click("form[action='/sign-out'] button")
    page.wait_for_load_state()
    later = enter(context, told, "/stalls/a")
    later.wait_for_timeout(300)
    expect(later.locator("[data-taps]")).to_be_hidden()
