"""Code figures: quantities of something, of somebody, over a period, as claims.

Part of ``coding``: a frame (:mod:`onrecord.coding.figures.frames`) reads what a
quantity measures and whose it is; the period, polarity and modality come from its
clause. A quantity no frame knows is left alone.
"""

from __future__ import annotations

from itertools import pairwise

from onrecord.coding.clause import Clause
from onrecord.coding.figures.beside import beside
from onrecord.coding.figures.draft import Draft, linked_verb, same_side
from onrecord.coding.figures.frames import FRAMES
from onrecord.coding.figures.measures import EQUATIVES, currency_of, mirrored, way_of
from onrecord.coding.figures.period import period_of
from onrecord.coding.identity import actors_of, with_id
from onrecord.coding.status import Status, status_of
from onrecord.reading import Mention, Quantity, Reading, Token
from onrecord.records import Actor, Claim, FigureRole, FigureValue, Kind, Span

_HEDGES = frozenset({"about", "over", "some", "around", "nearly", "almost", "up", "only"})


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
        if _per_share(clause, quantity):
            continue
        draft = beside(clause, quantity, found[-1] if found else None) or next(
            (d for frame in FRAMES if (d := frame(clause, quantity, head))), None
        )
        if draft is not None:
            draft.of = [m for m in draft.of if not _is_hedge(quantity, m)]
            _mirror(draft, [d for _, d in found])
            _direct(clause, head, draft)
            found.append((quantity, draft))
    for (_, first), (_, second) in pairwise(found):
        if first.role is FigureRole.FORMER and second.direction is not None and first.verb == second.verb:
            first.measure, first.noun = second.measure, second.noun
    return found


def _per_share(clause: Clause, quantity: Quantity) -> bool:
    """True for "$2.25 a share", which measures no sum."""
    rest = clause.reading.document.text[quantity.end : quantity.end + 8].lower()
    return rest.startswith((" a share", "-a-share", " per sha", " apiece"))


def _direct(clause: Clause, head: Token, draft: Draft) -> None:
    """Say which way a level moved that another frame read: "the death toll rose to 94"."""
    link = linked_verb(clause, head)
    if draft.role is not FigureRole.LEVEL or draft.direction is not None or link is None:
        return
    if link[1] == "to" and draft.rule == "figure.harm":
        draft.direction = way_of(link[0])


def _is_hedge(quantity: Quantity, mention: Mention) -> bool:
    """True for the first word of "About 4,000 farmers", read as a name for its capital."""
    return mention.start == quantity.start and mention.text.lower() in _HEDGES


def _unit(quantity: Quantity, draft: Draft) -> str:
    """Return the unit; money that several states call by one name is that of a side."""
    unit = draft.unit or quantity.unit
    countries = [ref.country for m in (*draft.of, *draft.counterpart) for ref in m.actors]
    return currency_of(unit, countries) or unit


def _whole(reading: Reading, clause: Clause, draft: Draft) -> Span | None:
    if draft.whole is None or draft.role is not FigureRole.SHARE:
        return None
    return reading.quote(*clause.sentence.bounds(draft.whole.i))


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
                unit=_unit(quantity, draft),
                measure=draft.measure,
                role=draft.role,
                direction=draft.direction,
                whole=_whole(reading, clause, draft),
                hedge=quantity.hedge,
                period=period_of(
                    clause,
                    clause.tokens[quantity.head],
                    draft.noun,
                    draft.dated_after,
                    draft.dated_before,
                    former=draft.role is FigureRole.FORMER,
                ),
                of=_actors(draft.of),
                counterpart=_actors(draft.counterpart),
                span=span,
            ),
        )
    )


def _actors(mentions: list[Mention]) -> tuple[Actor, ...]:
    unique = {(m.start, m.end): m for m in mentions}
    return tuple(actor for mention in unique.values() for actor in actors_of(mention))
