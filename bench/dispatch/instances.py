"""The instances that a benchmark was given."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path

from yeshi.twin.instances import grubhub


def instances(folder: str) -> list[Path]:
    """The folders of instances in `folder`, by name; for an argument of argparse.

    Raises ArgumentTypeError when there is none: argparse tells it, and exits with 2.
    """
    found = sorted(path for path in Path(folder).glob("*") if grubhub.is_instance(path))
    if not found:
        raise ArgumentTypeError(f"no instance in {folder}")
    return found
