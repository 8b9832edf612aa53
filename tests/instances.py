"""Instances in the published format, made from a seed."""

from __future__ import annotations

from pathlib import Path
from random import Random

HEADERS = {
    "restaurants.txt": "restaurant\tx\ty",
    "orders.txt": "order\tx\ty\tplacement_time\trestaurant\tready_time",
    "couriers.txt": "courier\tx\ty\ton_time\toff_time",
    "instance_parameters.txt": "meters_per_minute\tpickup service minutes\tdropoff service minutes"
    "\ttarget click-to-door\tmaximum click-to-door\tpay per order\tguaranteed pay per hour",
}


def write_table(folder: Path, name: str, rows: list[tuple[object, ...]]) -> None:
    """Write one table of an instance."""
    lines = [HEADERS[name], *("\t".join(map(str, row)) for row in rows)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def small_instance(folder: Path, seed: int, orders: int = 40, couriers: int = 6) -> Path:
    """A night of two hours in a town of five restaurants; its folder."""
    chance = Random(seed)
    folder = folder / f"small{seed}"

    def place() -> tuple[int, int]:
        return chance.randint(0, 4000), chance.randint(0, 4000)

    write_table(folder, "restaurants.txt", [(f"r{n}", *place()) for n in range(1, 6)])
    rows: list[tuple[object, ...]] = []
    for number in range(1, orders + 1):
        placed = chance.randint(600, 720)
        ready = placed + chance.randint(5, 25)
        rows.append((f"o{number}", *place(), placed, f"r{chance.randint(1, 5)}", ready))
    write_table(folder, "orders.txt", rows)
    write_table(
        folder,
        "couriers.txt",
        [(f"c{n}", *place(), 590 + 10 * (n % 4), 700 + 20 * n) for n in range(1, couriers + 1)],
    )
    write_table(folder, "instance_parameters.txt", [(320, 4, 4, 40, 90, 10, 15)])
    return folder
