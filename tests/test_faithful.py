"""The faithfulness test: a night on PostgreSQL is the night of the twin, to the fen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.instances import small_instance
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.flow.ports import Store
from yeshi.twin.instances.grubhub import Instance, read
from yeshi.twin.published.report import deliveries
from yeshi.wiring.rehearsed import run_night


def _outcome(instance: Instance, store: Store) -> tuple[object, ...]:
    night = run_night(instance, store)
    with store.begin() as work:
        return (
            deliveries(night),
            work.ledger.balances(),
            [(one.seq, one.at, one.event) for one in work.events.after(0, 10**6)],
        )


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))]
)
def test_live_store_and_twin_tell_the_same_night(database: str, tmp_path: Path, seed: int) -> None:
    """Same assignments, drop-off times, ledger balances and events, one by one."""
    instance = read(small_instance(tmp_path, seed))
    store = PostgresStore(open_pool(database), "USD")
    try:
        live = _outcome(instance, store)
    finally:
        store.close()
    assert live == _outcome(instance, MemoryStore("USD"))
    assert live[0]


def test_a_night_is_the_same_each_time(tmp_path: Path) -> None:
    """Nothing in the twin hangs on chance or on the machine."""
    instance = read(small_instance(tmp_path, 4))
    assert _outcome(instance, MemoryStore("USD")) == _outcome(instance, MemoryStore("USD"))


def test_another_night_is_another(tmp_path: Path) -> None:
    """The comparison can fail: one order more is seen."""
    instance = read(small_instance(tmp_path, 5))
    fewer = replace(instance, orders=instance.orders[:-1])
    assert _outcome(instance, MemoryStore("USD")) != _outcome(fewer, MemoryStore("USD"))


PUBLIC = Path(__file__).parents[2] / "shared" / "data" / "mdrp"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["0o50t100s1p100", "2r50t75s1p125"])
def test_public_instances_tell_the_same_night(database: str, name: str) -> None:
    """The same on whole published nights."""
    if not (PUBLIC / name).is_dir():
        pytest.skip("the public instances are not beside this checkout")
    instance = read(PUBLIC / name)
    store = PostgresStore(open_pool(database), "USD")
    try:
        live = _outcome(instance, store)
    finally:
        store.close()
    assert live == _outcome(instance, MemoryStore("USD"))
