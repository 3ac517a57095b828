"""Failures of the disk while a page is made or a decision written, as errors that say so in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.errors import RecordError
from onrecord.store.trouble import ROOM, is_full, of_the_disk


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Raise an error of ours where the disk fails the database or ourselves; all others pass.

    Raises:
        RecordError: the disk is full, may not be written to, or has gone.
    """
    try:
        yield
    except OSError as error:
        raise RecordError(
            "the disk is full" if is_full(error) else f"the disk failed: {error.strerror or error}",
            where=error.filename if isinstance(error.filename, str) else None,
            remedy=ROOM if is_full(error) else "Check the disk and the rights on it, and try again.",
        ) from error
    except Exception as error:
        told = of_the_disk(error)
        if told is None:
            raise
        raise told from error
