"""What a sentence must hold for the coder to make a claim of it: the lexicons as plain words.

Handed to :mod:`onrecord.read`, which parses no sentence that cannot hold a claim. Every
condition here is a necessary one of a frame, none a sufficient one. Figures need no
words: any number may be one.
"""

from __future__ import annotations

from collections import defaultdict

from onrecord.coding.clause import SPEECH
from onrecord.coding.events.statements import GUILTY
from onrecord.coding.positions.words import SHOULD, stance_words
from onrecord.ontology import Ontology
from onrecord.reading import Vocabulary

_STATING = SHOULD | GUILTY | {"need", "have", "behind", "blame"}
"""Words by which a clause under a verb of speech asks or accuses."""


def vocabulary(ontology: Ontology) -> Vocabulary:
    """Return the words that call up the events of ``ontology``, and positions.

    >>> from onrecord.ontology import load_ontology
    >>> words = vocabulary(load_ontology())
    >>> "invade" in words.triggers, "wary" in words.stances
    (True, True)
    """
    triggers: defaultdict[str, set[tuple[frozenset[str], ...]]] = defaultdict(set)
    for table in (ontology.verbs, ontology.nouns):
        for lemma, rules in table.items():
            for rule in rules:
                if rule.event_type:
                    _enter(triggers, lemma, rule.asked)
    for word in _STATING:
        triggers[word].add((SPEECH,))
    stances = frozenset(word for part in stance_words().values() for word in part)
    return Vocabulary({word: _least(frames) for word, frames in triggers.items()}, stances)


def _enter(
    triggers: defaultdict[str, set[tuple[frozenset[str], ...]]],
    lemma: str,
    asked: tuple[frozenset[str], ...],
) -> None:
    """Enter a frame under ``lemma``, and under the first part of "step_up" or "re-arm"."""
    triggers[lemma].add(asked)
    first, *rest = lemma.replace("_", "-").split("-")
    if rest:
        triggers[first].add((*(frozenset([part]) for part in rest), *asked))


def _least(frames: set[tuple[frozenset[str], ...]]) -> tuple[tuple[frozenset[str], ...], ...]:
    """Return ``frames``, or the one that asks for nothing where there is one."""
    if () in frames:
        return ((),)
    return tuple(sorted(frames, key=lambda groups: [sorted(group) for group in groups]))
