"""Why an input could not be used: the closed list of reasons, and how a rejection is made."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from onrecord.records import Rejection, content_id


class Reason(StrEnum):
    """Every reason for which ingest refuses an input."""

    EMPTY = "empty"  # nothing but white space
    BINARY = "binary"  # not text: an image, an archive, a database
    TOO_LARGE = "too_large"  # more bytes than settings.max_document_bytes
    ENCODING = "encoding"  # text in no encoding we can tell
    UNKNOWN_FORMAT = "unknown_format"  # text of a kind no format reads
    MALFORMED = "malformed"  # breaks the rules of its own format
    NO_TEXT = "no_text"  # a page without an article
    TOO_SHORT = "too_short"  # fewer words than settings.min_body_words
    TOO_LONG = "too_long"  # more words than settings.max_body_words
    LANGUAGE = "language"  # not among settings.languages
    UNREADABLE = "unreadable"  # the system refused to read it
    NO_ARTICLES = "no_articles"  # a folder or container without anything in it
    HTTP_STATUS = "http_status"  # an archived answer that was a redirect or an error
    MEDIA_TYPE = "media_type"  # an archived answer that is no page: an image, a script, a feed
    ENCRYPTED = "encrypted"  # opens with a password only
    IMAGE_ONLY = "image_only"  # pages that are pictures, without a layer of text
    WITHDRAWN = "withdrawn"  # cancelled or withheld by whoever published it
    FORGOTTEN = "forgotten"  # taken out of this record by `onrecord forget`
    OUT_OF_TIME = "out_of_time"  # took longer than settings.max_seconds
    OUT_OF_MEMORY = "out_of_memory"  # took more memory than settings.max_megabytes
    UNSAFE = "unsafe"  # declares entities, or grows out of all proportion when it is unpacked


class Refusal(Struct, frozen=True):
    """A reason and the particulars, before it is known where the input came from."""

    reason: Reason
    detail: str


def rejection(
    refusal: Refusal, path: str, record: int | None, raw_sha256: str = "", document_id: str | None = None
) -> Rejection:
    """Return the stored form of ``refusal`` for the input at ``path``."""
    place = "" if record is None else str(record)
    return Rejection(
        rejection_id=content_id("rej", "ingest", refusal.reason, path, place, raw_sha256),
        stage="ingest",
        reason=refusal.reason,
        detail=refusal.detail,
        path=path,
        record=record,
        document_id=document_id,
    )
