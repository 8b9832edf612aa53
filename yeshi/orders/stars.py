"""How good something is said to be: the mean of its stars, drawn towards that of the city.

Few ratings tell little, so a mean is reckoned as if so many more had been given, each at the mean
of all ratings of the city (Bühlmann 1967, "Experience Rating and Credibility", ASTIN Bulletin 4):
three friends do not make the best stall of the city.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

STARS_MIN, STARS_MAX = 1, 5
# What is known beforehand weighs as much as so many ratings: their variance around the mean of a
# stall, about one star squared, over that of the means of stalls, about a quarter star squared.
PRIOR_RATINGS = 16
# Of fewer nobody could tell anything; what has fewer is new.
SHOWN_FROM = 5
# Half a year: who cooks, and what with, is another by then.
COUNTED = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Stars:
    """How many ratings there are, and the stars of all of them together."""

    count: int = 0
    total: int = 0

    def __add__(self, others: Stars) -> Stars:
        return Stars(self.count + others.count, self.total + others.total)

    @property
    def plain_mean(self) -> float | None:
        """Their mean as it is; None where there is none."""
        return self.total / self.count if self.count else None

    def mean(self, city: Stars) -> float | None:
        """Their mean, drawn towards that of all ratings of the city; None where these are none."""
        if not city.count:
            return None
        prior = city.total / city.count
        return (PRIOR_RATINGS * prior + self.total) / (PRIOR_RATINGS + self.count)


@dataclass(frozen=True, slots=True)
class Rated:
    """How good a stall or dish is said to be, and by how many ratings; `mean` of few is None."""

    mean: float | None
    count: int


def rated(stars: Stars, city: Stars) -> Rated:
    """What is shown of those ratings."""
    mean = stars.mean(city) if stars.count >= SHOWN_FROM else None
    return Rated(round(mean, 1) if mean is not None else None, stars.count)


@dataclass(frozen=True, slots=True, kw_only=True)
class StarsOfDay:
    """The ratings that something got on a business day.

    `id`: made of both; `rated`: a dish, a stall, what is brought in a zone, or all of a kind.
    """

    id: str
    rated: str
    day: date
    count: int = 0
    total: int = 0

    @property
    def holds(self) -> bool:
        """Whether this may be kept: each rating has one to five stars."""
        return self.count * STARS_MIN <= self.total <= self.count * STARS_MAX


def stars_of(rated: str, day: date) -> StarsOfDay:
    """None of that day yet."""
    return StarsOfDay(id=f"{rated}@{day}", rated=rated, day=day)


# All dishes of the city, and all that was brought in it.
ALL_DISHES, ALL_BROUGHT = "dishes", "brought"


def of_stall(merchant: str) -> str:
    """Under what the ratings of all dishes of a stall are counted."""
    return f"stall:{merchant}"


def of_dish(item: str) -> str:
    """Under what the ratings of a dish are counted."""
    return f"dish:{item}"


def brought_in(zone: str) -> str:
    """Under what the ratings of how orders are brought in a zone are counted."""
    return f"brought:{zone}"
