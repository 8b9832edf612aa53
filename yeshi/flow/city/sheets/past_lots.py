"""A lot that was drawn in a made-up past, weighed as one in the record is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from yeshi.base.money import Money, unit_fen
from yeshi.base.names import Name
from yeshi.flow.terms import Terms
from yeshi.flow.vouchers.weighing import Weighed
from yeshi.observatory.sheet import Row
from yeshi.observatory.vouchers import Use, concentration, leverage
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Lot


def weigh_past(row: Row, claims: Sequence[Row], uses: Sequence[Row], terms: Terms) -> Weighed:
    """The campaign of that row, weighed by the claims and uses among those of all."""
    id_, unit = row["campaign"], unit_fen(terms.currency)
    of_claims = [one for one in claims if one["campaign"] == id_]
    of_uses = [one for one in uses if one["campaign"] == id_]
    won = [bool(one["won"]) for one in of_claims]
    spread = [
        Use(one["customer"], one["merchant"], one["voucher_fen"] / unit, one["door_m"])
        for one in of_uses
    ]
    brought = leverage(
        [one["bought_fen"] / unit for one in of_claims],
        [one["before_fen"] / unit for one in of_claims],
        won,
        [one["voucher_fen"] / unit for one in of_claims],
        sum(one["goods_fen"] for one in of_uses) / unit,
    )
    spent = sum(one.spent for one in spread)
    return Weighed(
        campaign=_campaign(row, sum(won), terms),
        claims=len(of_claims),
        winners=sum(won),
        spent_orders=brought.spent,
        spent=spent,
        left=row["off_fen"] / unit * sum(won) - spent,
        leverage=brought,
        concentration=concentration(spread),
    )


def _campaign(row: Row, vouchers: int, terms: Terms) -> Campaign:
    drawn_on: date = row["drawn_on"]
    drawn_at: datetime = terms.calendar.day_begins(drawn_on)
    return Campaign(
        id=row["campaign"],
        name=Name(row["zh"], row["en"]),
        threshold=Money(row["threshold_fen"], terms.currency),
        off=Money(row["off_fen"], terms.currency),
        begins_at=drawn_at - timedelta(days=7),
        ends_at=terms.calendar.day_ends(row["last_on"]),
        lot=Lot(vouchers, drawn_at, drawn_at),
    )
