"""Name the PLOVER contexts of a claim from the words of its sentence and of the title."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.coding.clause import Clause
from onrecord.ontology import Ontology


def contexts_of(clause: Clause, ontology: Ontology) -> tuple[str, ...]:
    """Return the contexts whose cues occur in the sentence or the title, in the order of the ontology."""
    title = clause.reading.document.title
    lemmas = " ".join(t.lemma for t in clause.tokens)
    words = " ".join(t.lower for t in clause.tokens)
    heading = " ".join(re.findall(r"\w+", title.text.lower())) if title else ""
    text = f" {lemmas} | {words} | {heading} "
    said = frozenset(text.split(" "))
    return tuple(name for name, cues in ontology.contexts.items() if _told(cues, said, text))


def _told(cues: tuple[str, ...], said: frozenset[str], text: str) -> bool:
    single, openers, several = _by_length(cues)
    if not single.isdisjoint(said):
        return True
    return not openers.isdisjoint(said) and any(cue in text for cue in several)


@lru_cache(maxsize=256)
def _by_length(cues: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Return the cues of one word; the first words of the others, and these with a space at each end."""
    several = [c for c in cues if " " in c]
    openers = frozenset(c.split(" ")[0] for c in several)
    return frozenset(cues) - frozenset(several), openers, tuple(f" {c} " for c in several)
