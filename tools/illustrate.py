"""Draw the demo city's dishes and the fronts of its stalls and shops: python tools/illustrate.py.

They are put together from Fluent Emoji (Microsoft, MIT), which npm fetches; `.[dev]` draws them.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import tomllib
from io import BytesIO
from pathlib import Path

import vl_convert
from PIL import Image

CITY = Path(__file__).parent.parent / "yeshi" / "files" / "changsha"
PICTURES = CITY / "pictures"
PART = "@iconify-json/fluent-emoji@1.2.7"
WIDTH, HEIGHT = 400, 300
QUALITY = 62
# A dish: the colour of its ground, what it is, and what lies beside it.
DISHES = {
    "stinky-tofu": ("#e8d9c0", "bento-box", "hot-pepper"),
    "sugar-cake": ("#f6dfb4", "dango", "honey-pot"),
    "scallion-cake": ("#e3ead0", "pancakes", "herb"),
    "crayfish": ("#f6c9b8", "lobster", "hot-pepper"),
    "crayfish-tails": ("#f3bfae", "shrimp", "hot-pepper"),
    "garlic-crayfish": ("#f4e3c8", "lobster", "garlic"),
    "snails": ("#d9dccf", "spiral-shell", "hot-pepper"),
    "crab": ("#f5cdb5", "crab", "hot-pepper"),
    "rice-noodles": ("#f2e6d2", "steaming-bowl", "cut-of-meat"),
    "beef-noodles": ("#ecd3bd", "steaming-bowl", "cow-face"),
    "fried-noodles": ("#efe0b9", "spaghetti", "herb"),
    "egg-noodles": ("#f0d9b0", "steaming-bowl", "rooster"),
    "wonton": ("#e7ead8", "dumpling", "steaming-bowl"),
    "fish-head": ("#f5c6ba", "fish", "hot-pepper"),
    "pepper-pork": ("#d5e3c3", "shallow-pan-of-food", "hot-pepper"),
    "chairman-pork": ("#e8c1ae", "bacon", "pig-face"),
    "toothpick-beef": ("#ecd0bc", "oden", "cow-face"),
    "clay-rice": ("#e9dcc4", "pot-of-food", "cooked-rice"),
    "egg-rice": ("#f4e8c0", "cooked-rice", "cooking"),
    "lamb-skewers": ("#efd2bd", "oden", "ram"),
    "beef-skewers": ("#eccab6", "oden", "fire"),
    "chicken-wings": ("#f5dcb2", "poultry-leg", "fire"),
    "grilled-oysters": ("#dde3e3", "oyster", "garlic"),
    "grilled-eggplant": ("#dfd5ea", "eggplant", "garlic"),
    "grilled-fish": ("#d3e3ea", "fish", "fire"),
    "pig-trotter": ("#f3cfc8", "meat-on-bone", "pig-face"),
    "duck": ("#ead6b5", "duck", "salt"),
    "duck-neck": ("#f1c7b4", "duck", "hot-pepper"),
    "braised-plate": ("#e3d2c0", "bento-box", "bone"),
    "blood-soup": ("#eec2b5", "pot-of-food", "herb"),
    "cold-jelly": ("#dbe7dc", "bowl-with-spoon", "hot-pepper"),
    "ice-jelly": ("#dce8f2", "shaved-ice", "honey-pot"),
    "mung-bean": ("#d6e8cf", "shaved-ice", "pea-pod"),
    "sweet-wine": ("#f3ead6", "sake", "egg"),
    "pear-soup": ("#eef0c9", "pear", "ice"),
    "lemon-tea": ("#f5f0bf", "tropical-drink", "lemon"),
    "milk-tea": ("#eeddc7", "bubble-tea", "blossom"),
    "plum-juice": ("#e6cddb", "cup-with-straw", "ice"),
    "perilla-peach": ("#f7d6cf", "peach", "ginger-root"),
    "lei-tea": ("#dfe8cb", "teacup-without-handle", "peanuts"),
    "bao": ("#f6dbe2", "dumpling", "rose"),
    "pork-bao": ("#efe3d3", "dumpling", "mushroom"),
    "pan-dumplings": ("#f1dfb8", "dumpling", "cooking"),
    "pork-pancake": ("#e8d8ba", "stuffed-flatbread", "leafy-green"),
    "fried-chicken": ("#f7dfae", "poultry-leg", "salt"),
    "fried-tofu-skin": ("#f2e0b0", "waffle", "hot-pepper"),
    "sausage": ("#f4cdb8", "hot-dog", "fire"),
    "steamed-ribs": ("#e7dcc9", "meat-on-bone", "sheaf-of-rice"),
    "steamed-taro": ("#e2d5e3", "roasted-sweet-potato", "hot-pepper"),
    "greens": ("#cfe5c4", "leafy-green", "garlic"),
    "soup-lotus": ("#f0dcdf", "pot-of-food", "lotus"),
    "congee": ("#eeeadd", "bowl-with-spoon", "egg"),
    "hotpot-skewers": ("#f4cbb0", "oden", "hot-pepper"),
    "malatang": ("#f3c0ab", "pot-of-food", "hot-pepper"),
    "durian-cake": ("#f2ebb8", "flatbread", "pineapple"),
    "fruit": ("#d8ecd5", "watermelon", "kiwi-fruit"),
}
# The colour of a stall's awning, by its sector.
AWNINGS = {
    "snacks": "#d9822b",
    "crayfish": "#c8402f",
    "noodles": "#3f7f78",
    "kitchens": "#7a4f9a",
    "barbecue": "#8c3b2a",
    "cold-dishes": "#54703c",
    "drinks": "#3c6fa8",
}
# A shop with services: the colours of its awning and its ground, and what it is known by.
SHOPS = {
    "massage": ("#7a4f9a", "#e6dcf0", "lotus"),
    "barber": ("#3c6fa8", "#dce8f2", "barber-pole"),
    "karaoke": ("#8c3b6a", "#f0d6e4", "microphone"),
    "repair": ("#3f7f78", "#d9e8e4", "mobile-phone"),
}


def main() -> None:
    """Fetch the emoji, and draw each dish, and a front for each dish by which a stall is known."""
    city = tomllib.loads((CITY / "city.toml").read_text(encoding="utf-8"))
    sectors = {dish: sector for sector, dishes in city["sectors"].items() for dish in dishes}
    known_by = {stall[6][0] for stalls in city["stalls"].values() for stall in stalls}
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "install", "--prefix", folder, PART], check=True)
        package = Path(folder) / "node_modules" / PART.rsplit("@", 1)[0]
        icons = json.loads((package / "icons.json").read_text(encoding="utf-8"))
    for dish in city["dishes"]:
        ground, what, beside = DISHES[dish]
        _paint(dish, _dish(icons, ground, what, beside))
        if dish in known_by:
            _paint(f"front-{dish}", _front(icons, AWNINGS[sectors[dish]], ground, what))
    for shop, (awning, ground, what) in SHOPS.items():
        _paint(f"front-{shop}", _front(icons, awning, ground, what))


def _dish(icons: dict[str, dict[str, dict[str, str]]], ground: str, what: str, beside: str) -> str:
    return (
        f'<rect width="400" height="300" fill="{ground}"/>'
        '<ellipse cx="200" cy="196" rx="150" ry="74" fill="#fff" fill-opacity=".55"/>'
        '<ellipse cx="200" cy="196" rx="118" ry="54" fill="#fff" fill-opacity=".6"/>'
        + _emoji(icons, what, 105, 52, 190, "a")
        + _emoji(icons, beside, 272, 168, 92, "b")
    )


def _front(icons: dict[str, dict[str, dict[str, str]]], awning: str, ground: str, what: str) -> str:
    stripes = "".join(
        f'<path d="M{x} 40h45v62a22.5 22.5 0 0 1-45 0z" fill="{awning if n % 2 else "#fff5e4"}"/>'
        for n, x in enumerate(range(20, 380, 45))
    )
    lamps = "".join(f'<circle cx="{x}" cy="150" r="9" fill="#ffd27a"/>' for x in (52, 94, 306, 348))
    return (
        '<rect width="400" height="300" fill="#2b2430"/>'
        f'<rect x="28" y="60" width="344" height="240" fill="{ground}"/>'
        f'<rect x="20" y="24" width="360" height="20" rx="6" fill="{awning}"/>{stripes}{lamps}'
        + _emoji(icons, what, 140, 112, 120, "a")
        + f'<rect x="16" y="226" width="368" height="16" rx="4" fill="#fff5e4"/>'
        f'<rect x="28" y="242" width="344" height="58" fill="{awning}"/>'
    )


def _emoji(
    icons: dict[str, dict[str, dict[str, str]]], name: str, x: int, y: int, size: int, mark: str
) -> str:
    """The emoji there; what it refers to within itself is named apart from that of another one."""
    body = icons["icons"][name]["body"]
    body = re.sub(r'id="([^"]+)"', rf'id="{mark}\1"', body)
    body = re.sub(r"url\(#([^)]+)\)", rf"url(#{mark}\1)", body)
    body = re.sub(r'href="#([^"]+)"', rf'href="#{mark}\1"', body)
    return f'<g transform="translate({x} {y}) scale({size / 32})">{body}</g>'


def _paint(name: str, drawn: str) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{WIDTH}" height="{HEIGHT}">{drawn}</svg>'
    )
    with Image.open(BytesIO(vl_convert.svg_to_png(svg))) as seen:
        seen.convert("RGB").save(PICTURES / f"{name}.webp", "WEBP", quality=QUALITY, method=6)


if __name__ == "__main__":
    main()
