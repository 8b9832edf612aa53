"""The bar by which one chooses: each chip is an address that keeps all else that was wanted."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

from tests.records import fen, named
from yeshi.market.catalogue import Allergen, Diet
from yeshi.market.choosing import Ranking, StallsWanted, WishedFor, WishKind
from yeshi.web.shop.chooser import Chooser, WishWord

FULL = StallsWanted(
    open_now=True, within=45, price=20, spice=1, diets=(Diet.VEGAN, Diet.HALAL),
    without=(Allergen.PEANUT, Allergen.MILK), market="m", ranking=Ranking.CHEAPEST,
)  # fmt: skip
BAR = Chooser(currency="CNY", path="/search", typed="臭 豆腐&", wanted=FULL, placed=True)


def test_an_address_says_all_that_is_wanted_and_what_was_typed() -> None:
    """Whatever signs are in it."""
    asked = urlsplit(BAR.address(FULL))
    assert asked.path == "/search"
    assert parse_qs(asked.query) == {
        "q": ["臭 豆腐&"], "open_now": ["true"], "within": ["45"], "market": ["m"], "price": ["20"],
        "spice": ["1"], "diet": ["vegan", "halal"], "without": ["peanut", "milk"],
        "sort": ["cheapest"],
    }  # fmt: skip
    assert Chooser(currency="CNY", path="/", wanted=StallsWanted()).address(StallsWanted()) == "/"


def test_a_tap_takes_one_wish_off_and_keeps_the_others() -> None:
    """What is wanted comes first; of one kind that has one value the chip at hand is not twice."""
    chips = BAR.chips
    on = [one for one in chips if one.on]
    assert [one.wish for one in on] == list(FULL.wishes)
    assert chips[: len(on)] == on
    for chip in on:
        assert chip.address == BAR.address(FULL.taking_off(chip.wish))
    at_hand = [one.wish for one in chips if not one.on]
    assert at_hand == [WishedFor(WishKind.SEATS, "1"), WishedFor(WishKind.DIET, "vegetarian")]


def test_where_nobody_said_where_they_are_minutes_lead_there_first() -> None:
    """And back to what was wanted; what is on is taken off at once."""
    bar = replace(BAR, placed=False, wanted=StallsWanted(open_now=True))
    within = next(one for one in bar.chips if one.wish.kind is WishKind.WITHIN)
    asked = urlsplit(within.address)
    assert asked.path == "/addresses/new"
    back = urlsplit(unquote(asked.query.removeprefix("back=")))
    assert parse_qs(back.query)["within"] == ["30"]
    ways = dict(bar.rankings)
    assert ways[Ranking.SOONEST].startswith("/addresses/new?back=")
    assert ways[Ranking.CHEAPEST].startswith("/search?")
    waiting = replace(bar, wanted=StallsWanted(within=20))
    assert waiting.chips[0].address == bar.address(StallsWanted())


def test_in_a_market_its_own_name_is_no_chip() -> None:
    """Who gives it up comes to the first page, with all else that was wanted."""
    wanted = StallsWanted(market="m", spice=0)
    bar = Chooser(currency="CNY", path="/markets/m", wanted=wanted, here="m")
    assert [one.kind for one in bar.wishes] == [WishKind.SPICE]
    assert bar.address(wanted) == "/markets/m?spice=0"
    assert bar.without(WishedFor(WishKind.MARKET, "m")) == "/?spice=0"
    assert bar.cleared == bar.without(None) == "/markets/m"
    assert bar.page_after == "/markets/m?spice=0&start="
    assert not replace(bar, wanted=StallsWanted(market="m")).is_used
    assert bar.is_used


def test_each_wish_has_its_word() -> None:
    """With money in the city's currency, and a market by its name where it is known."""
    words = {wish.kind: BAR.word(wish) for wish in FULL.wishes}
    assert words[WishKind.PRICE] == WishWord("choose.price", amount=fen(2000))
    assert words[WishKind.WITHIN] == WishWord("choose.within", number="45")
    assert words[WishKind.SPICE] == WishWord("choose.spice_1")
    assert words[WishKind.WITHOUT] == WishWord("choose.without", of="allergen.milk")
    assert words[WishKind.OPEN] == WishWord("choose.open_now")
    assert words[WishKind.MARKET] == WishWord("choose.this_market")
    known = replace(BAR, markets=(("m", named("m")),))
    assert known.word(WishedFor(WishKind.MARKET, "m")).name == named("m")
    assert BAR.word(WishedFor(WishKind.MARKET, "-")) == WishWord("shop.restaurants")
