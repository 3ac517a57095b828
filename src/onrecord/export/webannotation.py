"""W3C Web Annotations: one for each claim, pointing into its article by quote and by position.

``TextPositionSelector`` counts Unicode code points, as the recommendation of 2017
asks, in the clean text; the quotation with what stands before and after it finds
the place again on the page. Viewers that count UTF-16 units (JavaScript) get
theirs in a second position selector only where the two differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from onrecord.export._base import Exporter, new_folder
from onrecord.export._told import BATCH, Telling
from onrecord.records import Actor, Claim, Document, Span
from onrecord.store.base import Store
from onrecord.store.lines import Line
from onrecord.store.lookup import get_documents

AROUND = 32
"""Characters before and after a quotation that help to find it again."""


def write(store: Store, folder: Path) -> list[Path]:
    """Write ``annotations.jsonld``, one AnnotationPage, into ``folder`` and return it."""
    with new_folder(folder):
        path = folder / "annotations.jsonld"
        with path.open("wb") as file:
            file.write(b'{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","items":[')
            for number, telling in enumerate(_tellings(store)):
                file.write(b",\n" if number else b"\n")
                file.write(msgspec.json.encode(annotation(telling)))
            file.write(b"\n]}\n")
    return [path]


def _tellings(store: Store) -> Iterator[Telling]:
    claims = store.claims()
    while batch := list(islice(claims, BATCH)):
        documents = get_documents(store, {claim.document_id for claim in batch})
        for claim in batch:
            yield Telling(claim, documents[claim.document_id])


def annotation(telling: Telling) -> Line:
    """Return the annotation of one claim: the trigger is the target, the sentence its context."""
    claim, document = telling.claim, telling.document
    return {
        "id": f"urn:onrecord:{claim.claim_id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": claim.event_type or claim.kind},
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _words(claim)},
        ],
        "target": {"source": telling.where, "selector": selectors(document, claim.trigger)},
    }


def selectors(document: Document, span: Span) -> list[Line]:
    """Return the selectors that find ``span`` in ``document``."""
    text = document.text
    found: list[Line] = [
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
    start, end = utf16(text, span.start), utf16(text, span.end)
    if (start, end) != (span.start, span.end):
        found.append({"type": "TextPositionSelector", "start": start, "end": end, "unit": "utf-16"})
    return found


def utf16(text: str, offset: int) -> int:
    r"""Return how many UTF-16 units stand before ``offset``.

    >>> utf16("\U0001f600 x", 2)
    3
    """
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _words(claim: Claim) -> str:
    who = f"{_names(claim.actors)} → {_names(claim.recipients)}" if claim.recipients else _names(claim.actors)
    voice = [link.source.text for link in claim.attribution if link.source]
    parts = [who, f"{claim.polarity}, {claim.modality}"]
    return "; ".join([*parts, *([f"according to {' via '.join(voice)}"] if voice else [])])


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(actor.name or actor.text for actor in actors) or "?"


EXPORTER = Exporter(name="webannotation", note="W3C Web Annotations of every claim, JSON-LD", write=write)
