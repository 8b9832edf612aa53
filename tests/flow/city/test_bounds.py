"""What a city's file may say and what its terms may be are one list of bounds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from annotated_types import Ge, Gt, Le
from pydantic import BaseModel

from tests.builders import terms
from yeshi.base.refused import Invalid, Refused
from yeshi.files.city_document import TermsDocument
from yeshi.flow.city.bounds import BOUNDS, beyond_bounds, beyond_id
from yeshi.orders.sharing import Commission


def stated(kind: type[BaseModel], before: str = "") -> dict[str, tuple[float, float]]:
    """The bounds that the document states, by the name of what they bound."""
    found: dict[str, tuple[float, float]] = {}
    for name, field in kind.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found |= stated(inner, f"{before}{name}.")
            continue
        least = [one.ge for one in field.metadata if isinstance(one, Ge)]
        least += [one.gt for one in field.metadata if isinstance(one, Gt)]
        most = [one.le for one in field.metadata if isinstance(one, Le)]
        if least and most:
            found[before + name] = (float(least[0]), float(most[0]))  # type: ignore[arg-type]
    return found


def test_the_file_and_the_domain_have_the_same_bounds() -> None:
    """A page can say what a file can, and no more; reach is above nothing, in whole minutes here."""
    in_file = stated(TermsDocument)
    for bound in BOUNDS:
        if bound.name in in_file and bound.name != "delivery.reach_minutes":
            assert in_file[bound.name] == (bound.least, bound.most), bound.name


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda one: one.name)
def test_usual_terms_are_within(bound: Any) -> None:
    """Each number of those that the tests trade on."""
    assert bound.least <= bound.of(terms()) <= bound.most


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"commission": Commission(10_001)}, "commission"),
        ({"kitchen_cv": float("nan")}, "kitchen_cv"),
        ({"strand_after_s": float("inf")}, "strand_after_s"),
        ({"zones": ()}, "zones"),
    ],
)
def test_what_is_beyond_is_named(changed: dict[str, Any], field: str) -> None:
    """Also what is no number."""
    assert beyond_bounds(terms()) is None
    refused = beyond_bounds(replace(terms(), **changed))
    assert isinstance(refused, Refused)
    assert isinstance(refused.reason, Invalid)
    assert refused.reason.field == field


@pytest.mark.parametrize("id_", ["", "a b", "../etc", "-a", "x" * 61, "门"])
def test_an_id_stands_in_an_address(id_: str) -> None:
    """What could not is refused."""
    assert beyond_id("id", id_)
    assert beyond_id("id", "pozi-2.b_C") is None
