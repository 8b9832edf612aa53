"""Kept machine code is used again, and never after a change of what it was made of."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import yeshi.dispatch

PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from kernels.outer import outer
print(outer(1.0), outer.stats.cache_hits)
"""


def _run(folder: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_a_change_in_a_called_kernel_is_seen_by_its_callers(tmp_path: Path) -> None:
    """Numba alone would go on with the machine code of before."""
    room = tmp_path / "kernels"
    room.mkdir()
    (room / "__init__.py").touch()
    shutil.copy(Path(yeshi.dispatch.__file__).with_name("kernel.py"), room)
    head = "from kernels.kernel import kernel\n"
    inner = head + "@kernel\ndef inner(x: float) -> float:\n    return x + {}\n"
    (room / "inner.py").write_text(inner.format("1.0"))
    (room / "outer.py").write_text(
        head + "from kernels.inner import inner\n"
        "@kernel\ndef outer(x: float) -> float:\n    return inner(x)\n"
    )
    assert _run(tmp_path)[0] == "2.0"
    assert "{" in _run(tmp_path)[1], "nothing was kept"
    assert _run(tmp_path)[0] == "2.0"
    (room / "inner.py").write_text(inner.format("2.0"))
    assert _run(tmp_path)[0] == "3.0"
