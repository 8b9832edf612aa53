"""What a file is, told by its contents and never by its name: document, table, picture, text."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from unicodedata import category
from zipfile import BadZipFile, ZipFile

from yeshi.base.refused import Reason, Refused

# Of a document that is packed, all together as unpacked; and how many parts it may have.
UNPACKED_BYTES_MAX = 200 * 1024 * 1024
PARTS_MAX = 5_000
NAME_LENGTH_MAX = 120
# Points of a picture, all together.
POINTS_MAX = 40_000_000


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of contents: its type, and the endings that names of such files have, usual first."""

    media_type: str
    endings: tuple[str, ...]
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class PictureUnread(Reason):
    """The picture is broken, or has too many points."""

    points_max: int


@dataclass(frozen=True, slots=True)
class UnknownContents(Reason):
    """The file is none of the kinds that are kept."""

    kinds: tuple[str, ...]


PDF = FileKind("application/pdf", (".pdf",))
PNG = FileKind("image/png", (".png",), is_picture=True)
JPEG = FileKind("image/jpeg", (".jpg", ".jpeg"), is_picture=True)
WEBP = FileKind("image/webp", (".webp",), is_picture=True)
# As telephones take photos; told from others, and kept as none.
HEIC = FileKind("image/heic", (".heic", ".heif"), is_picture=True)
TEXT = FileKind("text/plain", (".txt", ".md", ".csv", ".tsv", ".ics", ".json", ".geojson", ".toml"))
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
DOCX = FileKind(f"{_OFFICE}.wordprocessingml.document", (".docx",))
XLSX = FileKind(f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",))
PPTX = FileKind(f"{_OFFICE}.presentationml.presentation", (".pptx",))
ODT = FileKind(f"{_OPEN}.text", (".odt",))
ODS = FileKind(f"{_OPEN}.spreadsheet", (".ods",))
ODP = FileKind(f"{_OPEN}.presentation", (".odp",))
KINDS = (PDF, PNG, JPEG, WEBP, TEXT, DOCX, XLSX, PPTX, ODT, ODS, ODP)

_BY_PART = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
_OPEN_KINDS = {kind.media_type.encode(): kind for kind in (ODT, ODS, ODP)}
# What names are cleared of: letters that are not seen, and those that lead elsewhere.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_ODD = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
# By what files begin that telephones write, after their length.
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
# What a text has beside letters.
_LAYOUT = frozenset("\t\n\r\f")


def contents_of(data: bytes) -> FileKind | Refused:
    """What the bytes are; what carries programs, or is packed beyond measure, is none of them."""
    found = _of_picture(data) or _of_document(data) or _of_text(data)
    return found or Refused(UnknownContents(tuple(kind.endings[0] for kind in KINDS)))


def named_after(name: str, contents: FileKind) -> str:
    """The name as any machine can keep it, with an ending that its contents have.

    So no program takes it for another kind, and nothing in it turns the letters around.
    """
    shown = "".join(letter for letter in name if category(letter) not in _UNSEEN)
    plain = shown.translate(_ODD).strip(" .")[:NAME_LENGTH_MAX]
    if plain.lower().endswith(contents.endings):
        return plain
    ending = contents.endings[0]
    return plain[: NAME_LENGTH_MAX - len(ending)] + ending


def picture_kind(data: bytes) -> FileKind | None:
    """Which kind of photo the bytes are, HEIC among them; None for what is none."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return HEIC
    return _of_picture(data)


def _of_picture(data: bytes) -> FileKind | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    return WEBP if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _of_document(data: bytes) -> FileKind | None:
    if data.startswith(b"%PDF-"):
        return PDF
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with ZipFile(BytesIO(data)) as packed:
            return _of_parts(packed)
    except (BadZipFile, NotImplementedError, ValueError, KeyError, EOFError, RuntimeError):
        return None


def _of_parts(packed: ZipFile) -> FileKind | None:
    """Which document the parts make up; None for one with macros, or with parts elsewhere."""
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_BYTES_MAX:
        return None
    if any(_is_odd(name) for name in names):
        return None
    if parts and parts[0].filename == "mimetype" and parts[0].file_size < 100:
        return _OPEN_KINDS.get(packed.read(parts[0]).strip())
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in _BY_PART.items() if part in names), None)


def _is_odd(name: str) -> bool:
    outside = name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")
    return (
        outside
        or name.lower().endswith(("vbaproject.bin", ".exe", ".dll"))
        or (name.startswith("Basic/"))
    )


def _of_text(data: bytes) -> FileKind | None:
    text = _read(data)
    if text is None:
        return None
    odd = any(category(letter) == "Cc" and letter not in _LAYOUT for letter in set(text))
    return None if odd else TEXT


def _read(data: bytes) -> str | None:
    """The text in either of the ways in which texts are written here; None for what is none."""
    for way in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(way)
        except UnicodeDecodeError:
            continue
    return None
