"""The terms as a form: each field by its name, as it is shown, and what it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from yeshi.base.money import Money, between
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.city.bounds import BOUNDS
from yeshi.flow.terms import Terms
from yeshi.market.facts import Fact
from yeshi.orders.sharing import Commission
from yeshi.payments.rules import WEEK
from yeshi.web.frame.amounts import amount_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsField:
    """A field: its name, what it is told in (money, km, percent, minutes), and its two ways.

    `bound`: the name of its bounds in what is kept, none of what is yes or no (`switch`); `unit`:
    how many of what is kept are one of what is told. `part`: by which name the record has it.
    """

    name: str
    told_in: str
    part: str
    bound: str
    unit: float
    get: Callable[[Terms], Any]
    put: Callable[[Terms, Any], Terms]


def _part(name: str, told_in: str, bound: str, *path: str, unit: float = 1) -> TermsField:
    """The field of a part of the terms, or of a part of it, by the names that lead to it."""

    def get(terms: Terms) -> Any:
        value: Any = reduce(getattr, path, terms)
        return value if isinstance(value, Money | bool) else value / unit

    def put(terms: Terms, said: Any) -> Terms:
        value: Any = said if isinstance(said, Money | bool) else said * unit
        held: Any = reduce(getattr, path, terms)
        whole = isinstance(held, int) and not isinstance(held, bool)
        changes: dict[str, Any] = {path[-1]: round(value) if whole else value}
        if len(path) == 1:
            return replace(terms, **changes)
        return replace(terms, **{path[0]: replace(getattr(terms, path[0]), **changes)})

    return TermsField(
        name=name, told_in=told_in, part=".".join(path), bound=bound, unit=unit, get=get, put=put
    )


def _percent_of(terms: Terms) -> float:
    return terms.commission.basis_points / 100


def _with_percent(terms: Terms, percent: float) -> Terms:
    return replace(terms, commission=Commission(round(percent * 100)))


def _asked(fact: Fact) -> TermsField:
    """Whether stalls have to show that."""

    def put(terms: Terms, asked: bool) -> Terms:
        kept = tuple(one for one in Fact if (asked if one is fact else one in terms.facts.asked))
        return replace(terms, facts=replace(terms.facts, asked=kept))

    return TermsField(
        name=f"asks_{fact}", told_in="switch", part="facts.asked", bound="", unit=1,
        get=lambda terms: fact in terms.facts.asked, put=put,
    )  # fmt: skip


def _paid_on(day: int) -> TermsField:
    """Whether is paid out on that day of the week; Monday is 0."""

    def put(terms: Terms, paid: bool) -> Terms:
        kept = tuple(one for one in range(WEEK) if (paid if one == day else terms.payouts.has(one)))
        return replace(terms, payouts=replace(terms.payouts, days=kept))

    return TermsField(
        name=f"paid_on_{day}", told_in="switch", part="payouts.days", bound="", unit=1,
        get=lambda terms: terms.payouts.has(day), put=put,
    )  # fmt: skip


FIELDS = (
    _part("delivery_base", "money", "delivery.base_fen", "fees", "delivery_base"),
    _part("delivery_base_km", "km", "delivery.base_km", "fees", "delivery_base_km"),
    _part("delivery_per_km", "money", "delivery.per_km_fen", "fees", "delivery_per_km"),
    _part("reach", "minutes", "delivery.reach_minutes", "fees", "reach_s", unit=60),
    _part("wait", "minutes", "delivery.wait_s", "fees", "wait_s", unit=60),
    TermsField(
        name="commission", told_in="percent", part="commission.basis_points", bound="commission",
        unit=0.01,
        get=_percent_of, put=_with_percent,
    ),
    TermsField(
        name="promise_kept", told_in="percent", part="promise_kept", bound="promise_kept",
        unit=0.01,
        get=lambda terms: terms.promise_kept * 100,
        put=lambda terms, percent: replace(terms, promise_kept=round(percent / 100, 4)),
    ),
    _part("pay_per_order", "money", "pay.order_fen", "pay_per_order"),
    _part("pay_per_hour", "money", "pay.hour_fen", "pay_per_hour"),
    _part("cash_open", "orders", "cash.open_max", "cash_open_max"),
    TermsField(
        name="cash_most", told_in="money", part="cash_most", bound="cash.most_fen", unit=1,
        get=lambda terms: terms.cash_limit,
        put=lambda terms, most: replace(terms, cash_most=most),
    ),
    _part("answer_within", "minutes", "answer_within_s", "answer_within_s", unit=60),
    _part("strand_after", "minutes", "strand_after_s", "strand_after_s", unit=60),
    _part("complaint_within", "minutes", "complaint_within_s", "complaint_within_s", unit=60),
)  # fmt: skip
# How dispatch decides, as far as it is a choice that an owner makes; all else is usual.
DISPATCH_FIELDS = (
    _part("bundling", "switch", "", "policy", "bundling"),
    _part("ride_most", "minutes", "policy.ride_s_max", "policy", "ride_s_max", unit=60),
    _part("turn", "seconds", "policy.fairness_s", "policy", "fairness_s"),
    _part("sent_ahead", "switch", "", "policy", "prepositioning"),
    _part("late_choice", "switch", "", "policy", "updates"),
)
# What stalls have to show before they take orders, and after how long it is looked at again.
FACT_FIELDS = (
    *(_asked(fact) for fact in Fact),
    _part("checked_days", "days", "facts.checked_days", "facts", "checked_days"),
)
# When what is owed is paid out.
PAYOUT_FIELDS = (
    *(_paid_on(day) for day in range(WEEK)),
    TermsField(
        name="least_paid", told_in="money", part="payouts.least", bound="payouts.least_fen", unit=1,
        get=lambda terms: terms.payouts.least or Money(0, terms.currency),
        put=lambda terms, least: replace(
            terms, payouts=replace(terms.payouts, least=least if least.fen else None)
        ),
    ),
    _part("arrives_days", "days", "payouts.arrives_days", "payouts", "arrives_days"),
)  # fmt: skip
EVERY_FIELD = (*FIELDS, *DISPATCH_FIELDS, *FACT_FIELDS, *PAYOUT_FIELDS)
YES, NO = "yes", "no"
_BOUNDS = {one.name: one for one in BOUNDS}


def shown(terms: Terms, fields: Sequence[TermsField] = FIELDS) -> list[tuple[str, str, str]]:
    """Each field's name, what it is told in, and its value as one types it."""
    return [(field.name, field.told_in, _typed(field.get(terms))) for field in fields]


def changed(
    terms: Terms, said: Mapping[str, str], fields: Sequence[TermsField] = FIELDS
) -> Terms | Refused:
    """The terms with what was typed in these fields; the refusal of the first that is none.

    What was typed as it is shown changes nothing, however it is kept.
    """
    for field in fields:
        typed = said.get(field.name, "").strip()
        if typed == _typed(field.get(terms)):
            continue
        value = _read(field, typed, terms.currency)
        if isinstance(value, Refused):
            return value
        terms = field.put(terms, value)
    return terms


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return value.plain() if isinstance(value, Money) else f"{value:g}"


def _read(field: TermsField, typed: str, currency: str) -> Money | float | Refused:
    """What was typed, within the field's bounds as they are told beside it."""
    if field.told_in == "switch":
        return typed == YES if typed in (YES, NO) else Refused(Invalid(field.name, "choice"))
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
