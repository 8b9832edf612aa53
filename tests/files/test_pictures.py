"""All that the demo city sells is drawn, and weighs little."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from yeshi.files.city import CHANGSHA, CHANGSHA_FILE
from yeshi.files.city_file import read_city
from yeshi.files.dishes import sets_at
from yeshi.files.pictures import PICTURES, WIDTH, illustrations

BYTES_MAX = 400_000


def test_no_dish_and_no_stall_is_without_one() -> None:
    """Each is a picture of the width that it is told to have."""
    city = read_city(CHANGSHA_FILE)
    drawn = {(one.merchant, one.item): one.data for all_ in illustrations(city) for one in all_}
    stalls = [stall for quarter in city.quarters for stall in quarter.stalls]
    assert len(stalls) == 60
    sets = sets_at(CHANGSHA / "extras.toml", {one.id: menu for one, menu in stalls})
    for one in (item for some in sets.values() for item in some):
        assert drawn[one.merchant, one.id] == drawn[one.merchant, one.parts[0]]
    for merchant, menu in stalls:
        assert (merchant.id, None) in drawn
        for item in menu:
            with Image.open(BytesIO(drawn[merchant.id, item.id])) as seen:
                assert (seen.format, seen.width) == ("WEBP", WIDTH)


def test_they_weigh_little_and_say_whose_they_are() -> None:
    """With the licence of what they are made of beside them."""
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < BYTES_MAX
    assert "MIT License" in (PICTURES / "LICENSE-fluent-emoji.txt").read_text()
