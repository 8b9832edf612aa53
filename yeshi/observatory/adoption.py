"""How many businesses really use the Internet: by what they do, not by what they say."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.observatory.facts import Facts


@dataclass(frozen=True, slots=True)
class Adoption:
    """Shares of the city's businesses (0 to 1) by rung; each rung is something that was done.

    `listed`: they can be found. `ordering`: somebody ordered from them. `paid`: they were paid
    through the platform. `delivering`: a courier carried their goods.
    """

    businesses: int
    listed: float
    ordering: float
    paid: float
    delivering: float

    @property
    def rungs(self) -> tuple[tuple[str, float], ...]:
        """The rungs by name, from the lowest."""
        names = ("listed", "ordering", "paid", "delivering")
        return tuple((name, getattr(self, name)) for name in names)


def adoption(facts: Facts, businesses: int) -> Adoption:
    """The rungs of a business day; all zero in a city without businesses."""

    def share(count: int) -> float:
        return count / businesses if businesses else 0.0

    return Adoption(
        businesses,
        share(businesses),
        share(len(facts.ordering)),
        share(len(facts.paid)),
        share(len(facts.delivering)),
    )
