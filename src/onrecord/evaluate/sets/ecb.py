"""ECB+: articles to subtopics, and event mentions corefered across them.

Mentions are the gold ones. Two corefer when they stand in one predicted story and their
head words are of one family, as linking groups words (:mod:`onrecord.link.families`);
beside it stands the same by the heads' lemmas, what document clusters alone are worth.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.evaluate.gold import Gold, read_lines
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.metrics.clusters import bcubed_counts, ceafe_counts, conll_counts, muc_counts
from onrecord.evaluate.metrics.statistics import f1_of_means, mean_of_f1s
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.sets.stories import bcubed_measures, cluster_names
from onrecord.evaluate.system import System
from onrecord.link.families import family
from onrecord.reading import Sentence


class Doc(Struct):
    """One article; ``text`` has the annotated sentences, one a line."""

    doc: str
    topic: str
    subtopic: str
    text: str


class EventMention(Struct):
    """One event mention and its cross-document cluster."""

    id: str
    doc: str
    start: int
    end: int
    text: str
    cluster: str


def score(gold: Gold, system: System) -> list[Measure]:
    """Return BCubed of topics and subtopics, and MUC, B³, CEAFe and CoNLL; units are topics."""
    docs = gold.rows(Doc)
    mentions = _mentions(gold, {d.doc for d in docs})
    documents = {d.doc: system.document(d.text, d.doc) for d in docs}
    predicted = cluster_names(system.link(list(documents.values()), ()).stories)
    place = {d.doc: predicted.get(d.doc, d.doc) for d in docs}
    heads: dict[str, str] = {}
    for doc in gold.tracked(docs):
        sentences = system.sentences(documents[doc.doc])
        heads.update({m.id: head_lemma(sentences, m) for m in mentions if m.doc == doc.doc})
    return [
        *_document_measures(docs, place),
        *_mention_measures(
            docs,
            mentions,
            {m.id: f"{place[m.doc]} {family(heads[m.id])}" for m in mentions},
            {m.id: f"{place[m.doc]} {heads[m.id]}" for m in mentions},
        ),
    ]


def head_lemma(sentences: Sequence[Sentence], mention: EventMention) -> str:
    """Return the lemma of the mention's head, its lower-case text where the parse has none."""
    for sentence in sentences:
        inside = [t for t in sentence.tokens if mention.start <= t.start < mention.end]
        within = {t.i for t in inside}
        head = next((t for t in inside if t.head == t.i or t.head not in within), None)
        if head is not None:
            return head.lemma
    return mention.text.lower()


def _mentions(gold: Gold, docs: set[str]) -> list[EventMention]:
    path = gold.companion("ecb_docs", "ecb_events")
    events = Gold(path, tuple(read_lines(path)), gold.tick)
    return [m for m in events.rows(EventMention) if m.doc in docs]


def _document_measures(docs: Sequence[Doc], place: dict[str, str]) -> list[Measure]:
    topics = {d.doc: d.topic for d in docs}
    subtopics = {d.doc: d.subtopic for d in docs}
    return [
        *bcubed_measures("subtopic_", bcubed_counts(subtopics, place, lambda d: topics[d])),
        bcubed_measures("topic_", bcubed_counts(topics, place, lambda d: topics[d]))[0],
    ]


def _mention_measures(
    docs: Sequence[Doc],
    mentions: Sequence[EventMention],
    predicted: dict[str, str],
    by_lemma: dict[str, str],
) -> list[Measure]:
    topics = {d.doc: d.topic for d in docs}
    unit = {m.id: topics[m.doc] for m in mentions}
    truth = {m.id: m.cluster for m in mentions}
    given = (truth, predicted, lambda item: unit[item])
    note = "gold mentions, head words of one family inside predicted stories"
    lemmas = conll_counts(truth, by_lemma, lambda item: unit[item])
    return [
        Measure(metric="conll_f1", counts=conll_counts(*given), statistic=mean_of_f1s, note=note),
        Measure(metric="conll_lemma_f1", counts=lemmas, statistic=mean_of_f1s, note="by the heads' lemmas"),
        Measure(metric="muc_f1", counts=muc_counts(*given), statistic=f1_of_means),
        Measure(metric="b3_f1", counts=bcubed_counts(*given), statistic=f1_of_means),
        Measure(metric="ceafe_f1", counts=ceafe_counts(*given), statistic=f1_of_means),
    ]


GOLD_SET = GoldSet(
    name="ecb",
    prefix="ecb_docs",
    what="ECB+ articles to subtopics (BCubed); gold event mentions across them (CoNLL)",
    score=score,
    sample_by="topic",
)
