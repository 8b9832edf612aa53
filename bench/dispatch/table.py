"""The peers side by side, in all and by class and seed, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bench.dispatch.harness import Row

HEAD = (
    "delivered", "undelivered", "click-to-door", "p50", "p90", "gap to bound", "overage",
    "ready-to-pickup", "cost an order", "orders an hour", "utilisation", "decision p50, ms",
    "max, ms", "infeasible",
)  # fmt: skip
# Places of the name `0o100t100s1p100`: where each class stands in it.
CLASSES: dict[str, Callable[[str], str]] = {
    "seed": lambda name: name[0],
    "orders": lambda name: name[1 : name.index("t")],
    "travel": lambda name: name[name.index("t") : name.index("s")],
    "shifts": lambda name: name[name.index("s") : name.index("p")],
    "preparation": lambda name: name[name.index("p") :],
}


def tables(rows: Sequence[Row], peers: Sequence[str]) -> str:
    """Each peer's figures over all nights, the gap to the bound by class, all figures by class."""
    nights = len({row.measures.name for row in rows})
    lines = [f"{nights} nights; means over nights; minutes unless said.", ""]
    lines += _head(["peer"])
    lines += [_line([peer, *_summary(_of(rows, peer))]) for peer in peers]
    for title, level in CLASSES.items():
        levels = sorted({level(row.measures.name) for row in rows})
        lines += ["", f"Mean gap to the trivial bound by {title} (undelivered):", ""]
        lines += [_line(["peer", *levels]), _line(["---", *["---:"] * len(levels)])]
        for peer in peers:
            lines.append(_line([peer, *[_gap(_of(rows, peer, level, one)) for one in levels]]))
    for title, level in CLASSES.items():
        lines += ["", f"By {title}:", "", *_head([title, "peer"])]
        for one in sorted({level(row.measures.name) for row in rows}):
            for peer in peers:
                lines.append(_line([one, peer, *_summary(_of(rows, peer, level, one))]))
    return "\n".join(lines)


def _of(
    rows: Sequence[Row], peer: str, level: Callable[[str], str] | None = None, one: str = ""
) -> list[Row]:
    """The peer's rows, of one level of a class if asked for."""
    return [
        row
        for row in rows
        if row.peer == peer and (level is None or level(row.measures.name) == one)
    ]


def _head(names: Sequence[str]) -> list[str]:
    return [_line([*names, *HEAD]), _line([*["---"] * len(names), *["---:"] * len(HEAD)])]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _gap(rows: Sequence[Row]) -> str:
    gap = np.mean([row.measures.gap for row in rows])
    return f"{gap:.2f} ({sum(row.undelivered for row in rows)})"


def _summary(rows: Sequence[Row]) -> list[str]:
    def mean(name: str, of: str = "mean") -> float:
        return float(np.mean([getattr(row.measures.spreads[name], of) for row in rows]))

    return [
        str(sum(row.measures.delivered for row in rows)),
        str(sum(row.undelivered for row in rows)),
        f"{mean('click_to_door'):.2f}",
        f"{mean('click_to_door', 'median'):.1f}",
        f"{mean('click_to_door', 'p90'):.1f}",
        f"{np.mean([row.measures.gap for row in rows]):.2f}",
        f"{mean('click_to_door_overage'):.2f}",
        f"{mean('ready_to_pickup'):.2f}",
        f"{np.mean([row.measures.compensation_per_order_fen for row in rows]) / 100:.2f}",
        f"{mean('orders_per_courier_hour'):.2f}",
        f"{mean('courier_utilisation'):.0%}",
        f"{1000 * float(np.median([row.decision_s[0] for row in rows])):.2f}",
        f"{1000 * max(row.decision_s[1] for row in rows):.0f}",
        str(sum(row.breaches > 0 for row in rows)),
    ]
