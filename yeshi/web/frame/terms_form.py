"""The terms as a form: each field by its name, as it is shown, and what it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
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


def _part(name: str, told_in: str, bound: str, *path: str, unit: float = 1) -> TermsField:
    """The field of a part of the terms, or of their fees, by the names that lead to it."""

    def get(terms: Terms) -> Any:
        value = reduce(getattr, path, terms)
        return value if isinstance(value, Money) else value / unit  # type: ignore[operator]

    def put(terms: Terms, said: Any) -> Terms:
        value: Any = said if isinstance(said, Money) else said * unit
        whole = isinstance(reduce(getattr, path, terms), int)
        changes: dict[str, Any] = {path[-1]: round(value) if whole else value}
        if len(path) == 1:
            return replace(terms, **changes)
        return replace(terms, fees=replace(terms.fees, **changes))

    return TermsField(name=name, told_in=told_in, bound=bound, unit=unit, get=get, put=put)


def _percent_of(terms: Terms) -> float:
    return terms.commission.basis_points / 100


def _with_percent(terms: Terms, percent: float) -> Terms:
    return replace(terms, commission=Commission(round(percent * 100)))


FIELDS = (
    _part("delivery_base", "money", "delivery.base_fen", "fees", "delivery_base"),
    _part("delivery_base_km", "km", "delivery.base_km", "fees", "delivery_base_km"),
    _part("delivery_per_km", "money", "delivery.per_km_fen", "fees", "delivery_per_km"),
    _part("reach", "minutes", "delivery.reach_minutes", "fees", "reach_s", unit=60),
    _part("wait", "minutes", "delivery.wait_s", "fees", "wait_s", unit=60),
    TermsField(
        name="commission", told_in="percent", bound="commission", unit=0.01,
        get=_percent_of, put=_with_percent,
    ),
    _part("pay_per_order", "money", "pay.order_fen", "pay_per_order"),
    _part("pay_per_hour", "money", "pay.hour_fen", "pay_per_hour"),
    _part("cash_open", "orders", "cash.open_max", "cash_open_max"),
    TermsField(
        name="cash_most", told_in="money", bound="cash.most_fen", unit=1,
        get=lambda terms: terms.cash_limit,
        put=lambda terms, most: replace(terms, cash_most=most),
    ),
    _part("answer_within", "minutes", "answer_within_s", "answer_within_s", unit=60),
    _part("strand_after", "minutes", "strand_after_s", "strand_after_s", unit=60),
)  # fmt: skip
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
