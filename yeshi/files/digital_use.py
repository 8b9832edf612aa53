"""How digital use is scored: the framework in `digital-use.toml`, named by version and digest."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from yeshi.files.index import read_framework
from yeshi.observatory.scoring import Scoring

DIGITAL_USE = Path(__file__).parent / "digital-use.toml"


def read_scoring(path: Path = DIGITAL_USE) -> Scoring:
    """The scoring of that file; InputError names the line of a fault.

    Its method is the file's version with a digest of the file: a changed file is another method.
    """
    framework, _ = read_framework(path)
    digest = blake2b(path.read_bytes(), digest_size=4).hexdigest()
    return Scoring(framework, f"{framework.version}-{digest}")
