"""Name the PLOVER contexts of a claim from the words of its sentence and of the title."""

from __future__ import annotations

import re

from onrecord.coding.clause import Clause
from onrecord.ontology import Ontology


def contexts_of(clause: Clause, ontology: Ontology) -> tuple[str, ...]:
    """Return the contexts whose cues occur in the sentence or the title, in the order of the ontology."""
    title = clause.reading.document.title
    lemmas = " ".join(t.lemma for t in clause.tokens)
    words = " ".join(t.lower for t in clause.tokens)
    heading = " ".join(re.findall(r"\w+", title.text.lower())) if title else ""
    text = f" {lemmas} | {words} | {heading} "
    return tuple(name for name, cues in ontology.contexts.items() if any(f" {cue} " in text for cue in cues))
