"""A telephone number is one that can be called, and is kept with its country's code."""

from __future__ import annotations

import pytest

from yeshi.base.phones import is_region, phone_of, readable
from yeshi.base.refused import Invalid, Refused


@pytest.mark.parametrize(
    ("written", "region", "kept"),
    [
        ("138 0013 8000", "CN", "+8613800138000"),
        ("+86-138-0013-8000", None, "+8613800138000"),
        ("0731 8888 8888", "CN", "+8673188888888"),
        ("030 901820", "DE", "+4930901820"),
        ("+1 (212) 555-2368", "CN", "+12125552368"),
        ("１３８００１３８０００", "CN", "+8613800138000"),
    ],
)
def test_a_number_is_kept_in_one_way_however_it_is_written(
    written: str, region: str | None, kept: str
) -> None:
    """A number without its country's code is one of the region's."""
    assert phone_of(written, region) == kept
    assert phone_of(kept, None) == kept


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("138 0013 8000", None),
        ("12345", "CN"),
        ("call me", "CN"),
        ("+999 138 0013 8000", "CN"),
        ("138 0013 8000 ext. 5", "CN"),
        ("1" * 41, "CN"),
        ("", "CN"),
    ],
)
def test_what_cannot_be_called_is_refused(written: str, region: str | None) -> None:
    """Also where only the country is missing."""
    assert phone_of(written, region) == Refused(Invalid("phone", "phone"))


def test_a_number_is_read_in_groups() -> None:
    """And what is none is shown as it is."""
    assert readable("+8613800138000") == "+86 138 0013 8000"
    assert readable("marked") == "marked"


def test_countries_are_known_by_their_letters() -> None:
    """Which some currencies do not begin with."""
    assert is_region("CN")
    assert not is_region("EU")
