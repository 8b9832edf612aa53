"""A refusal has a code and facts, and comes back from them."""

from __future__ import annotations

import pytest

from yeshi.base.refused import Invalid, KeyReused, Reason, Unknown, every_reason, reason_of


@pytest.mark.parametrize(
    ("reason", "code", "facts"),
    [
        (Unknown("item", "zz"), "unknown", {"what": "item", "id": "zz"}),
        (KeyReused("place"), "key_reused", {"command": "place"}),
        (Invalid("quantity", "1…50"), "invalid", {"field": "quantity", "fault": "1…50"}),
    ],
)
def test_a_reason_is_kept_by_its_code_and_facts(
    reason: Reason, code: str, facts: dict[str, object]
) -> None:
    """And read again as it was."""
    assert (reason.code(), reason.facts()) == (code, facts)
    assert reason_of(code, facts) == reason


def test_a_code_that_no_room_defines_is_none() -> None:
    """It is not taken for another."""
    with pytest.raises(KeyError):
        reason_of("never_heard_of", {})


def test_no_two_reasons_have_one_code() -> None:
    """So that a client may go by it."""
    codes = [reason.code() for reason in every_reason()]
    assert len(codes) == len(set(codes))
