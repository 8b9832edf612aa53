"""The nights that are done, kept as they are: a comparison can be stopped and gone on with."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from yeshi.base.errors import InputError
from yeshi.twin.rehearsal.outcome import MEASURES, Values

NAME = "nights.jsonl"


@dataclass(slots=True)
class Journal:
    """Outcomes by scenario (the digest of its text), code version and seed; one line a night."""

    path: Path
    version: str
    done: dict[tuple[str, int], Values] = field(default_factory=dict)

    def keep(self, digest: str, seed: int, values: Values) -> None:
        """Write the night down; a line half-written by a stop is passed over when it is read."""
        self.done[digest, seed] = values
        line = {"version": self.version, "scenario": digest, "seed": seed, "values": values}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def open_journal(folder: Path, version: str) -> Journal:
    """The journal in the folder, made if need be; nights of other versions do not count."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / NAME
        path.touch()
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError(f"{folder}: cannot be written to: {fault}") from None
    journal = Journal(path, version)
    keys = {measure.key for measure in MEASURES}
    for line in text.splitlines():
        try:
            told = json.loads(line)
            if told["version"] == version and set(told["values"]) == keys:
                values = {key: float(value) for key, value in told["values"].items()}
                journal.done[str(told["scenario"]), int(told["seed"])] = values
        except (ValueError, KeyError, TypeError):
            continue
    if text and not text.endswith("\n"):
        with path.open("a", encoding="utf-8") as file:
            file.write("\n")
    return journal
