"""An address as a picture that a camera reads."""

from __future__ import annotations

from yeshi.web.frame.qr_codes import drawn


def test_a_code_is_a_picture_without_the_text_in_it() -> None:
    """Nothing of what somebody wrote stands in the page."""
    found = drawn("https://market.example.org/together/<gr>")
    assert found.startswith("<svg")
    assert "together" not in found
