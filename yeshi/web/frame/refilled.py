"""A page for whoever was refused: their form as they sent it, and beside it what is wrong.

It works on the page as it is shown to everybody, so that no form has to do anything for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from yeshi.web.frame.form_tokens import FIELD
from yeshi.web.frame.page_forms import MENDS, FormSeen, TagSeen, forms_on

# What is said, for scripts and for who reads by ear.
SAID = "said"
# What a form has of its page alone: it is made anew with each.
_OF_PAGE = frozenset({FIELD, "key"})
# What is never sent back; a field of a code is, as the code was no good.
_KEPT_BACK = frozenset({
    "hidden", "password", "file", "submit", "button", "image", "reset",
})  # fmt: skip
_TICKED = ("checkbox", "radio")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    """What was sent: to which address, and the texts of its fields, each with its name."""

    action: str
    said: Sequence[tuple[str, str]]

    def values(self, name: str) -> list[str]:
        """What stood in the fields of that name."""
        return [value for one, value in self.said if one == name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What is wrong with it, in a sentence, and with which of its fields: the first that is there.

    `beside`: the sentence as it stands beside that field, whose label names it.
    `at`: the address of the page with the form, for who looks at it once more.
    """

    says: str
    beside: str
    fields: Sequence[str] = ()
    at: str = ""

    @property
    def _marks(self) -> str:
        at = f' data-at="{escape(self.at)}"' if self.at else ""
        return f'id="{SAID}" role="alert"{at}'

    def above(self) -> str:
        """As it stands above a form; whoever is shown it is led there."""
        return self._notice(self.says)

    def at_field(self) -> str:
        """As it stands beside a field."""
        return f'<small class="mend" {self._marks}>{escape(self.beside)}</small>'

    def in_place(self) -> str:
        """As it stands where a field has another look; whoever is shown it is led there."""
        return self._notice(self.beside)

    def _notice(self, says: str) -> str:
        return f'<p class="notice bad" {self._marks} tabindex="-1" autofocus>{escape(says)}</p>'


def refilled(html: str, sent: SentForm, told: Objection) -> str | None:
    """The page with the form as it was sent, and what is wrong beside its field.

    Above the form where that is about none of its fields. None for a page without that form.
    """
    page = forms_on(html)
    form = _form_of(page.forms, sent)
    if form is None:
        return None
    for tag in page.focused:
        tag.without("autofocus")
    for tag in form.inputs:
        _fill(tag, sent)
    at = next((tag for name in told.fields for tag in form.marked(name)), None)
    if at is None or at.mends_at is None:
        page.put(form.tag.end, told.above())
        within = form.within
    else:
        # What has another look than a field has no focus of its own: one is led to what is said.
        page.put(at.mends_at, told.in_place() if MENDS in at.attributes else told.at_field())
        _point_out(at)
        within = at.within
    for fold in within:
        fold.give("open")
    return page.written()


def told_above(html: str, told: Objection) -> str:
    """The page with what is wrong above all else that it says; what is no page is that alone."""
    page = forms_on(html)
    if page.main is None:
        return told.above()
    for tag in page.focused:
        tag.without("autofocus")
    page.put(page.main.end, told.above())
    return page.written()


def _point_out(tag: TagSeen) -> None:
    if tag.kind == "hidden" or tag.name not in ("input", "select", "textarea"):
        return
    described = tag.attributes.get("aria-describedby")
    tag.give("aria-invalid", "true")
    tag.give("aria-describedby", f"{described} {SAID}" if described else SAID)
    tag.give("autofocus", "")


def _form_of(forms: Sequence[FormSeen], sent: SentForm) -> FormSeen | None:
    """The form that was sent: of several that go to the same place, the one that says the same."""
    to = urlsplit(sent.action).path
    found = [form for form in forms if to in form.actions]
    if not found:
        return None
    best = min(found, key=lambda form: _unlike(form, sent))
    return best if len(found) == 1 or _unlike(best, sent)[0] == 0 else None


def _unlike(form: FormSeen, sent: SentForm) -> tuple[int, int]:
    """How much of what it always sends was sent otherwise; how much was sent that it has not."""
    always = [
        (str(tag.field), tag.attributes.get("value") or "")
        for tag in form.inputs if tag.kind == "hidden" and tag.field not in _OF_PAGE
    ]  # fmt: skip
    others = sum(value not in sent.values(name) for name, value in always)
    lacking = {name for name, _ in sent.said} - {tag.field for tag in form.inputs} - _OF_PAGE
    return others, len(lacking)


def _fill(tag: TagSeen, sent: SentForm) -> None:
    """What was sent of the field; a box that was not ticked sends nothing."""
    said = sent.values(tag.field)
    if tag.kind in _KEPT_BACK:
        return
    if tag.kind in _TICKED:
        # A box without a value sends that; one with an empty value sends nothing else.
        value = tag.attributes.get("value", "on")
        (tag.give if value in said else tag.without)("checked")
    elif tag.name == "select":
        if any(option.attributes.get("value") in said for option in tag.options):
            for option in tag.options:
                chosen = option.attributes.get("value") in said
                (option.give if chosen else option.without)("selected")
    elif said and tag.name == "textarea":
        # A browser leaves out the first break of a line within.
        tag.text = "\n" + escape(said[0], quote=False)
    elif said:
        tag.give("value", said[0])
