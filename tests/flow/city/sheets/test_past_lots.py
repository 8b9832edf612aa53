"""A lot of a made-up past is weighed by its own claims and uses alone."""

from __future__ import annotations

from datetime import date

from tests.builders import terms
from yeshi.flow.city.sheets.past_lots import weigh_past
from yeshi.observatory.sheet import Row

CAMPAIGN: Row = {
    "campaign": "p", "zh": "签", "en": "lot", "threshold_fen": 4000, "off_fen": 1000,
    "drawn_on": date(2026, 5, 1), "last_on": date(2026, 5, 7),
}  # fmt: skip


def claim(campaign: str, won: bool, bought_fen: int) -> Row:
    """A claim, and what its customer bought."""
    return {"campaign": campaign, "won": won, "bought_fen": bought_fen, "before_fen": 0,
            "voucher_fen": 1000 if won else 0}  # fmt: skip


def test_what_winners_spent_and_what_is_left() -> None:
    """Claims and uses of another campaign do not count."""
    claims = [claim("p", True, 5000), claim("p", True, 0), claim("p", False, 900),
              claim("other", True, 1)]  # fmt: skip
    uses = [
        {"campaign": of, "customer": "c", "merchant": "m", "goods_fen": 5000,
         "voucher_fen": 1000, "door_m": 700.0}
        for of in ("p", "other")
    ]  # fmt: skip
    found = weigh_past(CAMPAIGN, claims, uses, terms())
    assert (found.claims, found.winners) == (3, 2)
    assert (found.spent, found.left) == (10.0, 10.0)
    assert [one.merchant for one in found.concentration.shares] == ["m"]
    assert found.campaign.lot is not None
    assert found.campaign.lot.drawn_at is not None
