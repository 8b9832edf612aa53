"""Where a voucher is spent is said by names, and entered by them."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.flow.vouchers.ruled import launch
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.vouchers.places import StallUnnamed, places_of, stalls_named
from yeshi.vouchers.rules import Rules, Where


def test_markets_are_named_before_stalls() -> None:
    """And nothing is of a campaign that is spent everywhere."""
    city = SmallCity().settle_in()
    launch(city, "here", Rules(where=Where(markets=("m",), merchants=("b",))))
    with city.store.read() as work:
        assert places_of(work, work.campaigns.must("here")) == (Name("m", "m"), Name("b", "b"))
        assert places_of(work, work.campaigns.must("v")) == ()


def test_stalls_are_found_by_id_or_name_one_a_line() -> None:
    """Each once; what is none is told."""
    city = SmallCity().settle_in()
    with city.store.read() as work:
        assert stalls_named(work, " a \n\nB\na") == ("a", "b")
        assert stalls_named(work, "") == ()
        assert stalls_named(work, "a\nnobody") == Refused(StallUnnamed("nobody"))
