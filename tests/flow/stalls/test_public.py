"""What anybody may know of a stall."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.flow.orders.deals import start
from tests.market.deals import threshold
from tests.records import fen
from yeshi.flow.stalls import menus
from yeshi.flow.stalls.public import in_public


def test_what_its_deals_may_cost_is_the_stalls_alone() -> None:
    """Wherever its deals stand."""
    city = SmallCity().settle_in()
    start(city, threshold((3000, 500), limit=fen(900)))
    known = menus.stall(city.engine, "a")
    assert isinstance(known, menus.Stall)
    assert known.deals.left
    shown = in_public(known)
    assert [one.limit for one in (*shown.merchant.deals, *shown.deals.deals)] == [None, None]
    assert not shown.deals.left
