"""The lot of vouchers in the made-up past."""

from __future__ import annotations

import numpy as np
import pytest

from tests.twin.demo.past.made import past
from yeshi.twin.demo.past.lots import CLAIMS, OFF_FEN, WINNERS

pytest.importorskip("holidays")


def test_only_winners_spend_a_voucher_and_each_one_at_most() -> None:
    """What claims and uses tell is the same sum."""
    claims, uses = past().tables["claims"], past().tables["uses"]
    won, voucher = np.asarray(claims["won"]), np.asarray(claims["voucher_fen"])
    assert (len(won), int(won.sum())) == (CLAIMS, WINNERS)
    assert int(voucher[~won].sum()) == 0
    assert 0 < voucher.max() <= OFF_FEN
    assert voucher.sum() == np.asarray(uses["voucher_fen"]).sum()


def test_winners_bought_more_than_losers() -> None:
    """By less than all that they bought with a voucher: most would have been bought anyway."""
    claims = past().tables["claims"]
    won, bought = np.asarray(claims["won"]), np.asarray(claims["bought_fen"])
    more = bought[won].mean() - bought[~won].mean()
    voucher = np.asarray(claims["voucher_fen"])[won].mean()
    with_voucher = np.asarray(past().tables["uses"]["goods_fen"]).sum() / WINNERS
    assert voucher < more < with_voucher
