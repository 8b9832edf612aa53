"""A bank's statement as CAMT.053, whatever its version; a file that declares entities is refused.

https://www.iso20022.org/iso-20022-message-definitions (BankToCustomerStatement)
"""

from __future__ import annotations

from xml.etree import ElementTree
from xml.parsers import expat

from yeshi.base.errors import StatementUnread
from yeshi.base.money import Money, total
from yeshi.files.statements.cells import currency_in, day_in, exact
from yeshi.ledger.stated import StatedClosing, StatedEntry, StatedFile, StatedKind, StatementForm

_NONE = frozenset({"", "NOTPROVIDED"})


def is_camt(data: bytes) -> bool:
    """Whether the bytes begin as XML does."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_camt(data: bytes) -> StatedFile:
    """The booked rows of all statements; StatementUnread where balances do not come out."""
    # What declares no document type has no entities that could grow.
    lines = _lines(data)
    root = ElementTree.fromstring(data)
    for one in root.iter():
        one.tag = one.tag.rpartition("}")[2]
    statements = list(root.iter("Stmt"))
    if not statements:
        raise StatementUnread("form", 1, form="CAMT.053")
    found: list[StatedEntry] = []
    numbers = iter(lines)
    for statement in statements:
        rows = [(next(numbers), one) for one in statement.iter("Ntry")]
        booked = [entry for line, one in rows if _is_booked(one) for entry in _entries(one, line)]
        _counted(statement, booked)
        found += booked
    entries = tuple(one for one in found if one.amount)
    return StatedFile(StatementForm.CAMT, entries, _closing(statements))


def _closing(statements: list[ElementTree.Element]) -> StatedClosing | None:
    """The last balance of a day's end; None where none is told, or in several currencies."""
    found = [
        StatedClosing(_amount(one, "Amt", one, 1), day_in(day, 1))
        for statement in statements
        for one in statement.iter("Bal")
        if _told(one, "Tp/CdOrPrtry/Cd") == "CLBD"
        and (day := _told(one, "Dt/Dt") or _told(one, "Dt/DtTm")[:10])
    ]
    if len({one.amount.currency for one in found}) != 1:
        return None
    return max(found, key=lambda one: one.day)


def _lines(data: bytes) -> list[int]:
    """The lines on which rows begin; StatementUnread for what is no XML, or declares entities."""
    parser, lines = expat.ParserCreate(), []

    def begins(name: str, _: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Ntry":
            lines.append(parser.CurrentLineNumber)

    def declared(*_: object) -> None:
        raise StatementUnread("entities", parser.CurrentLineNumber)

    parser.StartElementHandler = begins
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise StatementUnread("form", fault.lineno, form="CAMT.053") from None
    return lines


def _told(of: ElementTree.Element, path: str) -> str:
    found = of.find(path)
    return (found.text or "").strip() if found is not None else ""


def _is_booked(entry: ElementTree.Element) -> bool:
    # What is pending is told once more when it is booked.
    return (_told(entry, "Sts/Cd") or _told(entry, "Sts") or "BOOK") == "BOOK"


def _entries(entry: ElementTree.Element, line: int) -> list[StatedEntry]:
    """The row; where it is of several transfers that come to it, each of them."""
    whole = _entry(entry, entry, _amount(entry, "Amt", entry, line), line)
    parts = list(entry.iter("TxDtls"))
    if len(parts) == 1:
        return [_entry(entry, parts[0], whole.amount, line)]
    paths = ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt")
    amounts = [
        _amount(one, path, entry, line)
        for one in parts
        for path in [next((path for path in paths if one.find(path) is not None), "")]
        if path
    ]
    comes_to = {one.currency for one in amounts} == {whole.amount.currency} and len(amounts) == len(
        parts
    )
    if not comes_to or total(amounts, whole.amount.currency) != whole.amount:
        return [whole]
    return [_entry(entry, one, amount, line) for one, amount in zip(parts, amounts, strict=True)]


def _amount(of: ElementTree.Element, path: str, entry: ElementTree.Element, line: int) -> Money:
    found = of.find(path)
    sign = {"CRDT": 1, "DBIT": -1}.get(_told(of, "CdtDbtInd") or _told(entry, "CdtDbtInd"))
    if found is None or sign is None:
        raise StatementUnread("row", line)
    currency = currency_in(found.get("Ccy", ""), line)
    return exact(found.text or "", currency, line) * sign


def _entry(
    entry: ElementTree.Element, details: ElementTree.Element, amount: Money, line: int
) -> StatedEntry:
    day = _told(entry, "BookgDt/Dt") or _told(entry, "BookgDt/DtTm")[:10]
    reference = _told(details, ".//Refs/EndToEndId")
    words = [one.text or "" for one in details.iter("Ustrd")]
    words += [_told(details, ".//Strd/CdtrRefInf/Ref"), _told(details, ".//Refs/MsgId")]
    words += [_told(entry, "NtryRef"), _told(entry, "AddtlNtryInf")]
    return StatedEntry(
        line=line, reference="" if reference in _NONE else reference, amount=amount,
        day=day_in(day or _told(entry, "ValDt/Dt"), line),
        text=" · ".join(dict.fromkeys(" ".join(one.split()) for one in words if one.strip())),
        kind=StatedKind.CAME if amount.fen > 0 else StatedKind.WENT,
    )  # fmt: skip


def _counted(statement: ElementTree.Element, booked: list[StatedEntry]) -> None:
    """StatementUnread where the rows do not come from the first balance to the last."""
    ends = {}
    for one in statement.iter("Bal"):
        ends[_told(one, "Tp/CdOrPrtry/Cd")] = _amount(one, "Amt", one, 1)
    opening, closing = ends.get("OPBD") or ends.get("PRCD"), ends.get("CLBD")
    if opening is None or closing is None:
        return
    counted = total((one.amount for one in booked), opening.currency) + opening
    if counted != closing:
        raise StatementUnread("sum", 1, told=closing.plain(), counted=counted.plain())
