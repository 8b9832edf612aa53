"""What was read from a shock, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from yeshi.base.errors import InputError
from yeshi.observatory.recovery.breaks import Break
from yeshi.observatory.recovery.curve import Curve
from yeshi.observatory.recovery.online import Online
from yeshi.observatory.recovery.trade import Trade
from yeshi.observatory.recovery.wording import found


def write_recovery(
    path: Path, trade: Trade, proposed: Sequence[Break], curves: Mapping[str, Curve],
    refused: Mapping[str, str], of: Online,
) -> None:  # fmt: skip
    """Periods, breaks, curves and the effect of going online, with its sentences, into one file.

    Periods are numbered from 0 in the order of `periods`. InputError when it cannot be written.
    """
    told = {
        "periods": [day.isoformat() for day in trade.periods],
        "breaks": [asdict(one) for one in proposed],
        "curves": {name: asdict(one) for name, one in curves.items()},
        "refused": dict(refused),
        "online": asdict(of),
        "found": {language: found(of, language) for language in ("zh", "en")},
    }
    try:
        text = json.dumps(told, ensure_ascii=False, indent=1, default=_plain)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as fault:
        raise InputError(f"{path}: cannot be written: {fault.strerror}") from None


def _plain(value: Any) -> Any:
    """NumPy's own kinds as JSON has them."""
    return value.tolist() if isinstance(value, np.ndarray | np.generic) else str(value)
