"""The terms as a form: each field by its name, as it is shown, and what it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from yeshi.base.money import Money, between
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.city.bounds import BOUNDS
from yeshi.flow.terms import Terms
from yeshi.orders.sharing import Commission
from yeshi.web.frame.amounts import amount_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsField:
    """A field: its name, what it is told in (money, km, percent, minutes), and its two ways.

    `bound`: the name of its bounds in what is kept; `unit`: how many of what is kept are one of
    what is told.
    """

    name: str
    told_in: str
    bound: str
    unit: float
    get: Callable[[Terms], Any]
    put: Callable[[Terms, Any], Terms]


def _of_fees(name: str, told_in: str, part: str, bound: str, unit: float = 1) -> TermsField:
    """A field of the fees, by the name of its part there."""

    def get(terms: Terms) -> Any:
        value = getattr(terms.fees, part)
        return value if isinstance(value, Money) else value / unit

    def put(terms: Terms, said: Any) -> Terms:
        value: Any = said if isinstance(said, Money) else said * unit
        whole = isinstance(getattr(terms.fees, part), int)
        changes: dict[str, Any] = {part: round(value) if whole else value}
        return replace(terms, fees=replace(terms.fees, **changes))

    return TermsField(name=name, told_in=told_in, bound=bound, unit=unit, get=get, put=put)


def _of_terms(name: str, told_in: str, part: str, bound: str, unit: float = 1) -> TermsField:
    """A field of the terms themselves, by the name of its part."""

    def get(terms: Terms) -> Any:
        value = getattr(terms, part)
        return value if isinstance(value, Money) else value / unit

    def put(terms: Terms, said: Any) -> Terms:
        changes: dict[str, Any] = {part: said if isinstance(said, Money) else said * unit}
        return replace(terms, **changes)

    return TermsField(name=name, told_in=told_in, bound=bound, unit=unit, get=get, put=put)


def _percent_of(terms: Terms) -> float:
    return terms.commission.basis_points / 100


def _with_percent(terms: Terms, percent: float) -> Terms:
    return replace(terms, commission=Commission(round(percent * 100)))


FIELDS = (
    _of_fees("delivery_base", "money", "delivery_base", "delivery.base_fen"),
    _of_fees("delivery_base_km", "km", "delivery_base_km", "delivery.base_km"),
    _of_fees("delivery_per_km", "money", "delivery_per_km", "delivery.per_km_fen"),
    _of_fees("reach", "minutes", "reach_s", "delivery.reach_minutes", 60),
    _of_fees("wait", "minutes", "wait_s", "delivery.wait_s", 60),
    TermsField(
        name="commission",
        told_in="percent",
        bound="commission",
        unit=0.01,
        get=_percent_of,
        put=_with_percent,
    ),
    _of_terms("pay_per_order", "money", "pay_per_order", "pay.order_fen"),
    _of_terms("pay_per_hour", "money", "pay_per_hour", "pay.hour_fen"),
    _of_terms("answer_within", "minutes", "answer_within_s", "answer_within_s", 60),
    _of_terms("strand_after", "minutes", "strand_after_s", "strand_after_s", 60),
)
_BOUNDS = {one.name: one for one in BOUNDS}


def shown(terms: Terms) -> list[tuple[str, str, str]]:
    """Each field's name, what it is told in, and its value as one types it."""
    told = []
    for field in FIELDS:
        value = field.get(terms)
        told.append(
            (field.name, field.told_in, value.plain() if isinstance(value, Money) else f"{value:g}")
        )
    return told


def changed(terms: Terms, said: Mapping[str, str]) -> Terms | Refused:
    """The terms with what was typed in their fields; the refusal of the first that is no number.

    What was typed as it is shown changes nothing, however it is kept.
    """
    before = {name: typed for name, _, typed in shown(terms)}
    for field in FIELDS:
        typed = said.get(field.name, "").strip()
        if typed == before[field.name]:
            continue
        value = _number(field, typed, terms.currency)
        if isinstance(value, Refused):
            return value
        terms = field.put(terms, value)
    return terms


def _number(field: TermsField, typed: str, currency: str) -> Money | float | Refused:
    """What was typed, within the field's bounds as they are told beside it."""
    bound = _BOUNDS[field.bound]
    if field.told_in == "money":
        money = amount_of(typed, currency)
        if isinstance(money, Refused) or bound.least <= money.fen <= bound.most:
            return money
        return Refused(Invalid(field.name, between(int(bound.least), int(bound.most), currency)))
    try:
        value = float(typed)
    except ValueError:
        return Refused(Invalid(field.name, "decimal"))
    # What reaches far is bounded in minutes already.
    unit = 1 if field.bound.endswith("_minutes") else field.unit
    least, most = bound.least / unit, bound.most / unit
    return value if least <= value <= most else Refused(Invalid(field.name, f"{least:g}…{most:g}"))
