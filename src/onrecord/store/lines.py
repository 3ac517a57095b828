"""Records as output lines: the one place that says what a line of each command carries.

`onrecord code` and the list commands print these, the exports write them. Times
are ISO 8601; trigger and sentence carry ``raw_start`` and ``raw_end`` wherever the
input was text, so that a record can be laid over the file it came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from onrecord.records import (
    Attribution,
    Claim,
    Conflict,
    Document,
    Event,
    Figure,
    FigureValue,
    Introduction,
    Judged,
    PositionValue,
    Rejection,
    Statement,
    Story,
    Term,
)
from onrecord.store.line_parts import (
    actor_lines,
    actors_once,
    date_line,
    maybe_span,
    origins_line,
    place_line,
    span_line,
)
from onrecord.store.shapes import (
    AttributionLine,
    ClaimLine,
    ConflictLine,
    DocumentLine,
    EventLine,
    FigureLine,
    FigureValueLine,
    IntroductionLine,
    JudgedLine,
    PositionLine,
    QuoteLine,
    RejectionLine,
    StoryLine,
    TermLine,
)

Line = Mapping[str, object]
"""One output line of whatever shape, ready for JSON."""


def claim_line(claim: Claim, document: Document | None) -> ClaimLine:
    """Return the line of ``claim``; ``document`` gives the offsets in its raw input."""
    return {
        "claim_id": claim.claim_id,
        "document_id": claim.document_id,
        "publisher": document.publisher if document else None,
        "published": date_line(document.published) if document else None,
        "kind": claim.kind,
        "event_type": claim.event_type,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        "quad_class": claim.quad_class,
        "scale": claim.scale,
        "cameo": claim.cameo,
        "actors": actor_lines(claim.actors),
        "recipients": actor_lines(claim.recipients),
        "date": date_line(claim.date),
        "date_missing": claim.date_missing,
        "place": place_line(claim.place),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": [_attribution_line(link, document) for link in claim.attribution],
        "figure": _figure_value_line(claim.figure, document),
        "position": _position_line(claim.position, document),
        "trigger": span_line(claim.trigger, document),
        "sentence": span_line(claim.sentence, document),
        "zone": claim.zone,
        "about": claim.about,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "judged": _judged_line(claim.judged),
    }


def _judged_line(judged: Judged | None) -> JudgedLine | None:
    """Return by whom a claim was accepted, corrected or added, and what it was before."""
    if judged is None:
        return None
    return {
        "by": judged.by.partition(":")[2],
        "at": judged.at.isoformat() if judged.at else None,
        "note": judged.note,
        "corrections": [
            {"field": c.field, "was": msgspec.json.decode(c.was), "now": msgspec.json.decode(c.now)}
            for c in judged.corrections
        ],
        "confidence": judged.confidence,
        "decision_id": judged.judgement_id,
        "added_by": judged.added_by.partition(":")[2] if judged.added_by else None,
    }


def document_line(document: Document, paths: Sequence[str] = ()) -> DocumentLine:
    """Return the line of ``document``, found at ``paths`` (the first one is its ``path``)."""
    return {
        "document_id": document.document_id,
        "path": paths[0] if paths else None,
        "publisher": document.publisher,
        "published": date_line(document.published),
        "title": document.title.text if document.title else None,
        "language": document.language,
        "original_publisher": document.original_publisher,
        "url": document.url,
        "author": document.author,
        "format": document.format,
        "external_id": document.external_id,
        "copies": len(paths),
        "characters": len(document.text),
        "raw_sha256": document.raw_sha256,
    }


def event_line(event: Event, quad_class: int | None = None, scale: float | None = None) -> EventLine:
    """Return the line of ``event``; quad class and scale are those of its representative claim."""
    return {
        "event_id": event.event_id,
        "event_type": event.event_type,
        "mode": event.mode,
        "quad_class": quad_class,
        "scale": scale,
        "date": date_line(event.date),
        "actors": actor_lines(event.actors),
        "recipients": actor_lines(event.recipients),
        "place": place_line(event.place),
        "status": event.status,
        "origins": origins_line(event.origins),
        "reports": event.reports,
        "claim_ids": list(event.claim_ids),
        "document_ids": list(event.document_ids),
        "progression": list(event.progression),
    }


def figure_line(figure: Figure) -> FigureLine:
    """Return the line of ``figure``."""
    return {
        "figure_id": figure.figure_id,
        "value": figure.value,
        "upper": figure.upper,
        "hedge": figure.hedge,
        "unit": figure.unit,
        "measure": figure.measure,
        "role": figure.role,
        "direction": figure.direction,
        "period": date_line(figure.period),
        "of": actor_lines(figure.of),
        "counterpart": actor_lines(figure.counterpart),
        "origins": origins_line(figure.origins),
        "reports": figure.reports,
        "claim_ids": list(figure.claim_ids),
        "document_ids": list(figure.document_ids),
    }


def story_line(story: Story) -> StoryLine:
    """Return the line of ``story``."""
    return {
        "story_id": story.story_id,
        "title": story.title,
        "start": story.start.isoformat() if story.start else None,
        "end": story.end.isoformat() if story.end else None,
        "follows": story.follows,
        "document_ids": list(story.document_ids),
    }


def quote_line(statement: Statement, document: Document | None) -> QuoteLine:
    """Return who says what to whom in one document, and how it is given."""
    link = statement.attribution
    return {
        "quote_id": statement.statement_id,
        "document_id": statement.document_id,
        "publisher": document.publisher if document else None,
        "published": date_line(document.published) if document else None,
        "form": link.form,
        "speakers": actor_lines(link.source_actors),
        "source": maybe_span(link.source, document),
        "source_kind": link.source_kind,
        "anonymous": link.anonymous,
        "cue": maybe_span(link.cue, document),
        "addressee": maybe_span(link.addressee, document),
        "addressees": actor_lines(link.addressee_actors),
        "content": [span_line(span, document) for span in link.content],
        "sentence": span_line(statement.sentence, document),
        "zone": statement.zone,
    }


def term_line(terms: Sequence[Term], documents: Mapping[str, Document]) -> TermLine:
    """Return the line of the uses of one loaded term in one voice by one publisher, the first as example."""
    first = terms[0]
    document = documents.get(first.document_id)
    return {
        "term": first.term,
        "plain": first.plain,
        "voice": first.voice,
        "publisher": document.publisher if document else None,
        "uses": len(terms),
        "first_published": date_line(document.published) if document else None,
        "holders": actors_once(a for t in terms for a in t.holder),
        "sources": sorted({t.source.text for t in terms if t.source}),
        "targets": actors_once(a for t in terms for a in t.target),
        "trigger": span_line(first.span, document),
        "sentence": span_line(first.sentence, document),
        "term_ids": [t.term_id for t in terms],
        "document_ids": sorted({t.document_id for t in terms}),
    }


def introduction_line(told: Introduction) -> IntroductionLine:
    """Return the line of ``told``: the words, where and when they stand, and what the table says else."""
    return {
        "document_id": told.document_id,
        "on": told.on.isoformat() if told.on else None,
        "role": told.person.role,
        "country": told.person.country,
        "text": told.span.text,
        "start": told.span.start,
        "end": told.span.end,
        "table": told.table,
    }


def conflict_line(conflict: Conflict) -> ConflictLine:
    """Return the line of ``conflict``."""
    return {
        "conflict_id": conflict.conflict_id,
        "kind": conflict.kind,
        "event_id": conflict.event_id,
        "figure_id": conflict.figure_id,
        "sides": [
            {
                "claim_ids": list(s.claim_ids),
                "statement_ids": list(s.statement_ids),
                "value": s.value,
                "origins": origins_line(s.origins),
            }
            for s in conflict.sides
        ],
        "note": conflict.note,
    }


def rejection_line(rejection: Rejection) -> RejectionLine:
    """Return the line of ``rejection``."""
    return {
        "rejection_id": rejection.rejection_id,
        "stage": rejection.stage,
        "reason": rejection.reason,
        "detail": rejection.detail,
        "path": rejection.path,
        "record": rejection.record,
        "document_id": rejection.document_id,
    }


def _attribution_line(link: Attribution, document: Document | None) -> AttributionLine:
    return {
        "form": link.form,
        "source_kind": link.source_kind,
        "source": maybe_span(link.source, document),
        "source_actor": actor_lines([link.source_actor])[0] if link.source_actor else None,
        "source_actors": actor_lines(link.source_actors),
        "cue": maybe_span(link.cue, document),
        "content": [span_line(span, document) for span in link.content],
        "anonymous": link.anonymous,
        "addressee": maybe_span(link.addressee, document),
    }


def _figure_value_line(figure: FigureValue | None, document: Document | None) -> FigureValueLine | None:
    if figure is None:
        return None
    return {
        "value": figure.value,
        "upper": figure.upper,
        "unit": figure.unit,
        "measure": figure.measure,
        "role": figure.role,
        "direction": figure.direction,
        "whole": maybe_span(figure.whole, document),
        "hedge": figure.hedge,
        "period": date_line(figure.period),
        "of": actor_lines(figure.of),
        "counterpart": actor_lines(figure.counterpart),
        "span": span_line(figure.span, document),
    }


def _position_line(position: PositionValue | None, document: Document | None) -> PositionLine | None:
    if position is None:
        return None
    return {
        "stance": position.stance,
        "strength": position.strength,
        "holder": actor_lines(position.holder),
        "targets": actor_lines(position.targets),
        "about": actor_lines(position.about),
        "proposition": maybe_span(position.proposition, document),
    }
