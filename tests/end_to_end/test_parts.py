"""A city in parts is one city: each part works where it was started, and others take it over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.end_to_end.parts import City, city_of_parts, stopped, until
from tests.end_to_end.server import short_folder


@pytest.fixture
def city() -> Iterator[City]:
    """A city on a PostgreSQL of its own, nobody works in it yet."""
    folder = short_folder()
    with city_of_parts(folder) as city:
        yield city
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
def test_a_city_works_in_two_processes(city: City) -> None:
    """One serves pages, the other does all the rest, and whoever stops takes their leave."""
    web, rest = city.start("web"), city.start("dispatch", "clock", "errands")
    until(lambda: (city.ask("/readyz") or {}).get("ready"))
    until(lambda: (city.ask("/api/figures") or {}).get("orders"))
    assert [one.parts for one in city.processes()] == [
        ("dispatch", "clock", "errands"), ("web",),
    ]  # fmt: skip
    assert stopped(rest) == 0
    assert [one.parts for one in city.processes()] == [("web",)]
    assert city.ask("/readyz") is None
    assert stopped(web) == 0
    assert "Traceback" not in city.said()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_another_takes_over_what_was_killed_and_what_was_stopped(city: City) -> None:
    """Each zone on its own; the web process neither dispatches nor stops for it."""
    city.start("web")
    east, west = (city.start("dispatch", "--zone", zone) for zone in ("east", "west"))
    beside, clock = city.start("dispatch"), city.start("clock", "errands")
    other = city.start("clock", "errands")
    until(lambda: city.holder("dispatch:east") and city.holder("dispatch:west"))
    until(lambda: city.holder("tick") and city.holder("errands:quick"))
    for zone, alone in (("east", east), ("west", west)):
        holder = city.holder(f"dispatch:{zone}")
        if holder == alone.pid:
            alone.kill()
            until(lambda zone=zone: city.holder(f"dispatch:{zone}") == beside.pid)
        alone.kill()
    by = {one.pid: one for one in (clock, other)}
    first = city.holder("tick")
    assert first in by
    assert stopped(by.pop(first)) == 0
    (left,) = by
    until(lambda: city.holder("tick") == left and city.holder("errands:long") == left)
    before = city.ask("/api/figures")["delivered"]
    until(lambda: city.ask("/api/figures")["delivered"] > before + 3)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_pages_explain_and_decide_without_a_dispatcher_in_their_process(city: City) -> None:
    """Why a courier was sent, and what it costs to have another; the dispatcher then keeps to it."""
    city.start("web", YESHI_HUNGER="3")
    city.start("dispatch", "clock", "errands", YESHI_HUNGER="3")
    until(lambda: (city.ask("/api/figures") or {}).get("delivered"))
    explained, costs, sent = set[str](), list[float](), set[str]()
    pinned: dict[str, str] = {}

    def told() -> bool:
        board = city.ask("/api/control")
        couriers = city.ask("/api/couriers?limit=100")
        on_duty = [one["id"] for one in couriers if one["shift"] is not None]
        for order in board["orders"]:
            id_, courier = order["id"], order["courier"]
            if courier is not None and courier == pinned.get(id_):
                sent.add(id_)
            elif courier is not None and id_ not in explained:
                explained.add(str(city.ask(f"/api/orders/{id_}/why")["order"]))
            elif courier is None and order["state"] in ("accepted", "ready") and len(pinned) < 5:
                other = on_duty[-1]
                said = city.decide(id_, {"step": "pin", "courier": other, "why": "asked for"})
                if said is not None:
                    pinned[id_] = other
                    costs.append(float(said["cost_s"]))
        return bool(explained and costs and sent)

    until(told)
