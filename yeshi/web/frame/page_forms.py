"""The forms of a page, with what stands in them, and where: to write the page anew with changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import urlsplit

# An element that says it is where the faults of these fields are told (`data-mends="place"`).
MENDS = "data-mends"


@dataclass(slots=True, kw_only=True)
class TagSeen:
    """A start tag and where it stands; it is written anew if it was changed.

    `mends_at`: where what is wrong with it is told, None where that is not beside it. `within`: the
    folds that have to be open for it to be seen.
    """

    name: str
    start: int
    end: int
    attributes: dict[str, str | None]
    within: tuple[TagSeen, ...] = ()
    mends_at: int | None = None
    options: list[TagSeen] = field(default_factory=list)
    text: str | None = None
    text_end: int = 0
    is_changed: bool = False

    @property
    def kind(self) -> str:
        """The type of an input; "" of any other element."""
        return (self.attributes.get("type") or "text").lower() if self.name == "input" else ""

    @property
    def field(self) -> str:
        """Under which name it is sent."""
        return self.attributes.get("name") or ""

    def give(self, name: str, value: str = "") -> None:
        """Have it say so."""
        self.attributes[name] = value
        self.is_changed = True

    def without(self, name: str) -> None:
        """Have it not say so."""
        if name in self.attributes:
            del self.attributes[name]
            self.is_changed = True

    def written(self) -> str:
        """The tag."""
        said = (f' {name}="{escape(value or "")}"' for name, value in self.attributes.items())
        return f"<{self.name}{''.join(said)}>"


@dataclass(slots=True)
class FormSeen:
    """A form of a page: to where it is sent, and what it sends."""

    tag: TagSeen
    within: tuple[TagSeen, ...]
    actions: set[str]
    inputs: list[TagSeen] = field(default_factory=list)
    marks: list[TagSeen] = field(default_factory=list)

    def marked(self, name: str) -> list[TagSeen]:
        """What has what is wrong with that field beside it."""
        told = [one for one in self.marks if name in (one.attributes[MENDS] or "").split()]
        return told + [one for one in self.inputs if one.field == name and one.kind != "hidden"]


class PageSeen:
    """A page with its forms, which is written anew with what was changed of them."""

    def __init__(self, html: str) -> None:
        self._html = html
        self.forms: list[FormSeen] = []
        self.focused: list[TagSeen] = []
        self.main: TagSeen | None = None
        self.tags: list[TagSeen] = []
        self._put: list[tuple[int, int, str]] = []

    def put(self, at: int, said: str) -> None:
        """Have that stand there besides."""
        self._put.append((at, at, said))

    def written(self) -> str:
        """The page."""
        edits = list(self._put)
        for tag in self.tags:
            if tag.is_changed:
                edits.append((tag.start, tag.end, tag.written()))
            if tag.text is not None:
                edits.append((tag.end, tag.text_end, tag.text))
        edits.sort(key=lambda edit: edit[:2])
        ends = [0, *(end for _, end, _ in edits)]
        kept = [self._html[end:start] for end, (start, _, _) in zip(ends, edits, strict=False)]
        written = (part + edit[2] for part, edit in zip(kept, edits, strict=True))
        return "".join(written) + self._html[ends[-1] :]


def forms_on(html: str) -> PageSeen:
    """The page, read."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    """Reads a page of ours, whose elements are closed in the order in which they were opened."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page = PageSeen(html)
        self._html = html
        self._lines = [0]
        for before, after in pairwise(html.split("\n")):
            del after
            self._lines.append(self._lines[-1] + len(before) + 1)
        self._form: FormSeen | None = None
        self._folds: list[TagSeen] = []
        # Of each fieldset that is open, what is chosen from in it.
        self._sets: list[list[TagSeen]] = []
        self._open: TagSeen | None = None

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._at()
        end = start + len(self.get_starttag_text() or "")
        seen = TagSeen(
            name=tag, start=start, end=end, attributes=dict(attrs), within=tuple(self._folds)
        )
        self.page.tags.append(seen)
        if "autofocus" in seen.attributes:
            self.page.focused.append(seen)
        if tag == "main":
            self.page.main = seen
        elif tag == "details":
            self._folds.append(seen)
        elif tag == "fieldset":
            self._sets.append([])
        elif tag == "form":
            self._begin(seen)
        if self._form is not None:
            self._take(self._form, seen)

    def _begin(self, seen: TagSeen) -> None:
        self._form = FormSeen(seen, tuple(self._folds), set())
        self._also_to(self._form, seen.attributes.get("action") or "")
        self.page.forms.append(self._form)

    def _also_to(self, form: FormSeen, action: str) -> None:
        if action:
            form.actions.add(urlsplit(action).path)

    def _take(self, form: FormSeen, seen: TagSeen) -> None:
        if MENDS in seen.attributes:
            seen.mends_at = seen.start
            form.marks.append(seen)
        if seen.name == "button":
            self._also_to(form, seen.attributes.get("formaction") or "")
        elif seen.name == "option" and self._open is not None:
            self._open.options.append(seen)
        elif seen.name in ("input", "select", "textarea"):
            form.inputs.append(seen)
            if seen.name != "input":
                self._open = seen
            elif seen.kind in ("checkbox", "radio"):
                # One of several that are chosen from: it is told below all of them.
                if self._sets:
                    self._sets[-1].append(seen)
            else:
                seen.mends_at = seen.end

    def handle_endtag(self, tag: str) -> None:
        at = self._at()
        if tag in ("select", "textarea") and self._open is not None:
            self._open.text_end = at
            self._open.mends_at = self._html.index(">", at) + 1
            self._open = None
        elif tag == "fieldset" and self._sets:
            for seen in self._sets.pop():
                seen.mends_at = at
        elif tag == "details" and self._folds:
            self._folds.pop()
        elif tag == "form":
            self._form = None
