"""Templates and style sheets: short lines, no styles in pages, no rules of business, nothing idle."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
import tinycss2

ROOT = Path(__file__).parents[2]
WEB = ROOT / "yeshi" / "web"
TEMPLATES = sorted(WEB.rglob("*.html"))
SHEETS = sorted(path for path in WEB.rglob("*.css") if "vendor" not in path.parts)
# Sheets of values: at night, by day, on paper.
VALUES = ("tokens.css", "daylight.css", "paper.css")
SCRIPTS = sorted(path for path in WEB.rglob("*.js") if "vendor" not in path.parts)
WIDTH_MAX, LINES_MAX = 120, 300
# What decides how business goes stands below the pages: these would decide it in one.
RULES = re.compile(
    r"\.(state|kind|step)\s*(==|!=|in\b|not in\b)|\b(selectattr|rejectattr|sum)\b"
    r"|total_seconds|timedelta|\.fen\b|\bnow\s*[<>]|[<>]=?\s*now\b|\.has\("
)
MACRO = re.compile(r"{%-?\s*macro\s+(\w+)\(")
CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
# Marks on a map are named by their kind, and a map's own parts by its library.
OF_MAPS = re.compile(r"^(mark|maplibregl)|^(courier|idle|late|door|counter|trade|visible)$")

each_template = pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB))
)
each_sheet = pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.relative_to(WEB)))


def text_of(paths: list[Path]) -> str:
    """All that stands in them."""
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def expressions(text: str) -> str:
    """What a template computes: inside its braces, without its comments and its texts."""
    text = re.sub(r"{#.*?#}|'[^'\n]*'", "", text, flags=re.DOTALL)
    return "\n".join(re.findall(r"{{.*?}}|{%.*?%}", text, flags=re.DOTALL))


@each_template
def test_a_template_can_be_read(path: Path) -> None:
    """At most 300 lines of at most 120 characters."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LINES_MAX
    assert [line for line in lines if len(line) > WIDTH_MAX] == []


@each_template
def test_no_style_and_no_script_stands_in_a_page(path: Path) -> None:
    """Styles are in style sheets, scripts in files of their own."""
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*\"|javascript:", text) == []
    assert re.findall(r"<script[^>]*>[^<]", text) == []


@each_template
def test_a_template_decides_no_business(path: Path) -> None:
    """It is given piles already sorted, states already named, amounts already reckoned."""
    assert RULES.findall(expressions(path.read_text(encoding="utf-8"))) == []


def test_every_macro_is_used() -> None:
    """By its name, somewhere but where it is made."""
    text = text_of(TEMPLATES)
    idle = [name for name in MACRO.findall(text) if len(re.findall(rf"\b{name}\(", text)) < 2]
    assert idle == []


def test_what_is_imported_is_used() -> None:
    """Each name that a template takes from another."""
    idle = []
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        for names in re.findall(r"{%-?\s*from\s+\S+\s+import\s+([\w, ]+?)\s+with context", text):
            idle += [
                (path.name, name)
                for name in names.split(", ")
                if len(re.findall(rf"\b{name}\(", text)) < 1
            ]
    assert idle == []


@each_sheet
def test_a_style_sheet_can_be_read(path: Path) -> None:
    """At most 300 lines of at most 120 characters, without a fault, no selector twice."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES_MAX
    assert [line for line in text.splitlines() if len(line) > WIDTH_MAX] == []
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    assert [rule.message for rule in rules if rule.type == "error"] == []
    selectors = [
        tinycss2.serialize(rule.prelude).strip() for rule in rules if rule.type == "qualified-rule"
    ]
    assert [one for one in set(selectors) if selectors.count(one) > 1] == []
    for rule in rules:
        if rule.type == "qualified-rule":
            declared = tinycss2.parse_declaration_list(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            assert [one for one in declared if one.type == "error"] == []
            names = [one.name for one in declared]
            assert len(names) == len(set(names)), selectors


@each_sheet
def test_colours_are_tokens(path: Path) -> None:
    """Only the tokens, and what they are by day and on paper, write a colour out."""
    if path.name not in VALUES:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", text) == []


def test_every_token_is_used_and_every_value_is_one() -> None:
    """Custom properties are made in the tokens and used in a sheet, or by a script that draws."""
    text = text_of(SHEETS)
    made = set(re.findall(r"^\s*(--[\w-]+)\s*:", text, flags=re.MULTILINE))
    drawn = {f"--{name}" for name in re.findall(r'"([a-z][\w-]*)"', text_of(SCRIPTS))}
    used = set(re.findall(r"var\((--[\w-]+)\)", text))
    assert used <= made <= used | drawn


def test_no_template_lets_a_text_through_as_it_is() -> None:
    """All that is said is escaped; nothing inline is on a page, as none of it would be carried out."""
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false|\s(style|on[a-z]+)=", text), path
        assert not re.search(r"<style|<script(?![^>]*\ssrc=)|javascript:", text), path


def test_every_class_of_a_sheet_is_on_a_page() -> None:
    """Or on a map, or over a chart."""
    text = text_of([*TEMPLATES, *SCRIPTS, *sorted(WEB.rglob("*.py"))])
    rules = chain.from_iterable(
        tinycss2.parse_stylesheet(path.read_text(encoding="utf-8"), skip_comments=True)
        for path in SHEETS
    )
    heads = " ".join(_preludes(list(rules)))
    styled = {name for name in CLASS.findall(heads) if not OF_MAPS.match(name)}
    idle = [name for name in sorted(styled) if not re.search(rf"\b{re.escape(name)}\b", text)]
    assert idle == []


def _preludes(rules: list[object]) -> list[str]:
    heads = []
    for rule in rules:
        if rule.type == "qualified-rule":  # type: ignore[attr-defined]
            heads.append(tinycss2.serialize(rule.prelude))  # type: ignore[attr-defined]
        elif rule.type == "at-rule" and rule.content:  # type: ignore[attr-defined]
            heads += _preludes(tinycss2.parse_rule_list(rule.content, skip_comments=True))  # type: ignore[attr-defined]
    return heads
