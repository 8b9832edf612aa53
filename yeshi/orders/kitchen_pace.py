"""How long a stall's kitchen takes against what it says of itself, and what its word is worth.

Means are of the newest parts (each weighs 1/n until there are enough, then a fixed share), drawn
towards what the stall says while little is known, as by an empirical Bayes estimate with so many
made-up parts (Efron and Morris 1975).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from statistics import NormalDist

# So many parts have a say; what is known beforehand weighs as much as so many.
PARTS, PRIOR_PARTS = 100.0, 10.0
# A time that is no time cannot be taken by the times of it: who says at once means in a minute.
USUAL_S_MIN = 60.0


@dataclass(frozen=True, slots=True)
class MadePart:
    """A part of an order that was made: it took so many seconds from the order on, in an hour of
    the day in which kitchens need `hourly` times as long as usual; `said_s`: as long as the stall
    said when it took it on, None for no word."""

    took_s: float
    hourly: float
    said_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KitchenPace:
    """What a stall's parts took.

    `times`: of `parts` parts, the mean of what each took over what the stall says of itself, in a
    usual hour. `said_cv2`: of `said` parts, the squared deviation of what the stall said when it
    took each on, over it.
    """

    id: str
    parts: float = 0.0
    times: float = 1.0
    said: float = 0.0
    said_cv2: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether this may be kept: nothing is less than none."""
        return min(self.parts, self.times, self.said, self.said_cv2) >= 0

    @property
    def slower(self) -> float:
        """So many times as long as the stall says."""
        return (self.parts * self.times + PRIOR_PARTS) / (self.parts + PRIOR_PARTS)

    def expected_s(self, usual_s: float, hourly: float) -> float:
        """The seconds of a part, for a stall that says `usual_s` of itself, in such an hour."""
        return self.slower * hourly * max(USUAL_S_MIN, usual_s)

    def cv(self, otherwise: float) -> float:
        """How far what the stall says is off, over it; `otherwise` weighs like a few parts."""
        known = self.said * self.said_cv2 + PRIOR_PARTS * otherwise**2
        return sqrt(known / (self.said + PRIOR_PARTS))

    def margin(self, kept: float, otherwise: float) -> float:
        """So many times as long as is expected, so that the share `kept` of parts is made in it;
        of times that are spread as on a normal curve."""
        return 1 + max(0.0, NormalDist().inv_cdf(kept) * self.cv(otherwise))

    def after(self, part: MadePart, usual_s: float) -> KitchenPace:
        """What is known after the part as well."""
        took = part.took_s / (part.hourly * max(USUAL_S_MIN, usual_s))
        parts, times = one_more(self.parts, self.times, took)
        if not part.said_s:
            return replace(self, parts=parts, times=times)
        off = (part.took_s - part.said_s) / max(USUAL_S_MIN, part.said_s)
        said, said_cv2 = one_more(self.said, self.said_cv2, off**2)
        return replace(self, parts=parts, times=times, said=said, said_cv2=said_cv2)


def one_more(count: float, mean: float, value: float, most: float = PARTS) -> tuple[float, float]:
    """Of how many values the mean is, `most` at most, and the mean, with one more."""
    count = min(count + 1, most)
    return count, mean + (value - mean) / count
