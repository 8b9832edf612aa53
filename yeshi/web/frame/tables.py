"""Rows as files that spreadsheets open."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from fastapi import Response

from yeshi.files.cells import harmless


def csv_text(rows: Sequence[Mapping[str, object]], marked: bool = True) -> str:
    """The rows as CSV; `marked` as UTF-8, which spreadsheets need and programs do not expect."""
    out = StringIO()
    if marked:
        out.write("\ufeff")
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
        writer.writerow({name: harmless(name) for name in rows[0]})
        for row in rows:
            writer.writerow({name: harmless(value) for name, value in row.items()})
    return out.getvalue()


def csv_of(rows: Sequence[Mapping[str, object]], name: str, marked: bool = True) -> Response:
    """The rows as a CSV file to be kept."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(csv_text(rows, marked), media_type="text/csv; charset=utf-8", headers=headers)
