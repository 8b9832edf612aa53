"""A basket becomes a quote, with a round-up for the programme that its customer names."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import DOOR, SmallCity, done
from yeshi.base.refused import Refused, Unknown
from yeshi.files.city import CHANGSHA
from yeshi.files.programme import read_programme
from yeshi.flow.orders import ordering
from yeshi.flow.orders.ordering import Wish
from yeshi.flow.programmes import opening


def test_a_customer_rounds_up_for_the_programme_they_name() -> None:
    """Of two; nobody has it without being named, and one that is not there is refused."""
    city = SmallCity().settle_in()
    city.fill()
    other = replace(read_programme(CHANGSHA / "programme.toml", "CNY"), id="other")
    done(opening.open_programme(city.engine, city.key(), other))

    def donated(round_up: str | None) -> tuple[str | None, int]:
        wish = Wish("c", {"a1": 1}, DOOR, round_up)
        quote = done(ordering.ask_quote(city.engine, city.key(), wish))["quote"]
        with city.store.begin() as work:
            found = work.quotes.get(quote)
        assert found is not None
        return found.programme, found.bill.donation.fen

    assert donated(None) == (None, 0)
    assert donated("other") == ("other", 50)
    assert donated("rural-teachers") == ("rural-teachers", 50)
    answer = ordering.ask_quote(city.engine, city.key(), Wish("c", {"a1": 1}, DOOR, "none"))
    assert answer == Refused(Unknown("programme", "none"))
