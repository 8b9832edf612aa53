"""The menu's order on its page: who keeps it moves a dish in one tap, and customers see it so."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.flow.stalls.test_dishes import COOK, OWNER, enter
from tests.web.programmes.rooms import client_as, send
from yeshi.market.arranging import MenuMove

ORDER = "/kitchen/a/arrangement"


def test_a_dish_is_moved_on_its_page() -> None:
    """It is led back to where the dish stands now; the shop shows it there."""
    city = SmallCity().settle_in()
    made, client = enter(city), client_as(city, OWNER)
    page = client.get(ORDER).text
    assert 'aria-label="Move noodles up"' in page
    assert page.index('id="dish-a1"') < page.index(f'id="dish-{made}"')
    said = {"move": MenuMove.FIRST.value, "key": city.key()}
    answer = client.post(f"{ORDER}/{made}", data=said, follow_redirects=False)
    assert answer.headers["location"] == f"{ORDER}#dish-{made}"
    shop = client.get("/stalls/a").text
    assert shop.index(f'id="{made}"') < shop.index('id="a1"')
    assert "item gone" in send(client, city, f"{ORDER}/gone", move="up")
    assert client_as(city, COOK).get(ORDER).status_code == 404
