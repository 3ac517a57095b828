"""ClaimDiff: does claim B, from another outlet, strengthen or weaken claim A?

Our answer rests on what the coder makes of both claims: they speak of one matter when
they share rare words, or an event type between shared actors, or a figure; B weakens A
when on such a matter one of them negates or denies something and the other does not, or
they give another value, and
strengthens it otherwise. Beside it stand word overlap alone, saying yes to as many pairs
as we do, and always saying yes, which two pairs in three of the one question reward.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from msgspec import Struct

from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.metrics.phrases import content_words
from onrecord.evaluate.metrics.statistics import difference_of, f1
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System, day
from onrecord.link.words import content_stems
from onrecord.records import AttributionForm, Claim, FigureValue, Kind, Polarity

ALIKE = 0.03
"""Cosine of TF-IDF from which two claims on one topic speak of one matter: one rare stem in common."""
ROUNDING = 0.05
"""Relative difference up to which two values are the same figure."""


class Row(Struct):
    """One pair of claims."""

    pair_id: str
    claim_a: str
    claim_b: str
    date: str | None
    kind: str
    relation: int


class Relation(Struct, frozen=True):
    """What we make of one pair."""

    related: bool
    opposed: bool


def score(gold: Gold, system: System) -> list[Measure]:
    """Return F1 of both questions, ours, by word overlap and always yes; units are pairs."""
    rows = gold.rows(Row)
    codes = {
        text: claims_of(text, when, system)
        for text, when in gold.tracked(
            sorted({(t, r.date) for r in rows for t in (r.claim_a, r.claim_b)}, key=str)
        )
    }
    cosine = _cosines([(r.claim_a, r.claim_b) for r in rows])
    relations = [
        relate(codes[r.claim_a], codes[r.claim_b], likeness) for r, likeness in zip(rows, cosine, strict=True)
    ]
    answers: Mapping[str, Callable[[Relation], bool]] = {
        "strengthen": lambda relation: relation.related and not relation.opposed,
        "weaken": lambda relation: relation.related and relation.opposed,
    }
    return [
        measure
        for kind, answer in answers.items()
        for measure in _measures(
            kind, [(r, answer(v)) for r, v in zip(rows, relations, strict=True) if r.kind == kind]
        )
    ]


def claims_of(text: str, when: str | None, system: System) -> tuple[Claim, ...]:
    """Return the claims coded in one of the pair's sentences."""
    return system.claims(system.read(system.document(text, "claim", published=day(when))))


def relate(left: Sequence[Claim], right: Sequence[Claim], likeness: float) -> Relation:
    """Return whether two texts of that ``likeness``, coded so, speak of one matter and oppose each other."""
    pairs = [(a, b) for a in left for b in right]
    events = [(a, b) for a, b in pairs if _same_event(a, b)]
    figures = [(a.figure, b.figure) for a, b in pairs if a.figure and b.figure]
    shared = [(a, b) for a, b in figures if a.unit == b.unit and a.measure == b.measure]
    opposed = _negates(left) is not _negates(right) or any(_other_value(a, b) for a, b in shared)
    return Relation(related=likeness >= ALIKE or bool(events) or bool(shared), opposed=opposed)


def _same_event(left: Claim, right: Claim) -> bool:
    if not (left.kind is right.kind is Kind.EVENT and left.event_type == right.event_type):
        return False
    ours = {p.actor_id for p in (*left.actors, *left.recipients) if p.actor_id}
    return bool(ours & {p.actor_id for p in (*right.actors, *right.recipients)})


def _negates(claims: Sequence[Claim]) -> bool:
    return any(
        c.polarity is Polarity.NEGATIVE
        or any(voice.form is AttributionForm.DENIAL for voice in c.attribution)
        for c in claims
    )


def _other_value(left: FigureValue, right: FigureValue) -> bool:
    return abs(left.value - right.value) > ROUNDING * max(abs(left.value), abs(right.value))


def word_overlap(left: str, right: str) -> float:
    """Return the Jaccard overlap of content words."""
    ours, theirs = content_words(left), content_words(right)
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def as_many(scores: Sequence[float], size: int) -> list[bool]:
    """Return yes for the ``size`` highest scores, the earlier one where they are equal.

    >>> as_many([0.1, 0.5, 0.5], 1)
    [False, True, False]
    """
    chosen = set(sorted(range(len(scores)), key=lambda i: (-scores[i], i))[:size])
    return [i in chosen for i in range(len(scores))]


def _cosines(pairs: Sequence[tuple[str, str]]) -> list[float]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer=content_stems, sublinear_tf=True)
    matrix = vectors.fit_transform([text for pair in pairs for text in pair])
    products = matrix[0::2].multiply(matrix[1::2]).sum(axis=1)
    return [float(value) for value in np.asarray(products).ravel()]


def _measures(kind: str, answered: Sequence[tuple[Row, bool]]) -> list[Measure]:
    if not answered:
        return []
    ours = _counts([(yes, bool(r.relation)) for r, yes in answered])
    likest = as_many([word_overlap(r.claim_a, r.claim_b) for r, _ in answered], sum(y for _, y in answered))
    lexical = _counts([(yes, bool(r.relation)) for yes, (r, _) in zip(likest, answered, strict=True)])
    always = _counts([(True, bool(r.relation)) for r, _ in answered])
    beside = np.hstack([ours, lexical])
    return [
        Measure(metric=f"{kind}_f1", counts=ours, statistic=f1),
        Measure(
            metric=f"{kind}_lexical_f1", counts=lexical, statistic=f1, note="as many yeses by word overlap"
        ),
        Measure(metric=f"{kind}_always_f1", counts=always, statistic=f1, note="baseline: always yes"),
        Measure(
            metric=f"{kind}_gain", counts=beside, statistic=difference_of(f1), note="ours minus word overlap"
        ),
    ]


def _counts(answers: Sequence[tuple[bool, bool]]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([[float(yes and gold), float(yes), float(gold)] for yes, gold in answers])


GOLD_SET = GoldSet(
    name="claimdiff",
    prefix="claimdiff",
    what="pairs of claims: does B strengthen or weaken A, F1",
    score=score,
    sample_by="pair_id",
)
