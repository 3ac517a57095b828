"""Which document took text from which: the earlier one is the source.

Runs of copied words come from :mod:`onrecord.ingest.copies`. Two pages of one publisher
share its furniture and prove nothing. A copied run ties the claims inside it to the
source; where most of an article is copied, all of it goes back there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from onrecord.ingest.copies import CopyIndex, common_runs, fingerprint, words_of
from onrecord.link.houses import normal_name
from onrecord.link.judgements import judge
from onrecord.link.stories import place_in_time
from onrecord.records import Document, Judgement, Span
from onrecord.settings import Settings

WHOLE = 0.5
"""Share of an article's words that has to be copied for the whole of it to be a copy."""

PRINTS = 1_000
"""Documents whose fingerprints are held while pairs are compared."""


class CopiedText(Struct, frozen=True):
    """What one document took from another."""

    document_id: str
    source: str
    runs: tuple[Span, ...]
    """The copied words, in the copy."""
    share: float
    """Copied share of the words of the copy, 0 to 1."""

    @property
    def whole(self) -> bool:
        """Whether the article as a whole is a copy."""
        return self.share >= WHOLE


def copied_texts(documents: Sequence[Document], settings: Settings) -> tuple[CopiedText, ...]:
    """Return what was copied from where."""
    by_id = {document.document_id: document for document in documents}
    pairs = [(by_id[left], by_id[right]) for left, right in CopyIndex(documents).pairs()]
    return copied_among(pairs, settings)


def copied_among(pairs: Iterable[tuple[Document, Document]], settings: Settings) -> tuple[CopiedText, ...]:
    """Return what was copied from where among ``pairs`` of documents that may share text."""
    prints = lru_cache(maxsize=PRINTS)(fingerprint)
    found = []
    for left, right in pairs:
        if _same_publisher(left, right):
            continue
        runs = common_runs(prints(left), prints(right), settings.copied_words)
        if runs:
            own = 0 if _is_copy(left, right) else 1
            copy, source = ((left, right), (right, left))[own]
            found.append(_copied(copy, source.document_id, [run[own] for run in runs]))
    return sorted_texts(found)


def sorted_texts(texts: Iterable[CopiedText]) -> tuple[CopiedText, ...]:
    """Return ``texts`` by copy and source."""
    return tuple(sorted(texts, key=lambda c: (c.document_id, c.source)))


def _same_publisher(left: Document, right: Document) -> bool:
    names = (left.publisher, right.publisher)
    return all(names) and normal_name(names[0] or "") == normal_name(names[1] or "")


def _is_copy(left: Document, right: Document) -> bool:
    """Whether ``left`` took from ``right``: it says so, or appeared on a later day, or else by id."""
    credit = _credits(left, right), _credits(right, left)
    if credit[0] != credit[1]:
        return credit[0]
    return place_in_time(left) > place_in_time(right)


def _credits(copy: Document, source: Document) -> bool:
    names = (copy.original_publisher, source.publisher)
    return all(names) and normal_name(names[0] or "") == normal_name(names[1] or "")


def _copied(copy: Document, source: str, runs: Sequence[tuple[int, int]]) -> CopiedText:
    words = words_of(copy)
    inside = sum(1 for at in words.starts if any(start <= at < end for start, end in runs))
    return CopiedText(
        document_id=copy.document_id,
        source=source,
        runs=tuple(copy.quote(start, end) for start, end in sorted(runs)),
        share=inside / max(1, len(words.starts)),
    )


def decisions(copied: Sequence[CopiedText]) -> list[Judgement]:
    """Return one judgement per pair of documents that share copied text."""
    return [
        judge(
            "copied",
            text.document_id,
            text.source,
            True,
            "copied_words",
            text.share,
            ("whole_article" if text.whole else "passage",),
        )
        for text in copied
    ]
