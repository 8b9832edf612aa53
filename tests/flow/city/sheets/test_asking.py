"""Sheets are asked for by the clock, one errand at a time."""

from __future__ import annotations

from tests.builders import SmallCity
from yeshi.flow import due, errands
from yeshi.flow.city.sheets.asking import SHEETS, Preparing
from yeshi.flow.errand import ErrandState, Fault


def test_while_an_errand_is_open_no_other_is_written() -> None:
    """Also while it fails and waits; once it is done the next is."""
    city = SmallCity()
    begun_at = city.clock.now()
    assert [due.carry_out(city.engine, due.SHEETS) for _ in range(2)] == [1, 0]
    taken = errands.take(city.engine, [SHEETS])
    assert taken is not None
    assert taken.given == Preparing(begun_at)
    for _ in range(30):
        errands.answer_failed(city.engine, taken, Fault("OSError", "yeshi.x:1"))
        city.wait(120)
        assert due.carry_out(city.engine, due.SHEETS) == 0
        taken = errands.take(city.engine, [SHEETS])
        assert taken is not None
    errands.answer_done(city.engine, taken, None)
    assert due.carry_out(city.engine, due.SHEETS) == 1
    counts = errands.counts(city.engine)
    assert (counts[ErrandState.DONE], counts[ErrandState.WAITING]) == (1, 1)
