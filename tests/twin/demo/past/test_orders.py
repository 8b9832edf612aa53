"""The orders of the made-up past, as sales."""

from __future__ import annotations

import numpy as np
import pytest

from tests.twin.demo.past.made import past
from yeshi.base.money import Money
from yeshi.files.city import CHANGSHA_FILE
from yeshi.files.terms import read_terms
from yeshi.twin.demo.past.orders import fees_fen

pytest.importorskip("holidays")


@pytest.mark.parametrize("sold", [0, 1, 8, 9, 50, 99, 100, 1499, 1500, 2483, 12_800, 777_777])
def test_the_fee_is_what_the_ledger_takes(sold: int) -> None:
    """To the fen, by the ledger's own rule."""
    terms = read_terms(CHANGSHA_FILE)
    commission = terms.commission
    expected = Money(sold, "CNY").share(commission.basis_points).fen
    assert fees_fen(np.array([sold]), terms).tolist() == [expected]


def test_all_of_a_sale_is_told() -> None:
    """Parts sum to orders; who waited was brought something; nights are nights."""
    sales = past().tables["sales"]
    parts, orders = np.asarray(sales["part"]), np.asarray(sales["order"])
    assert parts.sum() == pytest.approx(len(np.unique(orders)))
    hour, night = np.asarray(sales["hour"]), np.asarray(sales["night"])
    assert bool((night == ((hour >= 18) | (hour < 6))).all())
    settled = np.asarray(sales["settled"])
    assert bool((np.asarray(sales["sold_fen"])[~settled] == 0).all())
    assert bool((np.ma.getmaskarray(sales["wait_s"]) == ~settled).all())
