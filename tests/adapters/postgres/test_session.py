"""What a piece of work writes together is written, however much it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity
from yeshi.adapters.postgres.store import PostgresStore

MANY = 4000


@pytest.mark.timeout(60)
def test_a_work_of_megabytes_ends(postgres: PostgresStore) -> None:
    """At its end, and where a question comes in between."""
    city = SmallCity(postgres).settle_in()
    for ends in (True, False):
        with postgres.begin() as work:
            courier, shifts = work.couriers.must("x"), work.shifts.of_courier("x", 1)
            for number in range(MANY):
                id_ = f"{'end' if ends else 'ask'}-{number}"
                work.couriers.add(replace(courier, id=id_, shift=None))
                work.shifts.add(replace(shifts[0], id=f"shift-{id_}", courier=id_))
            if not ends:
                assert len(work.couriers.all()) == 2 + 2 * MANY
    with city.store.begin() as work:
        assert len(work.couriers.all()) == 2 + 2 * MANY
