"""Everything that Sayso raises on purpose.

    SaysoError
    ├── Refused            a source that cannot be read as a news report
    │   ├── NotFound       no such file, host or page
    │   ├── WrongFormat    a PDF, a picture, a broken archive, JSON of another shape
    │   ├── NoArticle      empty, a page without an article, a paywall stub
    │   ├── WrongLanguage  not English
    │   ├── TooLarge       more bytes than the limit
    │   ├── Stumbled       a fault of Sayso's own while reading it
    │   └── Unreachable    time-out, redirects for ever, a private address, an HTTP error
    ├── LedgerError        a ledger that cannot be used
    │   ├── NoLedger       no such file, a foreign file, a ledger of another version
    │   ├── DamagedLedger  truncated, overwritten
    │   ├── BusyLedger     another program is writing to it
    │   └── UnwritableLedger  read-only, a full disk
    ├── NotKept            a ledger has no such report, statement or actor
    ├── BadQuestion        a question with a value that is not allowed
    ├── BatchError         a batch that cannot begin or go on
    ├── BadSetting         an option or setting with a value that is not allowed
    └── BrokenModel        the packaged weights are missing or not those that were shipped

A message is one line: what it is about, what is wrong, and what to do.
"""

from __future__ import annotations


class SaysoError(Exception):
    """The base of all of them."""


class Refused(SaysoError):
    """A source that cannot be read as a news report.

    ``source`` is the path or URL as the user named it (with ``#n`` or ``!record`` behind it for one
    item of many), ``problem`` what is wrong, ``remedy`` what to do.
    """

    def __init__(self, source: str, problem: str, remedy: str) -> None:
        self.source, self.problem, self.remedy = source, problem, remedy
        super().__init__(f"{source}: {problem}; {remedy}")


class NotFound(Refused):
    """No such file, host or page."""


class WrongFormat(Refused):
    """Not a format that is read, or broken."""


class NoArticle(Refused):
    """Nothing in it reads as a report."""


class WrongLanguage(Refused):
    """A report in a language that is not read yet."""


class TooLarge(Refused):
    """More bytes than the limit."""


class Unreachable(Refused):
    """The network said no, or said nothing."""


class Stumbled(Refused):
    """A fault of Sayso's own: this report is lost, and no other. The exception behind it is its cause."""


class LedgerError(SaysoError):
    """A ledger that cannot be used: ``path`` is its file, ``problem`` what is wrong, ``remedy`` what
    to do."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        self.path, self.problem, self.remedy = path, problem, remedy
        super().__init__(f"{path}: {problem}; {remedy}")


class NoLedger(LedgerError):
    """Not there, or not a ledger that this version reads."""


class DamagedLedger(LedgerError):
    """The file is not whole."""


class BusyLedger(LedgerError):
    """Another program is writing to it."""


class UnwritableLedger(LedgerError):
    """Nothing can be written to it: its permissions, or a full disk."""


class NotKept(SaysoError):
    """A ledger has nothing by this name or id."""


class BatchError(SaysoError):
    """A batch that cannot begin or go on: ``path`` is the folder or source, ``problem`` what is wrong,
    ``remedy`` what to do."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        self.path, self.problem, self.remedy = path, problem, remedy
        super().__init__(f"{path}: {problem}; {remedy}")


class BadQuestion(SaysoError):
    """A question with a value that is not allowed."""


class BadSetting(SaysoError):
    """An option or setting with a value that is not allowed."""


class BrokenModel(SaysoError):
    """The packaged weights are missing, or are not those that were shipped."""
