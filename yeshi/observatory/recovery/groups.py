"""A curve for each group: all, online and offline, and every group that the data name."""

from __future__ import annotations

import numpy as np

from yeshi.base.errors import TooFew
from yeshi.observatory.recovery.curve import Curve, curve
from yeshi.observatory.recovery.trade import NEVER, Flags, Trade


def curves(trade: Trade, shock: int) -> tuple[dict[str, Curve], dict[str, TooFew]]:
    """By name of the group its curve; and, for those of whom the data say too little, why."""
    found: dict[str, Curve] = {}
    refused: dict[str, TooFew] = {}
    for name, chosen in _groups(trade, shock).items():
        try:
            found[name] = curve(trade.values[chosen], shock)
        except TooFew as too_few:
            refused[name] = too_few
    return found, refused


def _groups(trade: Trade, shock: int) -> dict[str, Flags]:
    before = (trade.online != NEVER) & (trade.online < shock)
    groups = {
        "all": np.ones(len(trade.businesses), np.bool_),
        "online before": before,
        "went online": trade.online >= shock,
        "never online": trade.online == NEVER,
    }
    for kind, of in trade.groups.items():
        for name in dict.fromkeys(of):
            groups[f"{kind}: {name}"] = np.array([one == name for one in of])
    return groups
