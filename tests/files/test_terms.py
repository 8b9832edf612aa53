"""A city's terms are what its file says, and a fault in them is told with its line."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from yeshi.base.errors import InputError
from yeshi.base.money import Money
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Service
from yeshi.files.city import CHANGSHA, CHANGSHA_FILE
from yeshi.files.city_file import read_city
from yeshi.files.programme import read_programme
from yeshi.files.terms import read_terms
from yeshi.flow.terms import Terms
from yeshi.geo.travel import EBIKE_M_MIN
from yeshi.market.facts import Fact, FactRules
from yeshi.orders.checkout import Fees
from yeshi.orders.sharing import Commission
from yeshi.payments.rules import PayoutRules

CITY = """
name = { zh = "城", en = "City" }
time_zone = "America/New_York"
currency = "USD"
zones = [{ id = "all", name = { zh = "城", en = "City" }, centre = [-74, 40.7] }]
markets = [{ id = "m", name = { zh = "市", en = "Market" }, place = [-74, 40.7], busy = 1 }]
doors = [{ name = { zh = "门", en = "Door" }, place = [-74, 40.7] }]
dishes = {}
stalls = {}
"""
SHORTEST = """[terms]
commission = 0.1
[terms.delivery]
base_fen = 199
base_km = 1
per_km_fen = 0
reach_minutes = 30
[terms.pay]
order_fen = 400
hour_fen = 1800
"""
BEFORE = CITY.count("\n")


def written(folder: Path, terms: str) -> Path:
    """A city's file with that said of its terms."""
    path = folder / "city.toml"
    path.write_text(CITY + terms, encoding="utf-8")
    return path


def test_the_city_that_comes_with_yeshi_trades_as_its_file_says() -> None:
    """Yuan, e-bikes, two minutes at each counter and door, couriers sent ahead."""
    terms, city = read_terms(CHANGSHA_FILE), read_city(CHANGSHA_FILE)
    fees = Fees(
        delivery_base=Money(300, "CNY"),
        delivery_base_km=2.0,
        delivery_per_km=Money(100, "CNY"),
        metres_per_minute=EBIKE_M_MIN,
        reach_s=1500.0,
        wait_s=900,
    )
    assert terms == Terms(
        calendar=city.calendar,
        zones=city.zones,
        fees=fees,
        commission=Commission(600),
        service=Service(120.0, 120.0),
        policy=Policy(prepositioning=True),
        pay_per_order=Money(700, "CNY"),
        pay_per_hour=Money(2000, "CNY"),
        round_up="rural-teachers",
        facts=FactRules(asked=tuple(Fact), checked_days=183, notice_days=(30, 7, 1)),
        payouts=PayoutRules(tuple(range(7)), Money(1000, "CNY"), 1),
    )
    programme = read_programme(CHANGSHA / "programme.toml", terms.currency)
    assert terms.round_up == programme.id


def test_what_is_not_said_has_the_default_of_terms(tmp_path: Path) -> None:
    """In the city's currency, and by its clocks."""
    terms = read_terms(written(tmp_path, SHORTEST))
    assert terms.currency == "USD"
    assert terms.calendar == read_city(tmp_path / "city.toml").calendar
    plain = Terms(
        calendar=terms.calendar,
        zones=terms.zones,
        fees=terms.fees,
        commission=Commission(1000),
        service=Service(120.0, 120.0),
        policy=Policy(),
        pay_per_order=Money(400, "USD"),
        pay_per_hour=Money(1800, "USD"),
    )
    assert terms == plain


def test_every_term_is_the_city_s_to_say(tmp_path: Path) -> None:
    """Each field of `Terms`, of its fees and of the service is another one when the file says so.

    Seconds, shares and switches of dispatch alike.
    """
    usual = read_terms(written(tmp_path, SHORTEST))
    said = (
        SHORTEST.replace("0.1", "0.2\nanswer_within_s = 60\nstrand_after_s = 700\ncomplaint_within_s = 2000\n"
                         "kitchen_cv = 0.3\npromise_kept = 0\nway_cv = 0.1\nround_up = 'p'\ncountry = 'DE'")
        .replace("199", "200").replace("base_km = 1", "base_km = 3")
        .replace("per_km_fen = 0", "per_km_fen = 5").replace("= 30", "= 31\nwait_s = 0")
        .replace("400", "401").replace("1800", "1801")
        + "[terms.cash]\nopen_max = 0\nmost_fen = 5\n[terms.service]\ncounter_s = 60\ndoor_s = 61\n"
        "[terms.facts]\nasked = ['sign']\n[terms.payouts]\ndays = [3]\n[terms.policy]\nupdates = true\n"
    )  # fmt: skip
    other = read_terms(written(tmp_path, said))
    of_place = {"calendar", "zones"}
    for field in fields(Terms):
        same = getattr(usual, field.name) == getattr(other, field.name)
        assert same == (field.name in of_place), field.name
    for field in fields(Fees):
        same = getattr(usual.fees, field.name) == getattr(other.fees, field.name)
        assert same == (field.name == "metres_per_minute"), field.name
    assert other.service == Service(60, 61)
    assert other.policy == replace(Policy(), updates=True)


@pytest.mark.parametrize(
    ("was", "said", "line", "fault"),
    [
        ("commission = 0.1", "commission = 6", 2, "terms.commission: must be less than or equal to 1"),
        ("base_fen = 199", "base_fen = 1.5", 4, "terms.delivery.base_fen: must be a whole number"),
        ("reach_minutes = 30", "", 3, "terms.delivery.reach_minutes: is missing"),
        ("base_km = 1", "base_km = -1", 5, "terms.delivery.base_km: must be greater than or equal"),
        ("hour_fen = 1800", "hour_fen = 1800\nday_fen = 1", 11, "terms.pay.day_fen: nothing of that"),
        ("hour_fen = 1800", "hour_fen = 1800\n[terms.policy]\ntick_s = 1", 12, "terms.policy.tick_s"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, was: str, said: str, line: int, fault: str
) -> None:
    """Also to who reads the city alone."""
    path = written(tmp_path, SHORTEST.replace(was, said))
    for reader in (read_terms, read_city):
        with pytest.raises(InputError) as found:
            reader(path)
        assert str(found.value).startswith(f"{path}, line {BEFORE + line}: {fault}")


def test_a_city_for_scenarios_needs_no_terms_and_one_that_is_run_does(tmp_path: Path) -> None:
    """Scenarios say their own."""
    path = written(tmp_path, "")
    assert read_city(path).currency == "USD"
    with pytest.raises(InputError, match="terms: is missing"):
        read_terms(path)
