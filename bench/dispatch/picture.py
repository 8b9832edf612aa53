"""The peers in one picture: how much later than a waiting courier each brings the food."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bench.dispatch.harness import Row

WIDTH, LEFT, ROW, HEAD = 760, 150, 34, 64
WORDS = {
    "nearest": "nearest courier",
    "reyes": "Reyes et al. 2018",
    "reyes-1min": "… each minute",
    "vroom": "VROOM",
    "ortools": "OR-Tools",
    "yeshi": "Yeshi",
}


def draw(rows: Sequence[Row], peers: Sequence[str]) -> str:
    """An SVG: a dot a night, a bar for the mean, by peer."""
    found = {p: [row.measures.gap for row in rows if row.peer == p] for p in peers}
    left_out = {p: sum(row.undelivered for row in rows if row.peer == p) for p in peers}
    most = max(float(np.quantile(gaps, 0.95)) for gaps in found.values())
    scale = (WIDTH - LEFT - 150) / most
    height = HEAD + ROW * len(peers) + 30
    nights = len(rows) // len(peers)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        'font-family="system-ui, sans-serif" font-size="14" fill="#24292f">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        '<text x="16" y="26" font-size="17" font-weight="600">'
        "Minutes later than if a courier were always waiting</text>",
        f'<text x="16" y="46" fill="#57606a">mean of {nights} public nights (a dot each); '
        "orders left undelivered on the right</text>",
    ]
    for at, peer in enumerate(peers):
        middle = HEAD + ROW * at + ROW / 2
        mean = float(np.mean(found[peer]))
        colour = "#c2410c" if peer == "yeshi" else "#94a3b8"
        name = WORDS.get(peer, peer)
        parts.append(f'<text x="{LEFT - 10}" y="{middle + 5}" text-anchor="end">{name}</text>')
        parts.append(
            f'<rect x="{LEFT}" y="{middle - 9}" width="{min(most, mean) * scale:.1f}" height="18" '
            f'fill="{colour}" opacity="0.75"/>'
        )
        parts += [
            f'<circle cx="{LEFT + min(most, gap) * scale:.1f}" cy="{middle}" r="2.4" '
            'fill="#24292f" opacity="0.45"/>'
            for gap in found[peer]
        ]
        parts.append(
            f'<text x="{WIDTH - 16}" y="{middle + 5}" text-anchor="end">'
            f"{mean:.2f} min · {left_out[peer]}</text>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"
