"""One to one: by reference, by amount, by day; what is planted is found, and nothing besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.ledger.months import FIRST, PlantedMonth, name_of
from yeshi.base.money import Money
from yeshi.ledger.reconciliation import BookedEntry, DiscrepancyKind, Matching, match
from yeshi.ledger.stated import StatedEntry, StatedKind

HOUR = timedelta(hours=1)
NIGHT = datetime(2026, 11, 5, 20, tzinfo=UTC)


def booked(name: str, fen: int = 3000, at: datetime = NIGHT, *more: str) -> BookedEntry:
    return BookedEntry(
        id=name, names=(name, *more), amount=Money(fen, "CNY"), at=at, day=at.date()
    )  # fmt: skip


def stated(
    reference: str, fen: int = 3000, at: datetime | None = NIGHT, text: str = "",
    day: date | None = None, kind: StatedKind = StatedKind.CAME,
) -> StatedEntry:  # fmt: skip
    told = day or (at or NIGHT).date()
    return StatedEntry(
        line=2, reference=reference, amount=Money(fen, "CNY"), day=told, at=at, text=text, kind=kind
    )


def found(matching: Matching) -> list[tuple[DiscrepancyKind, str]]:
    return [(one.kind, name_of(one)) for one in matching.findings]


def matched(
    ours: list[BookedEntry], theirs: list[StatedEntry], leeway: timedelta = HOUR
) -> Matching:
    return match(ours, theirs, leeway, lambda one: one.day >= FIRST)


FAULTS = some.lists(
    some.tuples(some.sampled_from(DiscrepancyKind), some.integers(0, 39), some.integers(1, 5000)),
    max_size=40, unique_by=lambda one: one[1],
)  # fmt: skip


@given(FAULTS, some.integers(0, 2**32))
@settings(max_examples=200)
def test_what_is_planted_is_found_and_nothing_besides(
    faults: list[tuple[DiscrepancyKind, int, int]], seed: int
) -> None:
    """Amounts recur, and some of it goes back: only few amounts and days, so that they collide."""
    chance, month = Random(seed), PlantedMonth()
    for number in range(40):
        at = NIGHT + timedelta(days=chance.randrange(4), minutes=chance.randrange(3 * 60))
        fen = chance.choice([1000, 2000, 3000])
        month.pay(f"pay-{number:06d}", at, -fen if number % 5 == 0 else fen)
    for kind, at_place, by in faults:
        month.plant(kind, at_place, by)
    ours, theirs = month.both()
    chance.shuffle(ours)
    chance.shuffle(theirs)
    matching = matched(ours, theirs)
    assert sorted(found(matching)) == sorted(month.planted)
    # In any order the same is found.
    again = matched(sorted(ours, key=lambda one: one.id), theirs[::-1])
    assert again.findings == matching.findings
    assert set(again.matched) == set(matching.matched)


@given(
    some.lists(some.tuples(some.integers(0, 3), some.sampled_from([1, 2]), some.integers(0, 3))),
    some.lists(some.tuples(some.integers(0, 4), some.sampled_from([1, 2]), some.integers(0, 3))),
)
def test_each_is_told_of_once_and_nothing_is_lost(
    ours: list[tuple[int, int, int]], theirs: list[tuple[int, int, int]]
) -> None:  # fmt: skip
    """Also where names come again and again, with other amounts and on other days."""
    mine = [booked(f"name-{n}", fen, NIGHT + timedelta(days=day)) for n, fen, day in ours]
    rows = [
        replace(stated(f"name-{n}" if n < 4 else "", fen, NIGHT + timedelta(days=day)), line=line)
        for line, (n, fen, day) in enumerate(theirs, 2)
    ]
    matching = matched(mine, rows)
    told = [*matching.matched, *((one.booked, one.stated) for one in matching.findings)]
    assert sorted(one.line for _, one in told if one is not None) == [one.line for one in rows]
    assert sum(one is not None for one, _ in told) == len(mine)


def test_a_name_is_known_however_it_is_written_and_wherever_it_stands() -> None:
    ours = [booked("pay-abc", 3000, NIGHT, "pi_1X"), booked("po-defgh", -500)]
    theirs = [stated("PAY_ABC"), stated("NONREF-1", -500, text="EREF+po-defgh SVWZ+")]
    assert not matched(ours, theirs).findings
    assert not matched(ours, [stated("pi_1X"), theirs[1]]).findings


def test_what_came_and_what_went_share_a_name() -> None:
    ours = [booked("pay-abc"), booked("ref-a", -1000, NIGHT, "pay-abc"),
            booked("ref-b", -2000, NIGHT, "pay-abc")]  # fmt: skip
    theirs = [stated("pay-abc"), stated("pay-abc", -2000), stated("pay-abc", -1000)]
    assert not matched(ours, theirs).findings


def test_what_has_no_name_is_matched_by_amount_in_the_order_of_days() -> None:
    ours = [booked("one", 3000, NIGHT), booked("two", 3000, NIGHT + timedelta(days=1))]
    theirs = [stated("", 3000, NIGHT + timedelta(days=1)), stated("", 3000, NIGHT)]
    matching = matched(ours, theirs)
    assert [(mine.id, row.day) for mine, row in matching.matched] == [
        ("one", NIGHT.date()),
        ("two", NIGHT.date() + timedelta(days=1)),
    ]


def test_another_name_is_not_taken_for_ours_though_its_amount_is() -> None:
    matching = matched([booked("pay-abc")], [stated("pi_of_another_shop")])
    assert found(matching) == [
        (DiscrepancyKind.UNKNOWN, "pi_of_another_shop"),
        (DiscrepancyKind.MISSING, "pay-abc"),
    ] or found(matching) == [
        (DiscrepancyKind.MISSING, "pay-abc"),
        (DiscrepancyKind.UNKNOWN, "pi_of_another_shop"),
    ]


@pytest.mark.parametrize(("minutes", "kinds"), [(50, []), (70, [DiscrepancyKind.WRONG_DAY])])
def test_over_midnight_an_hour_is_forgiven(minutes: int, kinds: list[DiscrepancyKind]) -> None:
    late = datetime(2026, 11, 6, 0, 5, tzinfo=UTC)
    row = stated("pay-abc", 3000, late - timedelta(minutes=minutes))
    assert [one.kind for one in matched([booked("pay-abc", at=late)], [row]).findings] == kinds


def test_a_bank_that_tells_days_may_take_some() -> None:
    row = stated("po-defgh", -3000, None, day=date(2026, 11, 9))
    ours = [booked("po-defgh", -3000)]
    assert not matched(ours, [row], timedelta(days=5)).findings
    assert found(matched(ours, [row], timedelta(days=3))) == [
        (DiscrepancyKind.WRONG_DAY, "po-defgh")
    ]


def test_what_is_booked_twice_is_doubled_in_the_books() -> None:
    (one,) = matched([booked("pay-abc"), booked("pay-abc")], [stated("pay-abc")]).findings
    assert one.kind is DiscrepancyKind.DOUBLED
    assert one.booked is not None
    assert one.stated is None


def test_fees_and_moves_are_left_aside_and_other_days_are_not_missed() -> None:
    rows = [stated("", -30, kind=StatedKind.FEE), stated("", -900, kind=StatedKind.MOVED)]
    outside = booked("pay-old", at=NIGHT - timedelta(days=40))
    matching = matched([outside], rows)
    assert not matching.findings
    assert matching.aside == 2


def test_another_currency_is_another_amount() -> None:
    row = replace(stated("pay-abc"), amount=Money(3000, "USD"))
    assert found(matched([booked("pay-abc")], [row])) == [(DiscrepancyKind.WRONG_AMOUNT, "pay-abc")]
