"""What a night with a deal came to, in sentences and rows."""

from __future__ import annotations

from dataclasses import replace

from tests.market.deals import threshold
from tests.records import EVENING
from yeshi.flow.deal_rehearsal import BreakEven, DealMeasure, DealOutcome, DealRehearsal
from yeshi.web.stall.deal_play_said import JOINED, PlaySaid, play_said

SIGNED = ("difference", "span")


def measure(key: str, unit: str, *values: float, clear: bool = True) -> DealMeasure:
    """One of them: before, after, least, most."""
    before, after, least, most = values
    return DealMeasure(
        key=f"stall_{key}", unit=unit, digits=2 if unit == "money" else 1, before=before,
        after=after, least=least, most=most, clear=clear,
    )  # fmt: skip


PLAYED = DealOutcome(
    orders=60, days=7, nights=4, hands=2, taken=6.5,
    measures=(
        measure("orders", "", 9.0, 11.5, 1.0, 4.0),
        measure("sold", "money", 900.0, 1100.0, 80.0, 300.0),
        measure("deals", "money", 0.0, 52.0, 35.0, 80.0),
        measure("kept", "money", 846.0, 816.5, -60.25, 12.0),
        measure("to_door", "min", 31.0, 33.5, 0.5, 4.0),
        measure("late", "%", 10.0, 10.0, 0.0, 0.0, clear=False),
    ),
    even=BreakEven(orders=2.52, least=1.0, most=4.0, usual=9.0),
)  # fmt: skip


def said(outcome: DealOutcome, language: str = "en", more: int = 25) -> PlaySaid:
    """What is told of it."""
    rehearsal = DealRehearsal(
        id="r", merchant="a", asked_at=EVENING, deal=threshold((3000, 500)), more_percent=more,
        errand="e",
    )  # fmt: skip
    found = play_said(rehearsal, outcome, language, "CNY")
    assert found is not None
    return PlaySaid(
        first=found.first.replace(JOINED, ""),
        sentences=tuple(one.replace(JOINED, "") for one in found.sentences),
        rows=tuple(
            replace(one, **{name: getattr(one, name).replace(JOINED, "") for name in SIGNED})
            for one in found.rows
        ),
    )


def other(key: str, **facts: object) -> DealOutcome:
    """The same with one measure otherwise."""
    return replace(
        PLAYED,
        measures=tuple(
            replace(one, **facts) if one.key == f"stall_{key}" else one for one in PLAYED.measures
        ),
    )


def test_what_the_stall_keeps_comes_first_with_its_range() -> None:
    """Then what it costs, how many more came, and what makes up for it."""
    found = said(PLAYED)
    assert found.first == (
        "After the deal and the platform's fee you keep ¥30 less a night than without it"
        " (−¥60 to +¥12)."
    )
    cost, more, even, waits = found.sentences
    assert "take ¥52 more off a night (¥35 to ¥80); 6.5 of 11.5 orders" in cost
    assert "25% more guests" in more
    assert "2.5 more orders a night (1.0 to 4.0)" in more
    assert "2.5 more orders a night (1.0 to 4.0) on top of the 9.0" in even
    assert "28% more" in even
    assert "after 33.5 minutes instead of 31.0" in waits


def test_what_is_more_what_is_the_same_and_what_is_not_clear() -> None:
    """Each in its words."""
    found = said(other("kept", after=900.0, clear=False), more=0)
    assert "you keep ¥54 more a night" in found.first
    assert "may be chance" in found.sentences[0]
    assert not any("more guests" in one for one in found.sentences)
    same = said(other("to_door", clear=False))
    assert "not clearly different" in same.sentences[-1]
    without = said(replace(PLAYED, even=None)).sentences
    assert not any("pays for itself" in one for one in without)
    assert any("no more than your other deals" in one for one in without)
    small = said(other("deals", after=3.2, least=0.0, most=9.5))
    assert "take ¥3.20 more off a night (¥0.00 to ¥9.50)" in small.sentences[0]


def test_rows_say_both_the_difference_and_its_range() -> None:
    """In their units, with signs; nothing in brackets of what is the same on all nights."""
    rows = {one.name: one for one in said(PLAYED).rows}
    kept, late = rows["you keep"], rows["late, %"]
    assert (kept.before, kept.after, kept.difference) == ("¥846", "¥816", "−¥30")
    assert kept.span == " (−¥60 to +¥12)"
    assert (late.before, late.difference, late.span) == ("10.0", "the same", "")
    assert rows["orders"].difference == "+2.5"


def test_in_chinese() -> None:
    """With Chinese signs."""
    found = said(PLAYED, "zh")
    assert found.first.startswith("扣掉优惠和平台费")
    assert found.first.endswith("（−¥60 到 +¥12）。")
    assert [one.name for one in found.rows][:2] == ["您的订单", "优惠前卖出"]


def test_of_what_nobody_had_nothing_is_told() -> None:
    """That is a sentence of its own."""
    rehearsal = DealRehearsal(
        id="r", merchant="a", asked_at=EVENING, deal=threshold((3000, 500)), more_percent=0,
        errand="e",
    )  # fmt: skip
    assert play_said(rehearsal, replace(PLAYED, taken=0.0), "en", "CNY") is None
