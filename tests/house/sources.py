"""What the rules of the house look at: the modules of `yeshi`, parsed once, and the shrinking lists."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """A file of `yeshi`, its path from the root, and its tree."""

    name: str
    text: str
    tree: ast.Module

    def functions(self) -> Iterator[Function]:
        """Every function that stands at the top of the file or of a class in it."""
        yield from _outer_functions(self.tree)

    def classes(self) -> Iterator[ast.ClassDef]:
        """Every class of the file."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


@cache
def modules() -> tuple[Module, ...]:
    """Every file of `yeshi`, in the order of their paths."""
    found = []
    for path in sorted((ROOT / "yeshi").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(str(path.relative_to(ROOT)), text, ast.parse(text)))
    return tuple(found)


def is_protocol(node: ast.ClassDef) -> bool:
    """Whether the class only says what others must have."""
    bases = (base.value if isinstance(base, ast.Subscript) else base for base in node.bases)
    return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in bases)


def docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    """The docstrings of the tree, as its nodes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


@dataclass(frozen=True, slots=True)
class Shrinking:
    """A rule that is still broken in places: those of `still/NAME.txt`, a list that may only shrink."""

    name: str
    broken: Callable[[], set[str]]
    at_most: int

    @property
    def file(self) -> Path:
        """The list, a line a place."""
        return Path(__file__).parent / "still" / f"{self.name}.txt"

    def listed(self) -> list[str]:
        """The places that are known; none where there is no list."""
        return self.file.read_text(encoding="utf-8").split() if self.file.exists() else []

    def check(self) -> None:
        """Fail on a new place, on a listed place that is mended, and on a list that grew."""
        listed, found = self.listed(), self.broken()
        at = f"tests/house/still/{self.file.name}"
        assert listed == sorted(set(listed)), f"{at} is not in order, or names something twice"
        new, mended = sorted(found - set(listed)), sorted(set(listed) - found)
        assert not new, f"this breaks the rule: {new}"
        assert not mended, f"mended; take it out with `python -m tests.house.shrink`: {mended}"
        assert len(listed) <= self.at_most, f"{at} may only shrink: {len(listed)} > {self.at_most}"

    def shrink(self) -> None:
        """Take out of the list what is mended, and the list away when it is empty."""
        left = [place for place in self.listed() if place in self.broken()]
        if left:
            self.file.write_text("".join(f"{place}\n" for place in left), encoding="utf-8")
        else:
            self.file.unlink(missing_ok=True)


def _outer_functions(node: ast.Module | ast.ClassDef) -> Iterator[Function]:
    for child in node.body:
        if isinstance(child, Function):
            yield child
        elif isinstance(child, ast.ClassDef):
            yield from _outer_functions(child)
