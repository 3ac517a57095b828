"""Who, what, when and where of an article: is our first answer one of the annotators' phrases?

The answers are read off the headline claim: its actors, its trigger, the expression its
date was read from, its place; where that claim leaves one open, off the next one, and
where every claim does, off what reading found first. No answer counts as wrong. How and
why are not asked: no field of a claim answers them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct

from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.headline import event_claims, headline
from onrecord.evaluate.metrics.phrases import says_the_same
from onrecord.evaluate.metrics.statistics import ratio
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System, day
from onrecord.reading import Reading
from onrecord.records import Claim


class Phrase(Struct):
    """One phrase that annotators marked; without text where they only gave a date."""

    text: str | None = None


class Answers(Struct):
    """The phrases for each question; dates there are unreliable and not read."""

    who: list[Phrase] = []
    what: list[Phrase] = []
    when: list[Phrase] = []
    where: list[Phrase] = []


class Row(Struct):
    """One article."""

    id: str
    text: str
    title: str
    date: str | None
    gold: Answers


QUESTIONS: dict[str, Callable[[Claim], str | None]] = {
    "who": lambda claim: next((actor.text for actor in claim.actors), None),
    "what": lambda claim: claim.trigger.text,
    "when": lambda claim: claim.date.span.text if claim.date and claim.date.span else None,
    "where": lambda claim: claim.place.text if claim.place else None,
}


FIRST_READ: dict[str, Callable[[Reading], str | None]] = {
    "who": lambda reading: next((m.text for m in reading.mentions if m.actors), None),
    "what": lambda reading: None,
    "when": lambda reading: next((t.text for t in reading.timexes if t.type in ("DATE", "TIME")), None),
    "where": lambda reading: next((p.text for p in reading.toponyms), None),
}


def score(gold: Gold, system: System) -> list[Measure]:
    """Return precision at 1 per question, over articles that have gold phrases for it."""
    verdicts: dict[str, list[list[float]]] = {question: [] for question in QUESTIONS}
    for row in gold.tracked(gold.rows(Row)):
        document = system.document(row.text, row.id, title=row.title or None, published=day(row.date))
        reading = system.read(document)
        claims = in_order(system.claims(reading))
        for question, read in QUESTIONS.items():
            phrases = [p.text for p in getattr(row.gold, question) if p.text]
            if phrases:
                reply = next((found for c in claims if (found := read(c))), None) or FIRST_READ[question](
                    reading
                )
                verdicts[question].append([float(says_the_same(reply or "", phrases)), 1.0])
    return [
        Measure(metric=f"{question}_p1", counts=np.array(counts), statistic=ratio)
        for question, counts in verdicts.items()
        if counts
    ]


def in_order(claims: Sequence[Claim]) -> list[Claim]:
    """Return the event claims, the headline first and the others as they come in the text."""
    first = headline(claims)
    return [*([first] if first else []), *(c for c in event_claims(claims) if c is not first)]


GOLD_SET = GoldSet(
    name="giveme5w1h",
    prefix="giveme5w1h",
    what="who, what, when, where of an article: precision at 1",
    score=score,
)
