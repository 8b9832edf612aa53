"""A fault in any loop of a live city, on a real store and in live threads, stops nothing else."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import fresh_database
from yeshi.adapters import heartbeat
from yeshi.adapters.watch.log import Log
from yeshi.base.errors import BooksBroken
from yeshi.events.dispatch import RouteCommitted
from yeshi.events.orders import OrderPlaced, TicketAccepted
from yeshi.flow import due
from yeshi.flow.accords.reminding import TELLING
from yeshi.flow.city import printing
from yeshi.flow.city.printing import REPORT, Wanted
from yeshi.flow.city.sheets.asking import SHEETS
from yeshi.flow.errand import Errand, ErrandState
from yeshi.flow.errands import Bearer, ErrandKind, Lane
from yeshi.flow.orders import committing
from yeshi.flow.ports import Done
from yeshi.settings import Settings
from yeshi.twin.actors.kitchens import Kitchens
from yeshi.wiring import city as wiring
from yeshi.wiring.city import LiveCity
from yeshi.wiring.served import served_city
from yeshi.wiring.which_city import WhichCity

pytest.importorskip("ibis")

LOOPS = (
    "people", "tick", "dispatch:east", "dispatch:west", "errands:quick", "errands:long",
    "errands:paper", "tidy", "relay",
)  # fmt: skip
PATIENCE_S = 60.0


@dataclass
class Watched:
    """A city under way, how often each of its loops beat, and those in which a fault is planted."""

    live: LiveCity
    beats: Counter[str] = field(default_factory=Counter)
    carried: Counter[str] = field(default_factory=Counter)
    planted: set[str] = field(default_factory=set)

    def watch(self, name: str, act: Callable[..., None]) -> Callable[..., None]:
        """The act, counted, or a fault in its place."""

        def watched(*given: Any) -> None:
            if name in self.planted:
                raise RuntimeError("somebody's address")
            act(*given)
            self.beats[name] += 1

        return watched

    def errand(self, id_: str) -> Errand:
        """The errand as it is kept."""
        with self.live.engine.store.begin() as work:
            return work.errands.must(id_)

    def aside(self, duty: str, id_: str = "") -> list[Any]:
        """What is set aside of that name."""
        return [one for one in self.live.set_aside() if (one.duty, one.id) == (duty, id_)]

    def until(self, true: Callable[[], object]) -> None:
        """Wait until it is true; a failure when it does not come."""
        ends = time.monotonic() + PATIENCE_S
        while not true():
            assert time.monotonic() < ends, self.live.set_aside()
            time.sleep(0.02)

    def others_go_on(self, *names: str) -> None:
        """Wait until all loops but those beat twice more."""
        before = Counter(self.beats)
        # Where nobody does anything there is nothing to hear.
        silent = ("relay",) if "people" in names else ()
        others = [name for name in LOOPS if name not in (*names, *silent)]
        self.until(lambda: all(self.beats[name] >= before[name] + 2 for name in others))

    def happened(self, kind: type) -> int:
        """How many events of the kind there are."""
        with self.live.engine.store.begin() as work:
            return sum(isinstance(one.event, kind) for one in work.events.after(0, 100_000))


def bearer(
    of: ErrandKind[Any, Any], brought: object, carried: Counter[str], planted: set[str]
) -> Bearer[Any, Any]:
    """Does errands of the kind at once, counted, or with a fault where one is planted."""

    def carry(*_: object) -> Any:
        if of.name in planted:
            raise RuntimeError("somebody's address")
        carried[of.name] += 1
        return brought

    return Bearer(of, carry)


@pytest.fixture(scope="module")
def city(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """The demo city at 180 times real speed, on a database of its own."""
    home: Path = tmp_path_factory.mktemp("home")
    with fresh_database(server, template) as url, pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "PREPARE_S", 0.2)
        patch.setattr(wiring, "TIDY_S", 0.2)
        patch.setattr(wiring, "LOOK_S", dict.fromkeys(Lane, 0.2))
        patch.setattr(heartbeat, "LOOK_S", 0.2)
        patch.setattr(heartbeat, "RETRY_S", 0.3)
        patch.setattr(heartbeat, "RETRY_S_MAX", 0.6)
        settings = Settings(
            home=home,
            database_url=url,
            host="127.0.0.1",
            port=0,
            speed=180.0,
            hunger=0.5,
            tiles=None,
        )
        # Preparing and printing take seconds, and what they do is tested elsewhere.
        carried, planted = Counter[str](), set[str]()
        made = [
            bearer(of, brought, carried, planted)
            for of, brought in ((SHEETS, None), (REPORT, ()), (TELLING, "page"))
        ]
        patch.setattr(wiring, "bearers", lambda *_: made)
        with served_city(settings, lambda: url, Log(), WhichCity.DEMO) as served:
            live = served.live
            watched = Watched(live, carried=carried, planted=planted)
            for loop in live.watching.loops:
                loop._act = watched.watch(loop.name, loop._act)
            for relay in live._heard:
                relay._hear = watched.watch("relay", relay._hear)
            live.start()
            watched.others_go_on()
            yield watched


@pytest.mark.parametrize("name", LOOPS)
def test_a_loop_that_fails_goes_on_later_and_the_others_meanwhile(
    city: Watched, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its fault is told once without its words, shown, and forgotten when it is over."""
    city.planted.add(name)
    city.until(lambda: city.aside(name))
    city.others_go_on(name)
    city.until(lambda: city.aside(name)[0].tries >= 2)
    city.planted.clear()
    city.others_go_on()
    said = capfd.readouterr().err
    told = [one for one in map(json.loads, said.splitlines()) if one["event"] == "set aside"]
    assert [one["duty"] for one in told].count(name) == 1
    assert "address" not in said
    assert name == "relay" or not city.aside(name)


