"""Panels of the made-up past: those outside the platform, and stalls before they came."""

from __future__ import annotations

import numpy as np
import pytest

from tests.twin.demo.past.made import past
from yeshi.files.panel import KINDS
from yeshi.observatory.columns import Coded

pytest.importorskip("holidays")


def test_the_panels_have_the_columns_of_imported_ones() -> None:
    """All that are needed, and none that is not known; each row once."""
    for kind in KINDS:
        panel = past().panels[kind.name]
        assert set(kind.needed) <= set(panel) <= {*kind.needed, *kind.optional}
        keys = zip(
            *(c.texts() if isinstance(c := panel[k], Coded) else c.tolist() for k in kind.key),
            strict=True,
        )
        told = list(keys)
        assert len(set(told)) == len(told), kind.name


def test_a_stall_is_told_by_the_panel_until_it_is_on_the_platform() -> None:
    """And by the platform's own sales from then on: no week is told twice."""
    trade, sales = past().panels["trade"], past().tables["sales"]
    business, merchant = trade["business"], sales["merchant"]
    assert isinstance(business, Coded)
    assert isinstance(merchant, Coded)
    period, week = np.asarray(trade["period"]), np.asarray(sales["week"])
    for number, stall in enumerate(merchant.names):
        if stall not in business.names:
            continue
        told = period[business.codes == business.names.index(stall)]
        sold = week[merchant.codes == number]
        assert len(told) == 0 or len(sold) == 0 or told.max() < sold.min(), stall
