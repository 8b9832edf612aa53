"""When stalls of the made-up past came onto the platform."""

from __future__ import annotations

import numpy as np
import pytest

from tests.twin.demo.past.made import past
from yeshi.observatory.columns import Coded

pytest.importorskip("holidays")


def test_more_stalls_deliver_from_month_to_month() -> None:
    """Those that came after the shock came in cohorts that can be compared."""
    sales = past().tables["sales"]
    merchant, day = sales["merchant"], np.asarray(sales["day"])
    assert isinstance(merchant, Coded)
    first = [day[merchant.codes == code].min() for code in np.unique(merchant.codes)]
    shock = np.datetime64(past().days.shock_began)
    late = np.array([one for one in first if one >= shock])
    assert len(late) >= 20
    weeks = np.unique((late - shock).astype(int) // 7, return_counts=True)[1]
    assert weeks.min() >= 2


def test_what_dates_the_rungs_comes_after_a_stall_is_listed() -> None:
    """What it changed on its figures, it changed as one of the platform."""
    told = past().tables["dealings"]
    merchant, kind, day = told["merchant"], told["kind"], np.asarray(told["day"])
    assert isinstance(merchant, Coded)
    assert isinstance(kind, Coded)
    for stall in np.unique(merchant.codes):
        rows = merchant.codes == stall
        kinds = [kind.names[code] for code in kind.codes[rows].tolist()]
        assert kinds.count("listed") == 1
        if "changed" in kinds:
            first = {name: day[rows][kinds.index(name)] for name in set(kinds)}
            assert first["listed"] < first["changed"]
