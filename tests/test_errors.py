"""The error tree: drawn as it is, distinct exit codes, whole messages."""

from __future__ import annotations

from onrecord import errors
from onrecord.errors import InputError, OnRecordError


def tree(base: type[OnRecordError]) -> list[type[OnRecordError]]:
    return [base, *(leaf for child in base.__subclasses__() for leaf in tree(child))]


def test_every_error_is_drawn_in_the_docstring() -> None:
    assert errors.__doc__
    assert all(error.__name__ in errors.__doc__ for error in tree(OnRecordError))


def test_branches_have_distinct_exit_codes() -> None:
    codes = [branch.exit_code for branch in OnRecordError.__subclasses__()]
    assert len(codes) == len(set(codes))
    assert 0 not in codes


def test_message_says_what_where_and_what_to_do() -> None:
    error = InputError("does not exist", where="articles/", remedy="Check the path.")
    assert str(error) == "articles/: does not exist\n  Check the path."
