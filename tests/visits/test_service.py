"""What may be said of a service."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid
from yeshi.base.sure import there
from yeshi.visits.service import (
    BETWEEN_MAX,
    MINUTES_MAX,
    BookableService,
    ServiceSaid,
    ServiceSort,
    beyond_service,
)

SAID = ServiceSaid(
    name=Name("剪发", "haircut"), sort=ServiceSort.BARBER, seats="p", minutes=30, between=5,
    price=Money(3000, "CNY"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (replace(SAID, minutes=0), "minutes"),
        (replace(SAID, minutes=MINUTES_MAX + 1), "minutes"),
        (replace(SAID, between=-1), "between"),
        (replace(SAID, between=BETWEEN_MAX + 1), "between"),
        (replace(SAID, price=Money(0, "CNY")), "price"),
        (replace(SAID, name=Name("剪发", " ")), "name"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(said: ServiceSaid, field: str) -> None:
    """What is right is not."""
    found = there(beyond_service(said), "refusal").reason
    assert isinstance(found, Invalid)
    assert found.field == field
    assert beyond_service(SAID) is None


def test_a_seat_is_kept_for_longer_than_the_service_lasts() -> None:
    """By what lies between two guests."""
    service = BookableService(
        id="s", merchant="a", seats="p", sort=SAID.sort, name=SAID.name, minutes=30, between=5,
        price=SAID.price,
    )  # fmt: skip
    assert service.holds
    assert (service.lasts, service.keeps) == (timedelta(minutes=30), timedelta(minutes=35))
    changed = service.saying(replace(SAID, minutes=60, price=Money(5000, "CNY")))
    assert (changed.id, changed.minutes, changed.price.fen) == ("s", 60, 5000)
