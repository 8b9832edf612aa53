"""What is known against the libraries of the lock files: python -m tools.audit.

`pip-audit` asks a service for each pinned version. Where none answers, or knows none of the
libraries, that is said and is no failure: an index that carries no advisories has none to give.
Found advisories are told with what mends them, and end with status 1.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / ".venv" / "audit" / "bin" / "pip-audit"
# Asked one after the other, until one answers.
SERVICES = ("osv", "pypi")
PATIENCE_S = 300


@dataclass(frozen=True, slots=True)
class Audited:
    """Of a lock file: how many libraries were looked up, how many of them the service knew."""

    asked: int
    known: int
    advisories: tuple[str, ...]


def audited(report: dict[str, Any]) -> Audited:
    """What a report of pip-audit says."""
    libraries = report["dependencies"]
    known = [one for one in libraries if "skip_reason" not in one]
    found = [
        f"{one['name']} {one['version']}: {advisory['id']}, {_mended(advisory)}"
        for one in known
        for advisory in one["vulns"]
    ]
    return Audited(len(libraries), len(known), tuple(found))


def told(lock: str, result: Audited | None) -> str:
    """One sentence on a lock file, then a line an advisory; None: no service answered."""
    if result is None or not result.known:
        return f"{lock}: not audited, as no service that is reached knows its libraries"
    unknown = result.asked - result.known
    whole = f"{lock}: {result.known} libraries audited"
    whole += f", {unknown} unknown to the service" if unknown else ""
    advisories = len(result.advisories)
    return "\n  ".join((f"{whole}, {advisories} advisories", *result.advisories))


def _mended(advisory: dict[str, Any]) -> str:
    mended = advisory.get("fix_versions") or ()
    return f"mended in {', '.join(mended)}" if mended else "not mended yet"


def _audit(lock: Path) -> Audited | None:
    """What the first service that knows anything says of the file; None where none answers."""
    for service in SERVICES:
        asked = [
            str(PROGRAM), "--no-deps", "--disable-pip", "--progress-spinner", "off",
            "--timeout", "10", "--format", "json", "--vulnerability-service", service,
            "--requirement", str(lock),
        ]  # fmt: skip
        try:
            done = subprocess.run(asked, capture_output=True, text=True, timeout=PATIENCE_S)
            result = audited(json.loads(done.stdout))
        except (subprocess.TimeoutExpired, ValueError):
            continue
        if result.known:
            return result
    return None


def main() -> int:
    """Audit each lock file; 1 where anything is known against a library."""
    results = {lock.name: _audit(lock) for lock in sorted(ROOT.glob("requirements*.lock"))}
    for name, result in results.items():
        print(told(name, result))
    return int(any(result and result.advisories for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