def test_a_poisoned_thing_holds_up_no_other(city: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of each duty, all at once: it waits, the next of its duty is done, and all loops go on."""
    tried: Counter[tuple[str, str]] = Counter()

    def planted(one: due.Duty[Any]) -> due.Duty[Any]:
        def act(_: object, thing: str) -> Done:
            tried[one.name, thing] += 1
            if thing == "poisoned":
                raise BooksBroken("overdrawn")
            return Done()

        found = ["poisoned", "sound"]
        return replace(one, find=lambda _: found, act=act, id_of=str, every_s=0.0)

    monkeypatch.setattr(due, "DUE", tuple(planted(one) for one in due.DUE))
    names = [one.name for one in due.DUE]
    city.until(lambda: all(tried[name, "sound"] >= 3 for name in names))
    city.others_go_on()
    for name in names:
        assert tried[name, "poisoned"] == 1
        (aside,) = city.aside(name, "poisoned")
        assert (aside.fault, aside.again_at) == ("BooksBroken", None)


def test_a_poisoned_order_holds_up_no_other_of_its_zone(
    city: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left out of the plan for a while, with the courier that it was tried with."""
    real, poisoned = committing._unchanged, list[str]()

    def unchanged(order: Any, *more: Any) -> bool:
        if not poisoned:
            poisoned.append(order.id)
        if order.id == poisoned[0]:
            raise ZeroDivisionError
        return real(order, *more)

    monkeypatch.setattr(committing, "_unchanged", unchanged)
    city.until(lambda: poisoned and any(one.id == poisoned[0] for one in city.live.set_aside()))
    before = city.happened(RouteCommitted)
    city.until(lambda: city.happened(RouteCommitted) >= before + 3)
    city.others_go_on()


def test_people_who_fail_stop_no_others(city: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kitchens that cannot plan their answers leave customers ordering, and other kitchens go on."""
    real, poisoned = Kitchens._plan_answer, list[str]()

    def plan(self: Kitchens, order: str, *more: Any) -> None:
        if not poisoned:
            poisoned.append(order)
        if order == poisoned[0]:
            raise ZeroDivisionError
        real(self, order, *more)

    monkeypatch.setattr(Kitchens, "_plan_answer", plan)
    city.until(lambda: city.aside("people", "Kitchens"))
    placed, taken = city.happened(OrderPlaced), city.happened(TicketAccepted)
    city.until(
        lambda: city.happened(OrderPlaced) > placed and city.happened(TicketAccepted) > taken
    )
    city.others_go_on()


def test_what_was_written_is_carried_out_by_whoever_has_the_lane(city: Watched) -> None:
    """Sheets again and again, a report when it is asked for."""
    engine = city.live.engine
    prepared = city.carried["sheets"]
    today = engine.terms.calendar.business_day(engine.clock.now())
    answer = printing.ask(engine, Wanted("city", today, today))
    assert isinstance(answer, Done)
    city.until(lambda: city.errand(answer.data["errand"]).state is ErrandState.DONE)
    city.until(lambda: city.carried["sheets"] >= prepared + 2)


def test_an_errand_that_fails_holds_up_no_other(city: Watched) -> None:
    """It waits, told by kind and place; its lane goes on, and so do all loops."""
    engine = city.live.engine
    today = engine.terms.calendar.business_day(engine.clock.now())
    city.planted.add("report")
    answer = printing.ask(engine, Wanted("city", today - timedelta(days=1), today))
    assert isinstance(answer, Done)
    id_, prepared = answer.data["errand"], city.carried["sheets"]
    city.until(lambda: city.errand(id_).failures >= 1)
    assert city.errand(id_).fault == "RuntimeError"
    city.until(lambda: city.carried["sheets"] >= prepared + 2)
    city.planted.clear()
    city.others_go_on()
    city.until(lambda: city.errand(id_).state is ErrandState.DONE)
