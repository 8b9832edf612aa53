"""What merchants did about their business, a row an event: the source of the ladder of use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yeshi.events import market
from yeshi.events.record import Recorded

KINDS = {
    market.MerchantRegistered: "listed",
    # Who opens the page of a stall's figures may be anybody; only the stall changes from there.
    market.ItemAdded: "changed",
    market.ItemRepriced: "changed",
    market.HoursChanged: "changed",
}


@dataclass(frozen=True, slots=True)
class Dealing:
    """On the business day `day` the merchant was listed, or changed something on its figures."""

    day: date
    merchant: str
    kind: str


def dealings(record: Iterable[Recorded], day: date) -> list[Dealing]:
    """The dealings of `day`, in the order in which they happened."""
    found = []
    for recorded in record:
        kind = KINDS.get(type(recorded.event))
        if kind is not None and recorded.day == day:
            found.append(Dealing(day, recorded.event.subject, kind))
    return found
