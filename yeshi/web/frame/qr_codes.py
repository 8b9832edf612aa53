"""Codes on pages: an address as a picture that a camera reads."""

from __future__ import annotations

import segno
from markupsafe import Markup


def drawn(address: str) -> Markup:
    """The QR code of an address as a picture of its own, without any style in it."""
    code = segno.make_qr(address, error="m")
    # Segno writes numbers and names of ours alone; the text itself is in the dots.
    return Markup(code.svg_inline(omitsize=True, border=4, svgclass="qr", lineclass=None))
