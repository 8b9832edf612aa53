"""A code of a voucher is typed on a page or sent by a program: few wrong ones at once."""

from __future__ import annotations

from fastapi import Request

from yeshi.base.refused import Refused
from yeshi.flow.ports import Answer
from yeshi.flow.vouchers import coding
from yeshi.web.frame.desk import Desk

# Tries of codes of vouchers are counted by themselves, so that a right one forgets no others.
_TRIED = "voucher code "


def enter_code(desk: Desk, request: Request, key: str, customer: str, typed: str) -> Answer:
    """Have the customer hold a voucher by that code; who tries many wrong ones waits."""
    refused = desk.sign_in.may_try(request, customer, _TRIED)
    if refused:
        return refused
    answer = coding.enter_code(desk.engine, key, customer, typed)
    if not isinstance(answer, Refused):
        desk.sign_in.was_right(request, customer, _TRIED)
    return answer
