"""What an index is made of: indicators, the levels above them, and the method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from yeshi.base.errors import InputError

Imputation = Literal["none", "mean", "median", "group_mean", "group_median"]
Normalisation = Literal["minmax", "z", "rank", "target"]
Weighting = Literal["given", "equal", "pca"]
Aggregation = Literal["arithmetic", "geometric", "copeland"]

IMPUTATIONS: tuple[Imputation, ...] = get_args(Imputation)
NORMALISATIONS: tuple[Normalisation, ...] = get_args(Normalisation)
WEIGHTINGS: tuple[Weighting, ...] = get_args(Weighting)
AGGREGATIONS: tuple[Aggregation, ...] = get_args(Aggregation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Something that is measured. `direction` is 1 where more is better, -1 where less is.

    `denominator`: the column that it is divided by. `target`: for the normalisation of that name.
    """

    code: str
    name: str
    parent: str
    direction: int = 1
    weight: float = 1.0
    denominator: str | None = None
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A pillar, an area or the index itself, which has no parent."""

    code: str
    name: str
    parent: str | None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Treatment:
    """An indicator is treated if its skewness and its kurtosis are both beyond these.

    Then up to `points` values are winsorised; where that is not enough, logarithms are taken.
    """

    skewness: float = 2.0
    kurtosis: float = 3.5
    points: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How indicators become an index.

    `availability`: units with a smaller share of the indicators are left out. `group`: the column
    by which groups are imputed. `treatment`: None leaves outliers be. `least`, `most`: the range of
    min-max, rank and target; `z_mean`, `z_deviation`: those of z. `decimals`: as many as scores are
    published with; those that read alike rank alike.
    """

    availability: float = 0.0
    imputation: Imputation = "none"
    group: str | None = None
    treatment: Treatment | None = field(default_factory=Treatment)
    normalisation: Normalisation = "minmax"
    least: float = 0.0
    most: float = 100.0
    z_mean: float = 0.0
    z_deviation: float = 1.0
    decimals: int = 2
    weighting: Weighting = "given"
    aggregation: Aggregation = "arithmetic"


@dataclass(frozen=True, slots=True)
class Framework:
    """An index: its levels from the indicators up, and its method.

    InputError where the levels are no tree with one root, or the method lacks what it needs.
    """

    name: str
    version: str
    indicators: tuple[Indicator, ...]
    aggregates: tuple[Aggregate, ...]
    method: Method = Method()

    def __post_init__(self) -> None:
        codes = [one.code for one in self._all()]
        for code in codes:
            if codes.count(code) > 1:
                raise InputError(f"{code} is there {codes.count(code)} times")
        known = {one.code for one in self.aggregates}
        roots = [one.code for one in self.aggregates if one.parent is None]
        if len(roots) != 1:
            raise InputError(f"one aggregate has no parent, the index itself; here {len(roots)}")
        for one in self._all():
            if one.parent is not None and one.parent not in known:
                raise InputError(f"{one.code}: its parent {one.parent} is no aggregate")
        for aggregate in self.aggregates:
            if not self.children(aggregate.code):
                raise InputError(f"{aggregate.code} has nothing below it")
        if len(self.upwards()) < len(self.aggregates):
            raise InputError("the aggregates go round in a circle")
        self._check_method()

    def _check_method(self) -> None:
        if self.method.imputation.startswith("group") and self.method.group is None:
            raise InputError(f"{self.method.imputation} needs the group's column: method.group")
        if self.method.most <= self.method.least:
            raise InputError("method.most is not above method.least")
        if self.method.normalisation == "target":
            for one in self.indicators:
                if one.target is None:
                    raise InputError(f"{one.code}: the normalisation needs its target")

    @property
    def root(self) -> str:
        """The code of the index itself."""
        return next(one.code for one in self.aggregates if one.parent is None)

    def children(self, code: str) -> list[Indicator | Aggregate]:
        """What is directly below an aggregate, in the order of the file."""
        return [one for one in self._all() if one.parent == code]

    def _all(self) -> Sequence[Indicator | Aggregate]:
        return [*self.indicators, *self.aggregates]

    def upwards(self) -> list[str]:
        """The aggregates that the root is made of, each after all that is below it."""
        found: list[str] = []

        def visit(code: str, path: tuple[str, ...]) -> None:
            for child in self.children(code):
                if isinstance(child, Aggregate) and child.code not in path:
                    visit(child.code, (*path, child.code))
            found.append(code)

        visit(self.root, (self.root,))
        return found
