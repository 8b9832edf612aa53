"""The errors of the platform, drawn as one tree.

YeshiError
├── InputError            a file, setting or argument is wrong: says where and why
│   ├── TooFew            data say too little: what is missing, in both languages
│   ├── MenuUnread            a file holds no menu that can be read: why, in both languages
│   ├── StatementUnread       a file holds no statement that can be read: the line, and why
│   ├── InstanceError     an instance's file, line and fault
│   ├── NotStorable       a text, number or moment that no database takes
│   ├── AnswerTooLong     what was asked for has more rows than are told at once
│   ├── MessageRefused    who takes messages will never take this one, or never from us
│   ├── PaymentRefused    who takes money will never do what was asked, or never for us
│   ├── PrinterNotThere   no printer may be reached there
│   ├── SecretElsewhere   this process has another secret than the one whose link is to be sent
│   └── SettingError      a setting, its value, and what is allowed
├── OperatingError        something outside does not work
│   ├── DatabaseUnreachable
│   ├── NoCity            no city was opened on the database yet
│   ├── EntriesRefused    the database can be read, but takes nothing in: read-only, or full
│   ├── DatabaseNewer     its schema is of a later version than this code
│   ├── SchemaBehind      the database lacks what this code brings, and its role may not change it
│   ├── DumpFailed        a database could not be written to a file, or read from it
│   ├── RowUnreadable     a row that is no record: which, in which table
│   ├── PortTaken         another program listens there
│   ├── WorkerGone        a process that worked for this one was killed
│   ├── ClusterUnreachable
│   ├── PicturesUnreachable   where pictures lie cannot be reached, or takes none
│   ├── MessageNotTaken   who takes messages did not take this one now
│   ├── PaymentUnanswered     who takes money does not answer, or cannot now
│   ├── PrinterSilent     a printer does not answer: nothing of the slip has left
│   ├── PaperOut          a printer says that it has no paper
│   ├── PrinterUnready    a printer says that it is open, or needs somebody
│   ├── PrintBrokeOff     part of a slip, or all of it, has left, and nobody knows what came out
│   ├── LeaseLost         another process holds the lease by now
│   ├── OutOfTime         what was asked of the world took longer than its limit
│   ├── TooBusy           so many wait for the same part of this process that no other is taken on
│   └── Conflict          two transactions met: try the command again
└── InvariantBroken       a rule of the house does not hold: the command stops
    └── BooksBroken       a rule of money: what it concerns stops until somebody has looked

What a user can cause and mend is no error but a returned value: base/refused.py.
"""

from __future__ import annotations

from yeshi.base.sentences import say


class YeshiError(Exception):
    """Any error of the platform."""


class InputError(YeshiError):
    """A file, setting or argument is wrong."""


class TooFew(InputError):
    """Data that say too little: `code` names the sentence under `too_few` in the catalogue."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(self.in_language("en"))

    def in_language(self, language: str) -> str:
        """What is missing, in the language."""
        return say(language, f"too_few.{self.code}", **self.facts)


class MenuUnread(InputError):
    """A file in which no menu can be read: `code` names the sentence under `menu_unread`."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(self.in_language("en"))

    def in_language(self, language: str) -> str:
        """Why, and what can be read."""
        return say(language, f"menu_unread.{self.code}", **self.facts)


class StatementUnread(InputError):
    """A file of a provider's or a bank's statement: `code` names the sentence under
    `statement_unread`, `line` the first that cannot be read; 0 where it is the file itself."""

    def __init__(self, code: str, line: int = 0, **facts: object) -> None:
        self.code, self.line, self.facts = code, line, facts
        super().__init__(self.in_language("en"))

    def in_language(self, language: str) -> str:
        """On which line, and why."""
        why = say(language, f"statement_unread.{self.code}", **self.facts)
        return (
            say(language, "statement_unread.on_line", line=self.line, why=why) if self.line else why
        )


class InstanceError(InputError):
    """An instance's file does not say what it should."""

    def __init__(self, file: str, line: int | None, fault: str) -> None:
        self.file, self.line, self.fault = file, line, fault
        where = file if line is None else f"{file}, line {line}"
        super().__init__(f"{where}: {fault}")


class NotStorable(InputError):
    """A text, number or moment that the database does not take, such as a NUL in a name."""


class AnswerTooLong(InputError):
    """What was asked for has more rows than are told at once; a part of it may be asked for."""


class MessageRefused(InputError):
    """Whoever takes messages will never take this one, or never from us."""


class PaymentRefused(InputError):
    """Whoever takes money for the city will never do what was asked, or never for us."""


class PrinterNotThere(InputError):
    """No printer may be reached at the address."""


class SecretElsewhere(InputError):
    """This process has another secret than the one whose link is to be sent."""


class SettingError(InputError):
    """A setting has a value that cannot be used."""


class OperatingError(YeshiError):
    """Something outside the platform does not work."""


class DatabaseUnreachable(OperatingError):
    """No connection to the database."""


class NoCity(OperatingError):
    """No city was opened on the database yet, or it is not the one that is asked for."""


class EntriesRefused(OperatingError):
    """The database takes nothing in: it is read-only, or its disk is full."""


class DatabaseNewer(OperatingError):
    """The database was written by a later version of the code."""


class SchemaBehind(OperatingError):
    """The database lacks a part of the schema, and its role may not add it."""


class DumpFailed(OperatingError):
    """A database could not be written to a file, or read from one; nothing was changed."""


class RowUnreadable(OperatingError):
    """A row of `table` with that `id` is no record of its kind; only SQL can mend it."""

    def __init__(self, table: str, id_: str, fault: str) -> None:
        self.table, self.id, self.fault = table, id_, fault
        super().__init__(f"{table}, {id_}: the row cannot be read: {fault}")


class PortTaken(OperatingError):
    """The address to serve at is in use."""


class WorkerGone(OperatingError):
    """A process that worked for this one was killed from outside."""


class ClusterUnreachable(OperatingError):
    """There is no cluster at the address."""


class OutOfTime(OperatingError):
    """What was asked of the world took longer than its limit."""


class TooBusy(OperatingError):
    """So many wait for the same part of this process that no other is taken on."""


class PicturesUnreachable(OperatingError):
    """Where pictures lie cannot be reached, or takes none."""


class MessageNotTaken(OperatingError):
    """Whoever takes messages did not take this one now."""


class PaymentUnanswered(OperatingError):
    """Whoever takes money for the city does not answer, or cannot do now what was asked."""


class PrinterSilent(OperatingError):
    """A printer does not answer: nothing of what was to be printed has left."""


class PaperOut(OperatingError):
    """A printer says that it has no paper."""


class PrinterUnready(OperatingError):
    """A printer says that it is open, or needs somebody."""


class PrintBrokeOff(OperatingError):
    """Something of what was to be printed has left, and nobody knows what came out."""


class LeaseLost(OperatingError):
    """Another process holds the lease by now: nothing was changed, it does what is to be done."""


class Conflict(OperatingError):
    """Two transactions met; the command may be tried again."""


class InvariantBroken(YeshiError):
    """A rule that must always hold does not."""


class BooksBroken(InvariantBroken):
    """A rule of money does not hold: nothing was moved, and trying again would not help."""
