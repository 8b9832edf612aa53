"""The control room shows what is set aside, and nothing that names somebody."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.web.test_api import client_of
from yeshi.base.errors import BooksBroken
from yeshi.flow.aside import SetAside


def test_the_control_room_shows_what_is_set_aside() -> None:
    """In both languages: what, since when, the kind of fault, and whether somebody has to look."""
    city = SmallCity().settle_in()
    aside = SetAside(city.clock)
    with client_of(city, aside=aside) as client:
        assert "Set aside" not in client.get("/control").text
        aside.note("lapse", "or-1:a", KeyError("somebody's address"))
        aside.note("dispatch:city", "", BooksBroken("somebody's wallet"))
        english = client.get("/control/part").text
        chinese = client.get("/control", headers={"Accept-Language": "zh"}).text
    for words in ("Set aside: 2", "or-1:a", "KeyError", "needs a look", "tried again later"):
        assert words in english
    for words in ("搁置事项：2", "待人查看", "稍后再试"):
        assert words in chinese
    assert "somebody's" not in english
