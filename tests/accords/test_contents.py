"""Files are known by their contents; their names are made to fit."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.accords import contents
from yeshi.accords.contents import FileKind, UnknownContents, contents_of, named_after
from yeshi.base.refused import Refused


def packed(**parts: bytes) -> bytes:
    """A file that packs the parts, by their names with `_` for `/`."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/").replace("_D", "."), data)
    return out.getvalue()


def office(*names: str) -> bytes:
    """A packed document with these parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name in ("[Content_Types].xml", *names):
            file.writestr(name, b"<a/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", contents.PDF),
        (b"\x89PNG\r\n\x1a\n...", contents.PNG),
        (b"\xff\xd8\xff\xe0...", contents.JPEG),
        (b"RIFF....WEBPVP8 ", contents.WEBP),
        ("计划\r\n\tplan".encode(), contents.TEXT),
        ("计划".encode("gb18030"), contents.TEXT),
        (b"<script>alert(1)</script>", contents.TEXT),
        (office("word/document.xml"), contents.DOCX),
        (office("xl/workbook.xml"), contents.XLSX),
        (office("ppt/presentation.xml"), contents.PPTX),
        (packed(mimetype=contents.ODS.media_type.encode()), contents.ODS),
    ],
)
def test_what_a_file_is_stands_in_it(data: bytes, kind: FileKind) -> None:
    """Whatever its name says."""
    assert contents_of(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00\x03\x00",
        b"\x7fELF\x02\x01\x01\x00",
        b"GIF89a\x01\x00\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"PK\x03\x04 broken",
        b"a\x00b",
        b"a\x1bb",
        packed(any_Dtxt=b"x"),
        office("word/document.xml", "word/vbaProject.bin"),
        office("word/document.xml", "../outside"),
        office("word/document.xml", "word/a.exe"),
        office(),
    ],
)
def test_what_is_none_of_the_kinds_is_refused(data: bytes) -> None:
    """Programs, macros, what reaches outside of itself, and what is broken."""
    refused = contents_of(data)
    assert isinstance(refused, Refused)
    assert isinstance(refused.reason, UnknownContents)


def test_what_is_packed_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By what it says it unpacks to, without unpacking it."""
    monkeypatch.setattr(contents, "UNPACKED_BYTES_MAX", 1000)
    bomb = packed(**{"[Content_Types]_Dxml": b"", "word__document_Dxml": b"0" * 2000})
    assert isinstance(contents_of(bomb), Refused)
    monkeypatch.undo()
    assert contents_of(bomb) == contents.DOCX
    monkeypatch.setattr(contents, "PARTS_MAX", 1)
    assert isinstance(contents_of(bomb), Refused)


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("计划.pdf", contents.PDF, "计划.pdf"),
        ("photo.JPEG", contents.JPEG, "photo.JPEG"),
        ("page.html", contents.TEXT, "page.html.txt"),
        ("report.pdf.exe", contents.PDF, "report.pdf.exe.pdf"),
        ("fdp\u202excod.exe", contents.DOCX, "fdpxcod.exe.docx"),
        ("..", contents.TEXT, ".txt"),
        ('a"b<c>:d|e?f*.csv', contents.TEXT, "a_b_c__d_e_f_.csv"),
        ("n" * 200, contents.PDF, "n" * 116 + ".pdf"),
    ],
)
def test_names_fit_what_they_name(name: str, kind: FileKind, kept: str) -> None:
    """No program takes them for another kind."""
    assert named_after(name, kind) == kept


@given(st.text(max_size=200), st.sampled_from(contents.KINDS))
def test_a_kept_name_is_safe_and_stays(name: str, kind: FileKind) -> None:
    """On any machine, and when it is brought again."""
    kept = named_after(name, kind)
    assert kept.lower().endswith(kind.endings)
    assert len(kept) <= contents.NAME_LENGTH_MAX
    assert not set(kept) & set('<>:"/\\|?*\r\n\0\u202e')
    assert named_after(kept, kind) == kept or kept == kind.endings[0]
