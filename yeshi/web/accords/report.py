"""The account of a quarter as a report, in a language."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.accords.accord import Accord
from yeshi.accords.commitment import Milestone
from yeshi.accords.quarter import QuarterAccount, TargetThen
from yeshi.accords.targets import Measured
from yeshi.base.names import worded
from yeshi.base.report import Heading, Paragraph, Part, Report, Table
from yeshi.base.sentences import say
from yeshi.flow.city.measuring import SHARES


def in_unit(figure: str, value: float | None, language: str) -> str:
    """A value in the unit of its figure: per cent for shares, else a plain number."""
    if value is None:
        return say(language, "accord.not_measured")
    if figure in SHARES:
        return f"{value * 100:.1f} %"
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.2f}"


def why_not(measured: Measured, language: str) -> str:
    """Why a target could not be measured; nothing for one that could."""
    return say(language, f"accord.why_{measured.why}") if measured.why else ""


def report_of(accord: Accord, account: QuarterAccount, language: str) -> Report:
    """The report of the quarter: targets, then what was done, is late, was moved, and comes."""

    def text(key: str, **facts: object) -> str:
        return say(language, f"accord.{key}", **facts)

    quarter, name = account.quarter, accord.name.in_language(language)
    parties = " · ".join(party.name.in_language(language) for party in accord.parties)
    parts: list[Part] = [Heading(text("targets")), _targets(account.targets, language)]
    for key, found in (("done", account.done), ("late", account.late),
                       ("dropped", account.dropped), ("coming", account.coming)):  # fmt: skip
        parts.append(Heading(text(key)))
        parts.append(_steps(accord, found, language) if found else Paragraph(text("nothing")))
    parts.append(Heading(text("moved")))
    rows = [
        (
            worded(one.milestone.text, language),
            str(one.was_due_on),
            str(one.due_on),
            worded(one.why, language),
        )
        for one in account.moved
    ]
    columns = (text("step"), text("was_due"), text("due"), text("why"))
    parts.append(Table(columns, rows, (40, 15, 15, 30)) if rows else Paragraph(text("nothing")))
    parts.append(Heading(text("meetings")))
    if not account.meetings:
        parts.append(Paragraph(text("nothing")))
    for meeting in account.meetings:
        parts.append(Paragraph(f"{meeting.held_on} · {worded(meeting.title, language)}"))
        parts += [Paragraph(f"– {worded(one, language)}") for one in meeting.decisions]
    parts.append(Paragraph(text("account_how", until=account.until), small=True))
    return Report(
        text("account_title", year=quarter.year, number=quarter.number, name=name),
        f"{parties}\n{text('until', day=account.until)}",
        f"{name} · {quarter.text}",
        parts,
    )


def _targets(targets: Sequence[TargetThen], language: str) -> Table:
    rows = []
    for one in targets:
        target = one.now.target
        now = in_unit(target.figure, one.now.value, language)
        rows.append((
            target.name.in_language(language),
            in_unit(target.figure, target.baseline, language),
            in_unit(target.figure, one.before, language),
            f"{now} {why_not(one.now, language)}".strip(),
            f"{in_unit(target.figure, target.goal, language)} ({target.due_on})",
        ))  # fmt: skip
    heads = ("target", "baseline", "before", "now", "goal")
    columns = [say(language, f"accord.{head}") for head in heads]
    return Table(columns, rows, (34, 13, 15, 18, 20))


def _steps(accord: Accord, milestones: Sequence[Milestone], language: str) -> Table:
    rows = []
    for one in milestones:
        party = accord.party(one.party)
        name = party.name.in_language(language) if party else one.party
        owner = f"{name}: {worded(one.owner, language)}"
        shown = worded(one.said, language)
        rows.append((worded(one.text, language), owner, str(one.ended_on or one.due_on), shown))
    columns = [say(language, f"accord.{head}") for head in ("step", "owner", "day", "said")]
    return Table(columns, rows, (38, 26, 14, 22))
