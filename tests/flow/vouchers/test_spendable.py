"""The vouchers that a customer may use now are those that a quote would take."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import SmallCity, done
from yeshi.base.names import Name
from yeshi.flow import due
from yeshi.flow.vouchers import claiming, launching
from yeshi.flow.vouchers.spendable import spendable_by
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Lot


def launch(city: SmallCity, id_: str, days: int, lot: Lot | None = None, fen: int = 5_000) -> None:
    """A campaign that begins now and ends in so many days, with so much in it."""
    now = city.clock.now()
    campaign = Campaign(
        id=id_, name=Name(id_, id_), threshold=city.money(1_000), off=city.money(500),
        begins_at=now, ends_at=now + timedelta(days=days), lot=lot,
    )  # fmt: skip
    done(launching.launch_campaign(city.engine, city.key(), campaign))
    if fen:
        done(launching.fund_campaign(city.engine, city.key(), id_, city.money(fen)))


def ids(city: SmallCity, customer: str = "c") -> list[str]:
    """The campaigns whose vouchers they may use."""
    return [one.campaign for one in spendable_by(city.engine, customer)]


def test_those_that_end_first_come_first_and_what_is_over_is_not_there() -> None:
    """Nor what has no money left."""
    city = SmallCity().settle_in()
    before = ids(city)
    launch(city, "week", 7)
    launch(city, "night", 1)
    launch(city, "empty", 2, fen=0)
    assert [one for one in ids(city) if one not in before] == ["night", "week"]
    city.wait(36 * 60)
    assert [one for one in ids(city) if one not in before] == ["week"]


def test_what_was_won_in_a_lot_is_there_until_it_is_spent() -> None:
    """For whoever won it alone."""
    city = SmallCity().settle_in()
    launch(city, "lot", 7, Lot(1, city.clock.now() + timedelta(hours=1)))
    done(claiming.claim(city.engine, city.key(), "c", "lot"))
    assert "lot" not in ids(city)
    city.wait(61)
    due.carry_out(city.engine, due.LOTS)
    assert "lot" in ids(city)
    assert "lot" not in ids(city, "d")
    [won] = [one for one in spendable_by(city.engine, "c") if one.campaign == "lot"]
    assert (won.was_won, won.off.fen, won.threshold.fen) == (True, 500, 1_000)
    city.fill()
    with city.store.read() as work:
        used = work.orders.must(city.place({"a1": 2})).campaign
    assert ("lot" in ids(city)) is (used != "lot")
