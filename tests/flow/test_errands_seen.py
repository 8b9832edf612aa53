"""What operators see of errands."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.pings import Ping, kind, write
from yeshi.flow import errands, errands_seen
from yeshi.flow.errand import ErrandState, Fault
from yeshi.flow.errands import Taken
from yeshi.flow.ports import Store

PING, _ = kind()


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    return SmallCity(store)


def test_operators_see_what_waits_what_failed_and_what_it_is_about(city: SmallCity) -> None:
    """In order; of a kind that the code does not know, only that it is there."""
    other, _ = kind("unknown")
    ids = [write(city, PING, word) for word in "abc"]
    write(city, other, "secret")
    done(errands.answer_done(city.engine, _taken(city), "said"))
    city.wait(1)
    hopeless = Fault("InputError", "yeshi.x:1", hopeless=True)
    done(errands.answer_failed(city.engine, _taken(city), hopeless))
    running = _taken(city)
    view = errands_seen.view(city.engine, [PING])
    assert [len(view.waiting), len(view.running), len(view.given_up), len(view.done)] == [1] * 4
    assert view.counts == dict.fromkeys(ErrandState, 1)
    assert set(ids) == {view.done[0].id, view.given_up[0].id, running.errand.id}
    assert {view.about[id_] for id_ in ids} == set("abc")
    assert view.about[view.waiting[0].id] is None


def _taken(city: SmallCity) -> Taken[Ping, str]:
    found = errands.take(city.engine, [PING])
    assert found is not None
    return found
