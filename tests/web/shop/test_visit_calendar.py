"""A booking in another program's calendar."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import EVENING
from tests.flow.visits.shops import BarberCity
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.names import Name
from yeshi.base.sure import allowed
from yeshi.flow.visits.booked import own_booking
from yeshi.web.shop.visit_calendar import visit_calendar


def test_it_is_an_entry_with_an_alarm() -> None:
    """In the reader's language, with no line too long and nothing that breaks one."""
    city = BarberCity(MemoryStore("CNY"))
    id_ = city.booked("c", 60)
    seen = allowed(own_booking(city.guest("c"), id_), "seen")
    text = visit_calendar(seen, "zh", EVENING)
    for line in (
        f"UID:{id_}@yeshi", "DTSTART:20261124T130000Z", "DTEND:20261124T133000Z",
        "SUMMARY:a: 剪发", "TRIGGER:-PT1H", "STATUS:CONFIRMED",
    ):  # fmt: skip
        assert f"{line}\r\n" in text
    long = replace(seen.booking, what=Name("长" * 60, "a, b; c"))
    text = visit_calendar(replace(seen, booking=long), "zh", EVENING)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "a\\, b\\; c" in visit_calendar(replace(seen, booking=long), "en", EVENING)
