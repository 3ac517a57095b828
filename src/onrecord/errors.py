"""Every error OnRecord raises on purpose, in one tree.

    OnRecordError            base; carries what, where and the remedy
    ├── SettingsError        a setting or option that cannot be used           exit code 2
    ├── InputError           a path or stream that cannot be read at all       exit code 3
    ├── RecordError          a record file that cannot be used                 exit code 4
    │   ├── NotARecord       the file is not an OnRecord record
    │   ├── RecordBusy       another process is writing to it
    │   ├── NoSuchThing      no row with that id in the record
    │   └── Altered          an article no longer says what a release was made from
    ├── GoldError            a gold set that cannot be scored                  exit code 5
    ├── SetupError           a part of the installation is missing or broken   exit code 6
    └── JudgementError       a person's decision that cannot be taken          exit code 7
        └── Outdated         somebody else has decided on the same thing since

One unusable document is never an exception: it becomes a stored
:class:`onrecord.records.Rejection`. An exception outside this tree is a bug.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Says what was wrong, where, and what to do about it.

    Args:
        what: the problem, with the offending value.
        where: file, option or row it was found in.
        remedy: what the user can do next.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        text = self.what if self.where is None else f"{self.where}: {self.what}"
        return text if self.remedy is None else f"{text}\n  {self.remedy}"


class SettingsError(OnRecordError):
    """A setting, option or extension file that cannot be used."""

    exit_code = 2


class InputError(OnRecordError):
    """A path or stream that cannot be read at all."""

    exit_code = 3


class RecordError(OnRecordError):
    """A record file that cannot be used."""

    exit_code = 4


class NotARecord(RecordError):
    """The file exists but is not an OnRecord record, or is of another schema version."""


class RecordBusy(RecordError):
    """Another process holds the record open for writing."""


class NoSuchThing(RecordError):
    """No document, claim, event, figure, story or conflict has that id."""


class GoldError(OnRecordError):
    """A gold file that is missing, unknown or malformed."""

    exit_code = 5


class SetupError(OnRecordError):
    """A model, data file or library that OnRecord needs is missing or broken."""

    exit_code = 6


class JudgementError(OnRecordError):
    """A person's decision that cannot be taken: a value that no claim can have, a thing that is not there."""

    exit_code = 7


class Outdated(JudgementError):
    """Somebody else has decided on the same thing since it was looked at."""
