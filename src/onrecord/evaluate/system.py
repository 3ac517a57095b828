"""The product as the gold sets see it: text or page in; readings, claims, links out.

Everything goes through the same public functions as a build, so a score is a score of
what users get. Model and registry load on first use, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from itertools import product
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING

import msgspec

from onrecord.errors import GoldError
from onrecord.records import Attribution, Claim, Document, Linked, Rejection
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.actors import Registry, Resolution
    from onrecord.read import Reader
    from onrecord.reading import Reading, Sentence, Timex

ANY_LANGUAGE = tuple(a + b for a, b in product(ascii_lowercase, repeat=2))
"""Every code that ISO 639-1 could give."""


class System:
    """The parts of OnRecord under test, with one model and one registry."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def registry(self) -> Registry:
        """Who is who."""
        from onrecord.actors import load_registry

        return load_registry(self.settings.actors)

    @cached_property
    def reader(self) -> Reader:
        """Reads documents."""
        from onrecord.coding import vocabulary
        from onrecord.ontology import load_ontology
        from onrecord.read import Reader

        return Reader(self.settings, self.registry, vocabulary(load_ontology(self.settings.ontology)))

    def document(
        self, text: str, name: str, *, title: str | None = None, published: date | None = None
    ) -> Document:
        """Return ``text`` as a document, character for character (``title`` goes in front)."""
        from onrecord.ingest import from_text

        return from_text(text, external_id=name, title=title, published=published)

    def page(self, html: str, name: str) -> Document | Rejection:
        """Return what ingest makes of one HTML page, given as decoded text.

        Finding text and date is scored on pages in any language, however short.
        """
        from onrecord.ingest import RawInput, ingest

        settings = msgspec.structs.replace(self.settings, languages=ANY_LANGUAGE, min_body_words=0)
        # the byte order mark says UTF-8, whatever charset the page was served in and names itself
        data = html.encode("utf-8-sig", "surrogatepass")
        return ingest(RawInput(path=f"{name}.html", format="html", data=data), settings)

    def files(self, folder: Path) -> list[Document | Rejection]:
        """Return what ingest makes of every file of ``folder``, in the order of their names."""
        from onrecord.ingest import ingest, iter_inputs

        return [ingest(item, self.settings) for item in iter_inputs([folder], self.settings)]

    def read(self, document: Document) -> Reading:
        """Return ``document`` read."""
        return self.reader.read(document)

    def sentences(self, document: Document) -> tuple[Sentence, ...]:
        """Return the parsed sentences of ``document`` alone."""
        from onrecord.read.parse import parse_document

        return parse_document(document, self.settings.model)

    def timexes(self, document: Document) -> tuple[Timex, ...]:
        """Return the expressions of time in ``document``."""
        from onrecord.read.timexes import find_timexes

        return find_timexes(document, self.sentences(document))

    def claims(self, reading: Reading) -> tuple[Claim, ...]:
        """Return the claims of a reading."""
        from onrecord.coding import code
        from onrecord.ontology import load_ontology

        return code(reading, load_ontology(self.settings.ontology))

    def attributions(self, reading: Reading) -> tuple[Attribution, ...]:
        """Return the attributions of a reading."""
        from onrecord.coding.attribution import find_attributions

        return find_attributions(reading)

    def resolve(self, phrase: str, on: date | None) -> Resolution:
        """Return who ``phrase`` is."""
        from onrecord.actors import resolve

        return resolve(phrase, on, self.registry)

    def link(self, documents: Sequence[Document], claims: Sequence[Claim]) -> Linked:
        """Return what linking makes of documents and claims."""
        from onrecord.link import link

        return link(documents, claims, self.settings)


def day(text: str | None) -> date | None:
    """Return a gold set's date; None where there is none (some sets write "None").

    >>> day("2022-04-12T09:30:00") == day("12 April 2022")
    True

    Raises:
        GoldError: it is no date.
    """
    if not text or text == "None":
        return None
    for form, length in _DATE_FORMS:
        with suppress(ValueError):
            return datetime.strptime(text[:length].strip(), form).date()
    raise GoldError(f"{text!r} is no date", remedy="Write it as 2022-04-12.")


_DATE_FORMS = (("%Y-%m-%d", 10), ("%d %B %Y", None), ("%B %d, %Y", None))
