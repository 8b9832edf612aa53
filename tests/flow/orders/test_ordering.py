"""A basket becomes a quote, with a round-up for the programme that its customer names."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import DOOR, SmallCity, done
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.files.city import CHANGSHA
from yeshi.files.programme import read_programme
from yeshi.flow.orders import addresses, quoting
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.programmes import opening
from yeshi.flow.stalls.nearness import ways_to
from yeshi.geo.outline import outline_of
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.orders.checkout import BeyondZones


def test_a_customer_rounds_up_for_the_programme_they_name() -> None:
    """Of two; nobody has it without being named, and one that is not there is refused."""
    city = SmallCity().settle_in()
    city.fill()
    other = replace(read_programme(CHANGSHA / "programme.toml", "CNY"), id="other")
    done(opening.open_programme(city.engine, city.key(), other))

    def donated(round_up: str | None) -> tuple[str | None, int]:
        wish = Wish("c", {"a1": 1}, DOOR, round_up)
        quote = done(quoting.ask_quote(city.engine, city.key(), wish))["quote"]
        with city.store.begin() as work:
            found = work.quotes.get(quote)
        assert found is not None
        return found.programme, found.bill.donation.fen

    assert donated(None) == (None, 0)
    assert donated("other") == ("other", 50)
    assert donated("rural-teachers") == ("rural-teachers", 50)
    answer = quoting.ask_quote(city.engine, city.key(), Wish("c", {"a1": 1}, DOOR, "none"))
    assert answer == Refused(Unknown("programme", "none"))


def test_a_city_ends_at_the_outlines_of_its_zones() -> None:
    """Where each has one, whatever the reach: at the quote, in the book, in the lists of stalls."""
    corners = [Point(*one) for one in ((-90, -80), (90, -80), (90, 80), (-90, 80))]
    drawn = Zone("west", Name("西", "West"), Point(0, 0), outline_of(corners))
    rest = Zone("rest", Name("其余", "The rest"), Point(500, 0))

    def refused_in(*zones: Zone) -> list[bool]:
        city = SmallCity().in_zones(*zones).settle_in()
        quote = quoting.ask_quote(city.engine, city.key(), Wish("c", {"a1": 1}, DOOR))
        with city.store.read() as work:
            stall = work.merchants.must("a")
        way = ways_to(city.engine, [stall], DOOR.place)["a"]
        reach = addresses.reach(city.engine, DOOR.place)
        return [quote == Refused(BeyondZones()), reach == Refused(BeyondZones()), way is None]

    assert refused_in(drawn) == [True, True, True]
    assert refused_in(drawn, rest) == [False, False, False]
