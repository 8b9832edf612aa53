"""A file of statements, recognised by its contents and read whole, or refused with the line."""

from __future__ import annotations

from yeshi.base.calendar import Calendar
from yeshi.base.errors import StatementUnread
from yeshi.files.statements.alipay import is_alipay, read_alipay
from yeshi.files.statements.bank_csv import is_bank_csv, read_bank_csv
from yeshi.files.statements.camt import is_camt, read_camt
from yeshi.files.statements.rows import BYTES_MAX, text_in
from yeshi.files.statements.stripe import is_stripe, read_stripe
from yeshi.files.statements.swift import is_mt940, read_mt940
from yeshi.files.statements.wechat import is_wechat, read_wechat
from yeshi.files.statements.wechat_funds import is_wechat_funds, read_wechat_funds
from yeshi.ledger.stated import StatedFile


def read_statement(data: bytes, calendar: Calendar, currency: str) -> StatedFile:
    """The rows of the file; `currency`: of those that tell none. StatementUnread: why not."""
    read = _read(data, calendar, currency)
    if not read.entries and read.closing is None:
        raise StatementUnread("no_row")
    return read


def _read(data: bytes, calendar: Calendar, currency: str) -> StatedFile:
    if len(data) <= BYTES_MAX and is_camt(data):
        return read_camt(data)
    text = text_in(data)
    head = text.split("\n", 1)[0]
    if is_mt940(text):
        return read_mt940(text)
    if is_wechat(head):
        return read_wechat(text, calendar)
    if is_wechat_funds(head):
        return read_wechat_funds(text, calendar)
    if is_alipay(text):
        return read_alipay(text, calendar)
    if is_stripe(head):
        return read_stripe(text, calendar)
    if is_bank_csv(head):
        return read_bank_csv(text, currency)
    raise StatementUnread("unknown")
