"""Money is divided into units by its currency, never by a hundred."""

from __future__ import annotations

import ast

from tests.house.sources import modules

SCALES = {100}


def by_a_hundred() -> list[str]:
    """Where something named after fen is multiplied or divided by a hundred."""
    return [
        f"{module.name}:{node.lineno}"
        for module in modules()
        if module.name.startswith("yeshi/") and module.name != "yeshi/base/money.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.FloorDiv)
        and any(isinstance(side, ast.Constant) and side.value in SCALES
                for side in (node.left, node.right))
        and "fen" in ast.unparse(node).lower()
    ]  # fmt: skip


def test_no_fen_is_divided_by_a_hundred() -> None:
    """A yen has no parts and a dinar a thousand: `unit_fen` knows, and `Money.units`."""
    assert by_a_hundred() == []
