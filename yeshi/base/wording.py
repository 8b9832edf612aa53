"""How the fault of a value is worded: for pages, the interface and the command line alike."""

from __future__ import annotations

import re

from yeshi.base.refused import Invalid, Refused
from yeshi.base.sentences import say, sentences

# Of these fields a bound counts letters.
_TEXTS = frozenset({
    "address", "applicant", "answers", "bank", "contact", "description", "donor", "evidence",
    "file", "holder", "home", "invoice_number", "licence", "minutes", "name", "note", "owner",
    "person", "school", "sign", "text", "title", "why", "words",
})  # fmt: skip
_BETWEEN = re.compile(r"(?P<least>-?[\d.]+)…(?P<most>-?[\d.]+)|(?P<first>\S+) … (?P<last>\S+)")
# A fault as a decider writes it, and the sentence under `fault` that says it.
_WRITTEN = {
    "later": re.compile(r"> (?P<minutes>\d+) min"),
    "beyond": re.compile(r"> (?P<limit>\S+)"),
    "below": re.compile(r"< (?P<limit>\S+)"),
    "differs": re.compile(r"(?P<given>\d+) ≠ (?P<wanted>\d+)"),
    "exists": re.compile(r"(?P<id>\S+) exists"),
    "twice": re.compile(r"(?P<id>\S+) twice"),
}


def worded(reason: Invalid, language: str) -> str:
    """What is wrong with the value, as people say it; a fault of its own words stays as it is."""
    between = _BETWEEN.fullmatch(reason.fault)
    if between:
        told = {name: value for name, value in between.groupdict().items() if value is not None}
        least, most = told.values()
        key = "letters" if reason.field in _TEXTS else "between"
        return say(language, f"fault.{key}", least=least, most=most)
    for key, written in _WRITTEN.items():
        match = written.fullmatch(reason.fault)
        if match:
            return say(language, f"fault.{key}", **match.groupdict())
    return sentences(language).get(f"fault.{reason.fault}", reason.fault)


def plainly(refused: Refused) -> str:
    """A refusal for the command line: the field and its fault, or the reason with its facts."""
    reason = refused.reason
    if isinstance(reason, Invalid):
        return f"{reason.field}: {worded(reason, 'en')}"
    facts = ", ".join(f"{name} {value}" for name, value in reason.facts().items())
    return f"{reason.code().replace('_', ' ')} ({facts})" if facts else reason.code()
