"""Code figures: quantities of something, of somebody, over a period, as claims.

Part of ``coding``: a frame (:mod:`onrecord.coding.figures.frames`) reads what a
quantity measures and whose it is; the period, polarity and modality come from its
clause. A quantity no frame knows is left alone.
"""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.coding.figures.frames import FRAMES, Draft, same_side
from onrecord.coding.figures.measures import EQUATIVES, mirrored
from onrecord.coding.figures.period import period_of
from onrecord.coding.identity import actors_of, with_id
from onrecord.coding.status import Status, status_of
from onrecord.reading import Mention, Quantity, Reading
from onrecord.records import Actor, Claim, FigureValue, Kind


def code_figures(reading: Reading) -> list[Claim]:
    """Return the figure claims of a reading in the order of its text, attribution left empty."""
    by_sentence: dict[int, list[Quantity]] = {}
    for quantity in reading.quantities:
        by_sentence.setdefault(quantity.sentence, []).append(quantity)
    claims = []
    for sentence in reading.sentences:
        if sentence.index in by_sentence:
            clause = Clause(reading, sentence)
            drafts = _drafts(clause, by_sentence[sentence.index])
            claims += [_claim(clause, quantity, draft) for quantity, draft in drafts]
    return claims


def _drafts(clause: Clause, quantities: list[Quantity]) -> list[tuple[Quantity, Draft]]:
    found: list[tuple[Quantity, Draft]] = []
    for quantity in quantities:
        head = clause.tokens[quantity.head]
        draft = next((d for frame in FRAMES if (d := frame(clause, quantity, head))), None)
        if draft is not None:
            _mirror(draft, [d for _, d in found])
            found.append((quantity, draft))
    return found


def _mirror(draft: Draft, before: list[Draft]) -> None:
    """Give a flow that is said to equal another ("which represented 17 % of …") the other's owner."""
    if draft.counterpart or draft.verb is None or draft.verb.lemma not in EQUATIVES:
        return
    for other in reversed(before):
        if mirrored(other.measure, draft.measure) and not same_side(other.of, draft.of):
            draft.counterpart = list(other.of)
            return


def _claim(clause: Clause, quantity: Quantity, draft: Draft) -> Claim:
    reading, sentence = clause.reading, clause.sentence
    span = reading.quote(quantity.start, quantity.end)
    status = status_of(clause, draft.verb) if draft.verb else Status()
    return with_id(
        Claim(
            claim_id="",
            document_id=reading.document.document_id,
            kind=Kind.FIGURE,
            polarity=status.polarity,
            modality=status.modality,
            trigger=span,
            sentence=reading.quote(sentence.start, sentence.end),
            zone=sentence.zone,
            rule=draft.rule,
            figure=FigureValue(
                value=quantity.value,
                upper=quantity.upper,
                unit=draft.unit or quantity.unit,
                measure=draft.measure,
                hedge=quantity.hedge,
                period=period_of(clause, clause.tokens[quantity.head], draft.noun),
                of=_actors(draft.of),
                counterpart=_actors(draft.counterpart),
                span=span,
            ),
        )
    )


def _actors(mentions: list[Mention]) -> tuple[Actor, ...]:
    unique = {(m.start, m.end): m for m in mentions}
    return tuple(actor for mention in unique.values() for actor in actors_of(mention))
