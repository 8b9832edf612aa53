"""The forms of a page are found with what they send, and the page is written anew with changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yeshi.web.frame.page_forms import forms_on

PAGE = """<main id="main"><details id="d"><summary>x</summary>
<form method="post" action="/a?b=1"><input type="hidden" name="key" value="k">
<label>a &amp; b <input name="why" value="1 &lt; 2" required></label>
<fieldset><input type="radio" name="to" value="x"><input type="radio" name="to" value="y" checked></fieldset>
<select name="s"><option value="1">one</option><option value="2" selected>two</option></select>
<p data-mends="place other"></p><textarea name="t">
&lt;b&gt;</textarea><button formaction="/c">go</button></form></details><br/></main>"""


def test_a_form_is_found_with_all_it_sends() -> None:
    """Also to where its buttons send it, and where what is wrong is told."""
    page = forms_on(PAGE)
    (form,) = page.forms
    assert form.actions == {"/a", "/c"}
    assert [one.field for one in form.inputs] == ["key", "why", "to", "to", "s", "t"]
    assert [fold.attributes["id"] for fold in form.within] == ["d"]
    assert form.marked("why")[0].attributes["value"] == "1 < 2"
    assert PAGE[form.marked("place")[0].mends_at :].startswith('<p data-mends="place other">')
    assert PAGE[form.marked("to")[0].mends_at :].startswith("</fieldset>")
    assert PAGE[form.marked("s")[0].mends_at :].startswith('\n<p data-mends="place')
    assert form.marked("key") == []
    assert page.main is not None


def test_what_is_not_changed_is_written_as_it_was() -> None:
    """To the letter; what is changed is escaped."""
    page = forms_on(PAGE)
    assert page.written() == PAGE
    page.forms[0].marked("why")[0].give("value", '"><script>')
    page.put(page.forms[0].tag.end, "<p>here</p>")
    written = page.written()
    assert 'value="&quot;&gt;&lt;script&gt;"' in written
    assert '<form method="post" action="/a?b=1"><p>here</p><input type="hidden"' in written
    assert written.endswith("</form></details><br/></main>")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_value_comes_back_as_it_was_typed(value: str) -> None:
    """Whatever letters it has."""
    page = forms_on(PAGE)
    page.forms[0].marked("why")[0].give("value", value)
    again = forms_on(page.written())
    assert again.forms[0].marked("why")[0].attributes["value"] == value
