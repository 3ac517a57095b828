"""Document → Reading: sentences, parse, mentions, times, places and quantities.

One :class:`Reader` holds the model and the registry; reading a document is a
pure function of its text, its publication date and the settings.
"""

from __future__ import annotations

import gc

from onrecord.actors import Registry, load_registry
from onrecord.read.mentions import find_mentions
from onrecord.read.mentions_introductions import find_introductions
from onrecord.read.parse import load_parser
from onrecord.read.quantities import find_quantities
from onrecord.read.selection import Selection
from onrecord.read.sentences import split_document
from onrecord.read.timexes import find_timexes, match_times
from onrecord.read.toponyms import find_toponyms
from onrecord.reading import Reading, Vocabulary
from onrecord.records import Document
from onrecord.settings import Settings

__all__ = ["Reader"]


class Reader:
    """Reads documents with one model and one registry, loaded once.

    Args:
        settings: which model and which extra actor files.
        registry: who is who; loaded from the settings when not given.
        vocabulary: the words of claims; without it every sentence is parsed.
    """

    def __init__(
        self, settings: Settings, registry: Registry | None = None, vocabulary: Vocabulary | None = None
    ) -> None:
        self.registry = registry or load_registry(settings.actors)
        self._parser = load_parser(settings.model)
        self._select: Selection | None = None
        if vocabulary is not None and settings.parse == "selected":
            self._select = Selection(vocabulary, self._parser.lemmas, self.registry)
        # model and registry stay: the collector need not go through their million objects again and again
        gc.freeze()

    def read(self, document: Document) -> Reading:
        """Return ``document`` with every layer the coder needs."""
        sentences = self._parser.sentences(split_document(document), self._select)
        mentions = find_mentions(document, sentences, self.registry)
        times = match_times(document.text, sentences)
        return Reading(
            document=document,
            sentences=sentences,
            mentions=mentions,
            timexes=find_timexes(document, sentences, times),
            toponyms=find_toponyms(document, sentences),
            quantities=find_quantities(document, sentences, times),
            introductions=find_introductions(document, sentences, mentions, self.registry),
        )
