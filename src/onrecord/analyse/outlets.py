"""Which outlet each article of a record is of; an unknown outlet goes by the number of its article."""

from __future__ import annotations

import msgspec

from onrecord.analyse import words
from onrecord.records import Document
from onrecord.store.base import Store


def outlets(store: Store) -> dict[str, str]:
    """Return the outlet of each article by document id, in order of publication, undated ones last."""
    sql = "SELECT record FROM documents ORDER BY published NULLS LAST, document_id"
    found: dict[str, str] = {}
    for number, (record,) in enumerate(store.rows(sql), start=1):
        document = msgspec.json.decode(str(record), type=Document)
        found[document.document_id] = words.publisher_words(document, number)
    return found
