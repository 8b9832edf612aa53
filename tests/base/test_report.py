"""A report is read as it was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.report import Heading, Paragraph, Picture, Report, Table, read, written

texts = st.text(max_size=20)
tables = st.builds(
    Table,
    st.lists(texts),
    st.lists(st.lists(texts)),
    st.lists(st.floats(1, 100)).map(tuple),
)
parts = st.one_of(
    st.builds(Heading, texts), st.builds(Paragraph, texts, st.booleans()), tables,
    st.builds(Picture, st.binary()),
)  # fmt: skip


@given(st.builds(Report, texts, texts, texts, st.lists(parts)))
def test_a_report_is_read_as_it_was_written(report: Report) -> None:
    """Each part as what it was, whatever stands in it."""
    assert read(written(report)) == report
