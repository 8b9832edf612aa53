"""The demo city's shops are called, and their guests come or do not; never more than seats."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import EVENING, SmallCity
from yeshi.files.city import CHANGSHA_FILE
from yeshi.files.city_file import read_city
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.visits import VisitsCheck
from yeshi.flow.stalls import markets
from yeshi.flow.visits.seen import services_offered
from yeshi.people.person import Role
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.demo import masks
from yeshi.twin.demo.shops import SHOPS, Callers, open_shops
from yeshi.visits.booking import BookingState


def stage() -> tuple[SmallCity, Agenda, Callers]:
    """A city with the markets of the demo's, and who calls its shops."""
    city, made_up = SmallCity().open_up(), read_city(CHANGSHA_FILE)
    for quarter in made_up.quarters:
        markets.open_market(city.engine, city.key(), quarter.market)
    for _ in range(2):
        open_shops(city.engine, made_up)
    agenda = Agenda()
    shops = masks.played_by(city.engine, Role.STALLHOLDER)
    return city, agenda, Callers(city.engine, agenda, 5, shops)


def play(city: SmallCity, agenda: Agenda, callers: Callers, minutes: int) -> None:
    """Let so many minutes of the night pass."""
    for minute in range(minutes):
        now = EVENING + timedelta(minutes=minute)
        callers.expect(now)
        while agenda.next_at is not None and agenda.next_at <= now:
            at, action = agenda.take()
            city.clock.put(max(at, city.clock.now()))
            before = _last(city)
            action()
            with city.store.begin() as work:
                told = work.events.after(before, 100)
            for one in told:
                callers.hear(one)


def _last(city: SmallCity) -> int:
    with city.store.begin() as work:
        last = work.events.last()
    return last.seq if last else 0


def test_shops_open_once_and_are_called_all_night() -> None:
    """Some are late and some do not come; all that is told holds."""
    city, agenda, callers = stage()
    assert len(services_offered(city.engine)) == sum(len(one.services) for one in SHOPS)
    callers.resume(EVENING)
    play(city, agenda, callers, 360)
    with city.store.begin() as work:
        states = {one.state for one in work.bookings.all()}
        assert not list(breaches_of(work, [VisitsCheck()]))
    assert {BookingState.CAME, BookingState.MISSED, BookingState.BOOKED} <= states


def test_after_a_restart_who_was_called_still_comes() -> None:
    """And nobody is called a second time for it."""
    city, _, callers = stage()
    callers.resume(EVENING)
    with city.store.begin() as work:
        made = len(work.bookings.all())
    assert made > 5
    shops = masks.played_by(city.engine, Role.STALLHOLDER)
    again = Agenda()
    Callers(city.engine, again, 1, shops).resume(EVENING)
    assert again.next_at is not None
    with city.store.begin() as work:
        assert len(work.bookings.all()) == made
