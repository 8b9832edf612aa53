"""Whoever was refused finds their form as they sent it, with what is wrong beside the field."""

from __future__ import annotations

import pytest

from yeshi.web.frame.page_forms import forms_on
from yeshi.web.frame.refilled import Objection, SentForm, refilled, told_above

FORM = """<form action="/stock"><input type="hidden" name="key" value="new">
<input type="hidden" name="item" value="{item}"><input name="left" value="3">
<input type="password" name="password"><input type="checkbox" name="box" value="true" checked>
<select name="s"><option value="1" selected>1</option><option value="2">2</option></select>
<textarea name="t"></textarea></form>"""
PAGE = (
    "<body><main><input autofocus name='q'>"
    f"{FORM.format(item='a')}<details>{FORM.format(item='b')}</details></main></body>"
)
SAID = [("key", "old"), ("item", "b"), ("left", "<x>"), ("password", "secret"), ("s", "2"),
        ("t", "\n a</textarea>")]  # fmt: skip


def again(said: list[tuple[str, str]] = SAID, fields: tuple[str, ...] = ("left",)) -> str:
    """The page for who sent that."""
    told = Objection(says="a: 1 < 2", beside="1 < 2", fields=fields, at="/kitchen?a=1&b=2")
    html = refilled(PAGE, SentForm(action="/stock", said=said), told)
    assert html is not None
    return html


def test_the_form_that_was_sent_has_what_was_typed() -> None:
    """Of two that go to the same place the one about the same thing; and it is in sight."""
    first, second = forms_on(again()).forms
    assert first.marked("left")[0].attributes["value"] == "3"
    left = second.marked("left")[0]
    assert left.attributes["value"] == "<x>"
    assert "open" in second.within[0].attributes
    assert "checked" not in second.marked("box")[0].attributes
    chosen = [one.attributes["value"] for one in second.marked("s")[0].options
              if "selected" in one.attributes]  # fmt: skip
    assert chosen == ["2"]
    assert "\n\n a&lt;/textarea&gt;</textarea>" in again()


def test_a_choice_of_nothing_is_a_choice() -> None:
    """A radio button whose value is empty stays chosen."""
    page = "<form action='/to'><input type='radio' name='to' value='' checked></form>"
    html = refilled(page, SentForm(action="/to", said=[("to", "")]), Objection(says="", beside=""))
    assert html is not None
    assert "checked" in forms_on(html).forms[0].inputs[0].attributes


def test_keys_are_new_and_passwords_are_not_told() -> None:
    """What is sent next is another command; what is secret stands in no page."""
    html = again()
    assert 'value="old"' not in html
    assert "secret" not in html


def test_what_is_wrong_stands_beside_its_field() -> None:
    """Named by it, with the focus there and nowhere else."""
    html = again()
    left = forms_on(html).forms[1].marked("left")[0]
    assert left.attributes["aria-describedby"] == "said"
    assert left.attributes["aria-invalid"] == "true"
    assert [one.field for one in forms_on(html).focused] == ["left"]
    at = (
        '<small class="mend" id="said" role="alert" data-at="/kitchen?a=1&amp;b=2">1 &lt; 2</small>'
    )
    assert html.count(at) == 1
    assert html.index(at) > html.index('value="&lt;x&gt;"')


@pytest.mark.parametrize("fields", [(), ("none",), ("item",)])
def test_what_is_about_no_field_stands_above_the_form(fields: tuple[str, ...]) -> None:
    """With the focus on it."""
    html = again(fields=fields)
    at = html.index('<p class="notice bad" id="said"')
    assert html[:at].endswith('<form action="/stock">')
    assert "a: 1 &lt; 2</p>" in html[at:]
    assert 'value="b"' in html[at : at + 400]
    assert [one.name for one in forms_on(html).focused] == ["p"]


def test_a_form_that_is_gone_is_none() -> None:
    """Neither of another address, nor of another thing: what is wrong is told above the page."""
    assert (
        refilled(PAGE, SentForm(action="/other", said=SAID), Objection(says="x", beside="y"))
        is None
    )
    gone = [("item", "c"), ("left", "1")]
    assert (
        refilled(PAGE, SentForm(action="/stock", said=gone), Objection(says="x", beside="y"))
        is None
    )
    assert '<main><p class="notice bad" id="said"' in told_above(
        PAGE, Objection(says="x", beside="y")
    )
    assert "&lt;b&gt;" in told_above("", Objection(says="<b>", beside="y"))
