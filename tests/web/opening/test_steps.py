"""What is typed in the set-up becomes what is said of the city, or is refused with a reason."""

from __future__ import annotations

from datetime import time

import pytest

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.city.opening import Opening, beyond_opening
from yeshi.geo.point import Point
from yeshi.web.frame.terms_form import shown
from yeshi.web.opening import markets_form, steps, zones_form
from yeshi.web.opening.owner_form import owner_of
from yeshi.web.opening.steps import OpeningStep

PLACE = {
    "name_zh": "醴陵",
    "name_en": "",
    "x": "113.49",
    "y": "27.65",
    "browser_zone": "Asia/Urumqi",
}
MARKET = {"name_zh": "渌江桥", "name_en": "Lu River Bridge", "x": "113.5", "y": "27.66"}
STALL = {
    "market": "lu-river-bridge", "name_zh": "李记", "name_en": "", "opens": "17:00",
    "closes": "02:00", "cook_minutes": "12", "menu": "臭豆腐 / Stinky tofu 12\n\n口味虾，68.5\n",
}  # fmt: skip


def well(turned: Opening | Refused) -> Opening:
    """What is said of the city after a step that was taken."""
    assert isinstance(turned, Opening), turned
    return turned


def why(turned: object) -> object:
    """Why it was refused."""
    assert isinstance(turned, Refused)
    return turned.reason


@pytest.fixture
def said() -> Opening:
    """After the first step."""
    return well(steps.placed(None, PLACE, "zh"))


def test_a_name_in_one_language_is_enough_and_the_rest_is_usual(said: Opening) -> None:
    """A city that could be opened as it is; its time is the browser's, if there is such a one."""
    assert said.name == Name("醴陵", "醴陵")
    assert beyond_opening(said) is None
    assert str(said.terms.calendar.zone) == "Asia/Urumqi"
    unknown = well(steps.placed(None, PLACE | {"browser_zone": "Mars/Olympus"}, "zh"))
    assert str(unknown.terms.calendar.zone) == "Asia/Shanghai"
    abroad = well(steps.placed(None, PLACE | {"browser_zone": "Asia/Tokyo"}, "en"))
    assert (said.terms.currency, abroad.terms.currency) == ("CNY", "JPY")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name_zh": ""}, "name"), ({"x": ""}, "centre"), ({"y": "91"}, "centre"),
        ({"x": "nan"}, "centre"), ({"name_zh": "长" * 200}, "name"),
    ],
)  # fmt: skip
def test_what_is_no_name_or_place_is_refused(typed: dict[str, str], field: str) -> None:
    """By the name of its field."""
    reason = why(steps.placed(None, PLACE | typed, "zh"))
    assert isinstance(reason, Invalid)
    assert reason.field == field


def test_going_back_moves_the_city_and_keeps_what_came_later(said: Opening) -> None:
    """The one zone of the whole city goes along; zones of one's own stay."""
    later = well(markets_form.with_market(said, MARKET))
    moved = well(steps.placed(later, PLACE | {"x": "114"}, "zh"))
    assert moved.markets == later.markets
    assert moved.terms.zones[0].centre == moved.centre == Point(114, 27.65)
    divided = well(zones_form.with_zone(later, MARKET))
    assert (
        well(steps.placed(divided, PLACE | {"x": "114"}, "zh")).terms.zones == divided.terms.zones
    )


def test_time_and_currency(said: Opening) -> None:
    """Amounts are as many units of another currency, also those of a menu."""
    typed = {"time_zone": "Europe/Paris", "day_turns": "05:30", "currency": "jpy"}
    sells = well(markets_form.with_stall(well(markets_form.with_market(said, MARKET)), STALL))
    timed = well(steps.timed(sells, typed))
    assert (str(timed.terms.calendar.zone), timed.terms.calendar.turns_at) == (
        "Europe/Paris",
        time(5, 30),
    )
    assert timed.terms.pay_per_order == Money(6, "JPY")
    assert [item.price for item in timed.merchants[0][1]] == [Money(12, "JPY"), Money(68, "JPY")]
    for wrong, field in (("time_zone", "x/y"), ("day_turns", "late"), ("currency", "12")):
        reason = why(steps.timed(said, typed | {wrong: field}))
        assert isinstance(reason, Invalid)
        assert reason.field == wrong


def test_terms_are_within_bounds(said: Opening) -> None:
    """As on the page of an open city."""
    typed = {name: value for name, _, value in shown(said.terms)}
    assert well(steps.on_terms(said, typed)) == said
    assert (
        well(steps.on_terms(said, typed | {"commission": "8"})).terms.commission.basis_points == 800
    )
    why(steps.on_terms(said, typed | {"commission": "101"}))


def test_a_stall_sells_what_stands_on_its_lines(said: Opening) -> None:
    """In both languages where both are there; a line that is none is told by its number."""
    market = well(markets_form.with_market(said, MARKET))
    sells = well(markets_form.with_stall(market, STALL))
    ((stall, menu),) = sells.merchants
    assert (stall.market, stall.place, stall.cook_s) == (
        "lu-river-bridge",
        Point(113.5, 27.66),
        720,
    )
    assert [(item.name, item.price.fen) for item in menu] == [
        (Name("臭豆腐", "Stinky tofu"), 1200), (Name("口味虾", "口味虾"), 6850),
    ]  # fmt: skip
    marked = well(markets_form.with_stall(market, STALL | {"menu": "口味虾 ¥1,068.5"}))
    assert marked.merchants[0][1][0].price == Money(106850, "CNY")
    again = well(markets_form.with_stall(sells, STALL))
    assert len({one.id for one, _ in again.merchants}) == 2
    assert beyond_opening(again) is None
    for wrong in ({"menu": "臭豆腐 12\n虾"}, {"menu": "臭豆腐 0"}, {"menu": ""}, {"market": "x"},
                  {"opens": "25:00"}, {"cook_minutes": "-1"}):  # fmt: skip
        why(markets_form.with_stall(market, STALL | wrong))
    assert "2" in str(why(markets_form.with_stall(market, STALL | {"menu": "臭豆腐 12\n虾"})))


def test_what_was_added_is_removed(said: Opening) -> None:
    """A market with its stalls."""
    market = well(markets_form.with_market(said, MARKET))
    sells = well(markets_form.with_stall(market, STALL))
    assert markets_form.without_stall(sells, sells.merchants[0][0].id) == market
    assert markets_form.without_market(sells, "lu-river-bridge") == said


def test_an_owner_has_a_name_to_sign_in_by_and_a_long_password_typed_twice() -> None:
    """Else nobody could enter the city."""
    typed, good = {"id": "he-yu", "name": "何玉"}, "four lanterns over the river"
    owner = owner_of(typed, good, good)
    assert not isinstance(owner, Refused)
    assert owner.person.id == "he-yu"
    for wrong in (
        owner_of(typed | {"id": "何玉"}, good, good), owner_of(typed | {"name": " "}, good, good),
        owner_of(typed, "short", "short"), owner_of(typed, good, good + "!"),
    ):  # fmt: skip
        why(wrong)


def test_steps_lead_on_to_the_last() -> None:
    """Which is its own next."""
    assert [step.after for step in OpeningStep] == [*list(OpeningStep)[1:], OpeningStep.OWNER]
