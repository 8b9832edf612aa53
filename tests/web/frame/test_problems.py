"""Refusals as sentences: beside a field, above a form, and for programs."""

from __future__ import annotations

import pytest

from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.market.kitchen import MerchantClosed
from yeshi.orders.wished import NotBegunYet
from yeshi.web.frame.amounts import NotAnAmount
from yeshi.web.frame.problems import beside_field, for_page, here, sentence

LETTERS = Invalid("text", "1…60")


@pytest.mark.parametrize(
    ("reason", "language", "said"),
    [
        (LETTERS, "en", "It must have 1 to 60 letters."),
        (LETTERS, "zh", "须有 1 到 60 个字。"),
        # What has no words of its own says of what it is.
        (Invalid("name", "odd"), "en", "The name cannot be used: odd."),
        (NotAnAmount("much", "12.00"), "en", "“much” is no amount here. Write one such as 12.00."),
        (NotAnAmount("很多", "12.00"), "zh", "“很多”不是这里的金额，请写成 12.00 这样。"),
    ],
)
def test_beside_a_field_its_label_names_it(reason: Reason, language: str, said: str) -> None:
    """What was typed is quoted as it was typed."""
    assert beside_field(Refused(reason), language) == said


def test_elsewhere_it_is_named() -> None:
    """On a page as a sentence begins; for programs as it is."""
    refused = Refused(Invalid("name", "1…60"))
    assert for_page(refused, "en") == "The name cannot be used: it must have 1 to 60 letters."
    assert sentence(refused, "en").startswith("the name cannot")


def test_a_name_at_the_beginning_stays_as_it_is_written() -> None:
    """A stall is called what its owner calls it."""
    refused = Refused(MerchantClosed("iced tea & co", "2026-11-24T17:30:00+08:00"))
    assert for_page(refused, "en").startswith("iced tea & co is closed")


def test_a_moment_of_another_day_has_its_day() -> None:
    """By the clocks of the city, as it was told."""
    refused = Refused(NotBegunYet("2026-11-25T01:30:00+08:00"))
    assert sentence(refused, "en").endswith("it is begun on 2026-11-25 01:30.")


def test_a_fault_that_reading_finds_is_a_sentence() -> None:
    """As it is worded."""
    assert here("it is missing", "en") == "It is missing."
