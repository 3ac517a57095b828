"""PLV: a sentence with marked actor and recipient, one of 15 types; macro-F1.

The marked parties are given to the coder as mentions where reading found none. The
answer is the type of the claim whose own parties overlap the marks best; no such claim
is an abstention and counts as wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from msgspec import Struct

from onrecord.errors import GoldError
from onrecord.evaluate.conventions import CODEBOOK, convention
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.headline import event_claims
from onrecord.evaluate.metrics.dyads import QUAD_CLASS
from onrecord.evaluate.metrics.spans import Stretch, any_overlap
from onrecord.evaluate.metrics.statistics import Counts, macro_f1, ratio
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System
from onrecord.reading import Mention, Reading, Sentence
from onrecord.records import Actor, ActorRef, Claim

_MARK = re.compile(r"</?([st])>")


class GoldEvent(Struct):
    """The type and the sentence with its parties marked."""

    code: str
    marked: str


class GoldEvents(Struct):
    """One event a row."""

    events: list[GoldEvent]


class Row(Struct):
    """One sentence."""

    id: str
    gold: GoldEvents


class Marked(Struct, frozen=True):
    """A sentence without its marks, and where they were."""

    text: str
    actors: tuple[Stretch, ...]
    """Every place that names the actor; none where the sentence leaves it out."""
    recipients: tuple[Stretch, ...]


def score(gold: Gold, system: System) -> list[Measure]:
    """Return macro-F1 of the type, accuracy of type and quad, coverage; units are rows."""
    own = convention("zsp_plv")
    rows = gold.rows(Row)
    truth = [row.gold.events[0].code for row in rows]
    claims = [answer(row.id, unmark(row.gold.events[0].marked), system) for row in gold.tracked(rows)]
    types = [own.type_of(c) if c else None for c in claims]
    plain = [_codebook_type(c) if c else None for c in claims]
    answered = [[float(t is not None), 1.0] for t in types]
    return [
        Measure(metric="macro_f1", counts=_per_label(truth, types), statistic=macro_f1, note="15 types"),
        Measure(
            metric="codebook_macro_f1",
            counts=_per_label(truth, plain),
            statistic=macro_f1,
            note="the set's conventions off, except YIELD",
        ),
        Measure(metric="accuracy", counts=_equal(truth, types), statistic=ratio),
        Measure(
            metric="quad_accuracy",
            counts=_equal([_quad(t) for t in truth], [_quad(t) for t in types]),
            statistic=ratio,
        ),
        Measure(metric="coverage", counts=np.array(answered), statistic=ratio, note="rows answered"),
    ]


def unmark(marked: str) -> Marked:
    """Return the sentence without marks, and where actor and recipient were marked.

    >>> unmark("<s>Oslo</s> thanked <t>Bern</t>.")
    Marked(text='Oslo thanked Bern.', actors=((0, 4),), recipients=((13, 17),))

    Raises:
        GoldError: nobody is marked, or a mark is not closed.
    """
    text, at = "", 0
    bounds: dict[str, list[int]] = {"s": [], "t": []}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        bounds[mark[1]].append(len(text))
    text += marked[at:]
    if not any(bounds.values()) or any(len(b) % 2 for b in bounds.values()):
        raise GoldError(f"actor and recipient are not marked: {marked[:60]!r}", remedy="Mend the gold row.")
    actors, recipients = (tuple(zip(b[0::2], b[1::2], strict=True)) for b in bounds.values())
    return Marked(text, actors, recipients)


def answer(name: str, marked: Marked, system: System) -> Claim | None:
    """Return the claim between the marked parties, None when there is none."""
    reading = system.read(system.document(marked.text, name))
    given = with_parties(reading, (*marked.actors, *marked.recipients))
    fits = [(_fit(c, marked), c) for c in event_claims(system.claims(given))]
    best = max((f for f, _ in fits), default=0.0)
    return next((c for f, c in fits if f == best), None) if best else None


def with_parties(reading: Reading, spans: Iterable[Stretch]) -> Reading:
    """Return ``reading`` with somebody known at each span, as the set has it: both parties are given.

    Where reading found nobody, or somebody it cannot place ("the strikers"), the marked words
    themselves are who is meant.
    """
    given: dict[tuple[int, int], Mention] = {}
    for span in spans:
        for sentence in reading.sentences:
            head = _head(sentence, span)
            found = reading.mention_of(sentence.index, head) if head is not None else None
            if head is not None and (found is None or not _known(found)):
                given[sentence.index, head] = _given(reading, sentence, head, span)
    if not given:
        return reading
    old = [(i, given.pop((m.sentence, m.head), m)) for i, m in enumerate(reading.mentions)]
    mixed = sorted([*old, *((-1, m) for m in given.values())], key=lambda pair: (pair[1].start, pair[1].end))
    place = {index: at for at, (index, _) in enumerate(mixed) if index >= 0}
    mentions = [
        m if m.antecedent is None else msgspec.structs.replace(m, antecedent=place[m.antecedent])
        for _, m in mixed
    ]
    return msgspec.structs.replace(reading, mentions=tuple(mentions))


def _known(mention: Mention) -> bool:
    return any(ref.country or ref.kind in ("organisation", "country") for ref in mention.actors)


def _given(reading: Reading, sentence: Sentence, head: int, span: Stretch) -> Mention:
    text = reading.document.text[slice(*span)]
    return Mention(
        sentence=sentence.index,
        head=head,
        start=span[0],
        end=span[1],
        text=text,
        form="name",
        actors=(ActorRef(actor_id=f"given.{span[0]}", name=text, kind="organisation"),),
        basis="given",
    )


def _head(sentence: Sentence, span: Stretch) -> int | None:
    inside = {t.i for t in sentence.tokens if span[0] <= t.start < span[1]}
    return next((i for i in sorted(inside) if sentence.tokens[i].head not in inside - {i}), None)


def _fit(claim: Claim, marked: Marked) -> float:
    """Return 2 where both parties are the marked ones; less for one of them or crossed sides."""
    straight = _touches(claim.actors, marked.actors) + _touches(claim.recipients, marked.recipients)
    crossed = _touches(claim.actors, marked.recipients) + _touches(claim.recipients, marked.actors)
    return straight + 0.5 * crossed


def _touches(parties: Sequence[Actor], spans: Sequence[Stretch]) -> bool:
    return any_overlap([(p.start, p.end) for p in parties], spans)


def _codebook_type(claim: Claim) -> str | None:
    # the set has no CONCEDE and RETREAT, only YIELD; that renaming is no departure
    label = CODEBOOK.type_of(claim)
    return "YIELD" if label in ("CONCEDE", "RETREAT") else label


def _quad(label: str | None) -> int | None:
    # YIELD joins a verbal and a material type, so all three share one class here
    return 1 if label == "YIELD" else QUAD_CLASS.get(label or "")


def _per_label(truth: Sequence[str], found: Sequence[str | None]) -> Counts:
    labels = sorted(set(truth))
    rows = [
        [float(x) for label in labels for x in (t == f == label, f == label, t == label)]
        for t, f in zip(truth, found, strict=True)
    ]
    return np.array(rows)


def _equal(truth: Sequence[object], found: Sequence[object]) -> Counts:
    return np.array([[float(t == f), 1.0] for t, f in zip(truth, found, strict=True)])


GOLD_SET = GoldSet(
    name="zsp_plv",
    prefix="zsp_plv_",
    what="event type with actor and recipient given (PLV), macro-F1",
    score=score,
)
