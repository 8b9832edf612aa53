"""Words of the data and titles of axes, in both languages."""

from __future__ import annotations

from yeshi.web.city.chart_parts import axis, word


def test_words_of_the_data_are_said_and_others_kept() -> None:
    """Also of a kind and a name."""
    assert (word("zh", "sector: snacks"), word("en", "sector: snacks")) == (
        "行业：小吃", "sector: snacks"
    )  # fmt: skip
    assert word("en", "first_job") == "first job"
    assert word("en", "nothing-of-ours") == "nothing-of-ours"


def test_an_axis_has_its_title() -> None:
    """And whatever else is said of it."""
    assert axis("en", "orders", format="d") == {"title": "orders", "format": "d"}
