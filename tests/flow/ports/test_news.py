"""News tells each whom it concerns once; a reader begins where none can come before."""

from __future__ import annotations

from tests.builders import SmallCity
from yeshi.flow.ports import News, Tidemark, settled_end


def test_a_mark_reaches_another_by_both_its_numbers() -> None:
    """More events do not make up for moves that were missed."""
    assert Tidemark(3, 2).reaches(Tidemark(3, 2))
    assert not Tidemark(4, 1).reaches(Tidemark(3, 2))
    assert not Tidemark(2, 9).reaches(Tidemark(3, 2))


def test_each_is_told_once_in_the_order_in_which_it_happened() -> None:
    """Of events, then of moves."""
    told = News(
        since=Tidemark(0, 0),
        until=Tidemark(2, 1),
        events=[(1, ("order", "stall")), (2, ("stall", "road"))],
        moved=["courier", "order"],
    )
    assert told.concerned == ("order", "stall", "road", "courier")


def test_a_reader_begins_at_the_end_of_the_record() -> None:
    """Which is nothing in a record of none."""
    city = SmallCity()
    with city.store.begin() as work:
        assert settled_end(work.events) == 0
    city.settle_in()
    with city.store.begin() as work:
        last = work.events.last()
        assert last is not None
        assert settled_end(work.events) == last.seq > 0
