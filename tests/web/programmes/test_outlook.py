"""A programme's outlook is drawn where the desk has forecasts drawn, from where its fund stands."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity
from tests.flow.programmes.test_granting import P
from tests.web.test_api import desk_of
from yeshi.base.refused import Refused, Unknown
from yeshi.programmes.forecast import Chances, Forecast, Standing, forecast
from yeshi.programmes.programme import Programme
from yeshi.web.programmes.outlook import look_ahead


def test_the_desk_draws_it_from_where_the_fund_stands() -> None:
    """The chances go along; a programme that is not there is refused before anything is drawn."""
    city = SmallCity().settle_in()
    seen: list[tuple[str, int]] = []

    def draw(programme: Programme, standing: Standing, chances: Chances | None) -> Forecast:
        seen.append((programme.id, standing.balance_fen))
        return forecast(programme, standing, chances)

    desk = replace(desk_of(city), forecaster=draw)
    told = look_ahead(desk, P, Chances(0.5, 0.5, draws=100))
    assert isinstance(told, Forecast)
    assert told.chances == Chances(0.5, 0.5, draws=100)
    assert look_ahead(desk, "nowhere") == Refused(Unknown("programme", "nowhere"))
    assert [programme for programme, _ in seen] == [P]
