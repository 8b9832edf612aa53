"""Paper menus, drawn flat: what they say is known, row by row, with its price in fen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from PIL import Image, ImageDraw, ImageFont

from bench.menus.dishes import DISHES, SIZES, STALLS

_NOTO, _TRUE = "/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype"
# The file, and which face of it is the one for the mainland.
FONTS: tuple[tuple[str, int], ...] = (
    (f"{_NOTO}/NotoSansCJK-Regular.ttc", 2), (f"{_NOTO}/NotoSansCJK-Bold.ttc", 2),
    (f"{_NOTO}/NotoSerifCJK-Regular.ttc", 2), (f"{_NOTO}/NotoSerifCJK-Bold.ttc", 2),
    (f"{_TRUE}/wqy/wqy-zenhei.ttc", 0), (f"{_TRUE}/wqy/wqy-microhei.ttc", 0),
    (f"{_TRUE}/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0),
    (f"{_TRUE}/lxgw-wenkai/LXGWWenKai-Bold.ttf", 0),
    (f"{_TRUE}/arphic/ukai.ttc", 0), (f"{_TRUE}/arphic/uming.ttc", 0),
    (f"{_TRUE}/smiley-sans/SmileySans-Oblique.ttf", 0),
)  # fmt: skip
PACKAGES = "fonts-noto-cjk fonts-wqy-zenhei fonts-wqy-microhei fonts-lxgw-wenkai fonts-arphic-ukai fonts-arphic-uming fonts-smiley-sans"
WIDTH, HEIGHT = 1500, 2100
MARGIN = 90
# Ink and paper: white, yellowed, pink, and three that are dark.
COLOURS = (
    ("#1c1c1c", "#fbfaf6"), ("#2a1a10", "#f3e6c8"), ("#5c0f14", "#fbeae6"), ("#123a24", "#eef5ea"),
    ("#f4efe2", "#23201d"), ("#ffd98a", "#3a0f12"), ("#f2f2f2", "#143043"),
)  # fmt: skip
FORMS = ("¥{}", "{}元", "{}", "￥{}", "{}元/份")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the truth: a dish in a size, or in none (""), and what it costs."""

    category: str
    name: str
    size: str
    fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a menu is set: `sizes` is "" for none, else whether they stand in heads or in lines."""

    font: tuple[str, int]
    ink: str
    paper: str
    columns: int
    form: str
    decimals: bool
    leaders: bool
    sizes: str


@dataclass(slots=True)
class Sheet:
    """A sheet of paper under the pen, and the truth of what was written on it."""

    look: Look
    chance: Random
    picture: Image.Image
    draw: ImageDraw.ImageDraw
    rows: list[Row] = field(default_factory=list)

    def write(self, at: tuple[float, float], text: str, points: int, anchor: str = "lm") -> float:
        """Write the text there; the width that it took."""
        file, face = self.look.font
        font = ImageFont.truetype(file, points, index=face)
        self.draw.text(at, text, font=font, fill=self.look.ink, anchor=anchor)
        return float(self.draw.textlength(text, font=font))

    def width(self, text: str, points: int) -> float:
        """How wide the text would be."""
        file, face = self.look.font
        font = ImageFont.truetype(file, points, index=face)
        return float(self.draw.textlength(text, font=font))

    def price(self, fen: int) -> str:
        """The price as this menu writes it."""
        whole = self.look.decimals or fen % 100
        said = f"{fen / 100:.2f}" if self.look.decimals else f"{fen / 100:.1f}"
        return self.look.form.format(said if whole else str(fen // 100))


def look_of(number: int, chance: Random) -> Look:
    """The look of the menu with that number: all forms take turns, the rest is by chance."""
    ink, paper = COLOURS[number % len(COLOURS)]
    columns = 2 if number % 3 == 1 else 1
    sizes = ("", "heads", "", "lines", "")[number % 5]
    return Look(
        font=FONTS[number % len(FONTS)], ink=ink, paper=paper, columns=columns,
        form=FORMS[(number // 2) % len(FORMS)], decimals=number % 7 == 3,
        leaders=chance.random() < 0.4, sizes=sizes,
    )  # fmt: skip


def draw_menu(number: int, chance: Random) -> Sheet:
    """A menu with a title, categories, dishes and what else stands on such paper."""
    look = look_of(number, chance)
    picture = Image.new("RGB", (WIDTH, HEIGHT), look.paper)
    sheet = Sheet(look, chance, picture, ImageDraw.Draw(picture))
    sheet.write((WIDTH / 2, 110), chance.choice(STALLS), 84, "mm")
    sheet.write((WIDTH / 2, 190), "营业时间 17:00-02:00", 32, "mm")
    categories = list(DISHES)
    chance.shuffle(categories)
    column_width = (WIDTH - 2 * MARGIN) / look.columns
    for column in range(look.columns):
        left = MARGIN + column * column_width
        gap = 50 if look.columns > 1 else 0
        _column(sheet, left, left + column_width - gap, categories)
    sheet.write((WIDTH / 2, HEIGHT - 80), "外卖电话 0731-88886666  欢迎光临", 34, "mm")
    return sheet


def _column(sheet: Sheet, left: float, right: float, categories: list[str]) -> None:
    look, chance = sheet.look, sheet.chance
    size = 44 if look.columns == 1 else 38
    step = size * chance.uniform(1.7, 2.1)
    y = 290.0
    while categories and y + 4 * step < HEIGHT - 150:
        category = categories.pop()
        sizes = chance.choice(SIZES) if look.sizes else ()
        sheet.write((left, y), category, int(size * 1.3))
        stops = _stops(sheet, right, size, sizes)
        if look.sizes == "heads":
            for name, stop in zip(sizes, stops, strict=True):
                sheet.write((stop, y), name, int(size * 0.9), "rm")
        y += step * 1.15
        for name in chance.sample(
            DISHES[category], min(len(DISHES[category]), chance.randint(4, 9))
        ):
            if y > HEIGHT - 150:
                break
            _dish(sheet, (left, y), Row(category, name, "", 0), sizes, stops)
            y += step
        y += step * 0.4


def _stops(sheet: Sheet, right: float, size: int, sizes: Sequence[str]) -> list[float]:
    """Where the prices end, by size; one place without sizes."""
    if sheet.look.sizes != "heads":
        return [right]
    apart = size * (5.2 if sheet.look.decimals else 4.2)
    return [right - apart * (len(sizes) - 1 - at) for at in range(len(sizes))]


def _dish(
    sheet: Sheet, at: tuple[float, float], dish: Row, sizes: Sequence[str], stops: Sequence[float]
) -> None:
    look, chance = sheet.look, sheet.chance
    points = 44 if look.columns == 1 else 38
    width = sheet.write(at, dish.name, points)
    step = 50 if chance.random() < 0.2 else 100
    fen = chance.randint(300 // step, 8800 // step) * step
    several = bool(sizes) and (look.sizes == "heads" or chance.random() < 0.6)
    if not several:
        said = [(dish.name, "", fen)]
    else:
        more = chance.randint(2, 20) * 100
        said = [(dish.name, name, fen + more * number) for number, name in enumerate(sizes)]
    sheet.rows += [Row(dish.category, name, size, cost) for name, size, cost in said]
    y = at[1]
    if several and look.sizes == "lines":
        text = "/".join(f"{size}{sheet.price(cost)}" for _, size, cost in said)
        room = stops[0] - at[0] - width - points * 0.6
        fitting = min(points, int(points * room / sheet.width(text, points)))
        begins = stops[0] - sheet.write((stops[0], y), text, fitting, "rm")
    else:
        for (_, _, cost), stop in zip(said, stops, strict=True):
            begins = stop - sheet.write((stop, y), sheet.price(cost), points, "rm")
        begins = stops[0] - points * 3.2
    if look.leaders:
        _leaders(sheet, at[0] + width + points * 0.5, begins - points * 0.5, y)


def _leaders(sheet: Sheet, left: float, right: float, y: float) -> None:
    x = left
    while x < right:
        sheet.draw.ellipse((x - 2, y + 8, x + 2, y + 12), fill=sheet.look.ink)
        x += 16
