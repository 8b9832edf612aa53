"""Our ids as Alipay takes them, which allows letters, digits and underscores alone."""

from __future__ import annotations

import re

from yeshi.base.errors import PaymentRefused

_OURS = re.compile(r"[A-Za-z0-9-]{1,64}")
_THEIRS = re.compile(r"[A-Za-z0-9_]{1,64}")


def named(id_: str) -> str:
    """The id as it is told to Alipay; PaymentRefused for one that could not be told from others."""
    if not _OURS.fullmatch(id_):
        raise PaymentRefused(f"Alipay takes no id such as {id_!r}")
    return id_.replace("-", "_")


def unnamed(told: object) -> str | None:
    """Our id that Alipay tells so; None for what cannot be ours."""
    return told.replace("_", "-") if isinstance(told, str) and _THEIRS.fullmatch(told) else None
