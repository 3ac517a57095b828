"""What is marked in a text: runs of characters, each with a layer; and the text cut where they begin and end.

Marks overlap freely: a piece of text belongs to every mark that covers it, so a date inside
a quotation inside a copied passage is shown as all three.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from onrecord.records import (
    Actor,
    Attribution,
    Claim,
    Document,
    OriginBasis,
    OriginLink,
    Span,
    Statement,
    Term,
    ZoneKind,
)
from onrecord.serve.web.wording import type_words


class Layer(StrEnum):
    """What a mark says of its characters."""

    ACT = "act"  # the word or phrase a claim hangs on
    ACTOR = "actor"
    SOURCE = "source"  # whose word it is
    CUE = "cue"  # what gives the words to the source
    CONTENT = "content"  # what the source is given
    DATE = "date"
    PLACE = "place"
    FIGURE = "figure"
    TERM = "term"  # a word that judges
    COPIED = "copied"  # words that stand in another article too


LAYER_WORDS = {
    Layer.ACT: "what is claimed",
    Layer.ACTOR: "who",
    Layer.SOURCE: "source",
    Layer.CUE: "cue",
    Layer.CONTENT: "words given to a source",
    Layer.DATE: "when",
    Layer.PLACE: "where",
    Layer.FIGURE: "figure",
    Layer.TERM: "loaded word",
    Layer.COPIED: "copied passage",
}
"""Each layer in the words of the legend, in its order."""


class Mark(Struct, frozen=True, kw_only=True):
    """One marked run of characters."""

    start: int
    end: int
    layer: Layer
    says: str
    """What it was read as, for a reader: the name it was resolved to, the date it means."""
    claim_id: str | None = None
    href: str | None = None
    """Page of what it was resolved to: an actor, another article."""


class Run(Struct, frozen=True):
    """A run of text that the same marks cover; ``marks`` are numbers in the list of marks."""

    text: str
    marks: tuple[int, ...] = ()


class Block(Struct, frozen=True, kw_only=True):
    """One paragraph: what it is, its place in the text, its runs."""

    zone: ZoneKind
    start: int
    end: int
    runs: tuple[Run, ...]


def marks_of(
    claims: Iterable[Claim],
    statements: Iterable[Statement],
    terms: Iterable[Term],
    links: Iterable[OriginLink],
) -> list[Mark]:
    """Return the marks of one document, in order of their beginning, the longer first, each once."""
    found: dict[tuple[int, int, Layer, str | None], Mark] = {}
    every = [mark for claim in claims for mark in _of_claim(claim)]
    every += [mark for statement in statements for mark in _of_link(statement.attribution, None)]
    every += [mark for term in terms for mark in _of_term(term)]
    every += [mark for link in links for mark in _of_copy(link)]
    for mark in every:
        if mark.start < mark.end:
            found.setdefault((mark.start, mark.end, mark.layer, mark.claim_id), mark)
    order = list(Layer)
    return sorted(found.values(), key=lambda m: (m.start, -m.end, order.index(m.layer), m.claim_id or ""))


def _of_claim(claim: Claim) -> Iterable[Mark]:
    name = claim.claim_id
    yield _mark(claim.trigger, Layer.ACT, type_words(claim.event_type or claim.kind), name)
    held = (*claim.position.holder, *claim.position.targets) if claim.position else ()
    of = (*claim.figure.of, *claim.figure.counterpart) if claim.figure else ()
    for actor in (*claim.actors, *claim.recipients, *held, *of):
        yield _of_actor(actor, name)
    for link in claim.attribution:
        yield from _of_link(link, name)
    for date in (claim.date, claim.figure.period if claim.figure else None):
        if date and date.span:
            from onrecord.analyse.words import date_words

            yield _mark(date.span, Layer.DATE, date_words(date), name)
    if claim.place:
        place = claim.place
        says = ", ".join(filter(None, (place.name or place.text, place.country)))
        yield Mark(start=place.start, end=place.end, layer=Layer.PLACE, says=says, claim_id=name)
    if claim.figure:
        says = f"{claim.figure.measure or 'figure'}, {claim.figure.role}"
        yield _mark(claim.figure.span, Layer.FIGURE, says.replace("_", " "), name)


def _of_actor(actor: Actor, claim_id: str | None) -> Mark:
    known = f" ({actor.actor_id})" if actor.actor_id and not actor.actor_id.startswith("x.") else ""
    return Mark(
        start=actor.start,
        end=actor.end,
        layer=Layer.ACTOR,
        says=f"{actor.name or actor.text}{known}",
        claim_id=claim_id,
        href=f"/actors/{actor.actor_id}" if actor.actor_id else None,
    )


def _of_link(link: Attribution, claim_id: str | None) -> Iterable[Mark]:
    who = ", ".join(a.name or a.text for a in link.source_actors)
    if link.source:
        yield _mark(link.source, Layer.SOURCE, who or str(link.source_kind), claim_id)
    if link.cue:
        yield _mark(link.cue, Layer.CUE, str(link.form).replace("_", " "), claim_id)
    given = who or (link.source.text if link.source else str(link.source_kind))
    for span in link.content:
        yield _mark(span, Layer.CONTENT, f"given to {given}", claim_id)


def _of_term(term: Term) -> Iterable[Mark]:
    plain = f"; plainly: {term.plain}" if term.plain else ""
    yield _mark(term.span, Layer.TERM, f"{term.term}, {term.voice}{plain}", None)


def _of_copy(link: OriginLink) -> Iterable[Mark]:
    if link.span and link.basis is OriginBasis.COPIED_TEXT:
        outside = link.upstream.startswith("name:")
        yield Mark(
            start=link.span.start,
            end=link.span.end,
            layer=Layer.COPIED,
            says=f"stands in {link.upstream.removeprefix('name:')} too",
            href=None if outside else f"/documents/{link.upstream}",
        )


def _mark(span: Span, layer: Layer, says: str, claim_id: str | None) -> Mark:
    return Mark(start=span.start, end=span.end, layer=layer, says=says, claim_id=claim_id)


def blocks(document: Document, marks: Sequence[Mark]) -> list[Block]:
    """Return the paragraphs of ``document``, each cut into runs; joined, they are its lines."""
    made = []
    start = 0
    for line in document.text.split("\n"):
        end = start + len(line)
        if line.strip():
            made.append(
                Block(
                    zone=_zone(document, start, end),
                    start=start,
                    end=end,
                    runs=runs(document.text, start, end, marks),
                )
            )
        start = end + 1
    return made


def _zone(document: Document, start: int, end: int) -> ZoneKind:
    """Return what the line is, by its first words; one that goes on after its dateline is what follows."""
    inside = [zone.kind for zone in document.zones if zone.start < end and start < zone.end]
    if len(inside) > 1 and inside[0] is ZoneKind.DATELINE:
        return inside[1]
    begun = (zone.kind for zone in document.zones if zone.start <= start < zone.end)
    return next(begun, ZoneKind.BODY)


def runs(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Run, ...]:
    """Return ``text[start:end]`` cut wherever a mark begins or ends.

    >>> said = Mark(start=0, end=4, layer=Layer.CONTENT, says="")
    >>> day = Mark(start=2, end=6, layer=Layer.DATE, says="")
    >>> [(run.text, run.marks) for run in runs("abcdefg", 0, 7, [said, day])]
    [('ab', (0,)), ('cd', (0, 1)), ('ef', (1,)), ('g', ())]
    """
    near = [(number, mark) for number, mark in enumerate(marks) if mark.start < end and start < mark.end]
    ends = {start, end}
    for _, mark in near:
        ends |= {max(start, mark.start), min(end, mark.end)}
    cuts = sorted(ends)
    return tuple(
        Run(text[a:b], tuple(n for n, mark in near if mark.start <= a and b <= mark.end))
        for a, b in pairwise(cuts)
    )
