"""The demo city's couriers: who they are, and the hours in which they work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from yeshi.base.calendar import Calendar
from yeshi.base.names import Name
from yeshi.files.city import City, somewhere_near
from yeshi.geo.point import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Rider:
    """A courier of the city and the hours in which they work: from `on`, for `hours`."""

    id: str
    name: Name
    place: Point
    on: time
    hours: float
    woman: bool | None = None
    born_year: int | None = None
    first_job: bool | None = None

    def shift(self, day: date, calendar: Calendar) -> tuple[datetime, datetime]:
        """When the shift of the business day `day` begins and ends."""
        # The small hours belong to the night that began the evening before.
        after_midnight = self.on < calendar.turns_at
        on_at = calendar.at(day + timedelta(days=after_midnight), self.on)
        return on_at, on_at + timedelta(hours=self.hours)


SURNAMES = (
    "陈 Chen", "李 Li", "王 Wang", "刘 Liu", "周 Zhou", "黄 Huang", "彭 Peng", "罗 Luo",
    "谢 Xie", "唐 Tang", "邓 Deng", "肖 Xiao", "曾 Zeng", "谭 Tan", "蒋 Jiang", "欧阳 Ouyang",
)  # fmt: skip
GIVEN = (
    "建国 Jianguo", "海涛 Haitao", "小军 Xiaojun", "丽华 Lihua", "志强 Zhiqiang", "思远 Siyuan",
    "红梅 Hongmei", "国庆 Guoqing", "晓峰 Xiaofeng", "雅琴 Yaqin",
)  # fmt: skip
# When the forty begin, and how many of them: most with the evening, and some in every hour.
STARTS = (
    (time(6), 3), (time(9), 3), (time(11), 3), (time(14), 4), (time(16), 6),
    (time(18), 10), (time(22), 7), (time(1), 4),
)  # fmt: skip


def riders(city: City, seed: int, count: int = 40) -> list[Rider]:
    """The city's couriers, spread over the markets by how busy they are, and over the day."""
    chance = Random(f"{seed}:riders")
    starts = [start for start, number in STARTS for _ in range(number)][:count]
    busy = [quarter.busy for quarter in city.quarters]
    found = []
    for number, start in enumerate(starts, 1):
        # By turns through the markets first, so that each hour has couriers on both banks.
        quarter = city.quarters[(number * 3) % len(city.quarters)]
        if chance.random() < 0.2:
            quarter = chance.choices(city.quarters, busy)[0]
        zh, en = SURNAMES[number % len(SURNAMES)].split()
        given_zh, given_en = GIVEN[(number * 7) % len(GIVEN)].split()
        name = Name(zh + given_zh, f"{given_en} {en}")
        place = somewhere_near(chance, quarter.market.collection, 500)
        about = Random(f"{seed}:about:{number}")
        found.append(
            Rider(
                id=f"rider-{number:02d}",
                name=name,
                place=place,
                on=start,
                hours=8.0,
                woman=about.choice((True, False, False, None)),
                born_year=about.choice((None, *range(1968, 2007))),
                first_job=about.choice((True, False, False, None)),
            )
        )
    return found
