"""Records of documents as rows: the typed columns of each table, read off the record itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

import msgspec

from onrecord.errors import RecordError
from onrecord.records import (
    Actor,
    Claim,
    Copy,
    DateValue,
    Document,
    Introduction,
    Judgement,
    Rejection,
    Statement,
    Term,
)

Cell = str | int | float | bool | date | datetime | Sequence[str] | None
Row = dict[str, Cell]
Tables = Mapping[str, list[Row]]


def escaped(path: str) -> str:
    """Return ``path`` with undecodable bytes as ``\\udcxx``, so that any file name can be kept.

    >>> escaped("caf\\udce9.txt")
    'caf\\\\udce9.txt'
    """
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def as_json(record: msgspec.Struct, name: str) -> str:
    """Return ``record`` as JSON text.

    Raises:
        RecordError: it holds half of a surrogate pair, which is no text.
    """
    try:
        return msgspec.json.encode(record).decode()
    except (UnicodeEncodeError, UnicodeDecodeError) as error:
        raise RecordError(
            f"cannot be kept: its text holds half of a character ({error.reason})",
            where=name,
            remedy="Mend the encoding of the input, then build again.",
        ) from error


def document_row(document: Document) -> Row:
    """Return the row of ``document`` without run and time of recording."""
    bare = msgspec.structs.replace(document, text="")
    _refuse_surrogates(document)
    return {
        "document_id": document.document_id,
        "raw_sha256": document.raw_sha256,
        "publisher": document.publisher,
        "published": document.published.start if document.published else None,
        "title": document.title.text if document.title else None,
        "language": document.language,
        "format": document.format,
        "text": document.text,
        "record": as_json(bare, document.document_id),
    }


def _refuse_surrogates(document: Document) -> None:
    try:
        document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise RecordError(
            f"cannot be kept: half of a character at offset {error.start}",
            where=document.document_id,
            remedy="Mend the encoding of the input, then build again.",
        ) from error


def copy_row(copy: Copy) -> Row:
    """Return the row of ``copy``."""
    return {"document_id": copy.document_id, "path": escaped(copy.path), "position": copy.record}


def rejection_row(rejection: Rejection) -> Row:
    """Return the row of ``rejection``."""
    clean = msgspec.structs.replace(rejection, path=escaped(rejection.path), detail=escaped(rejection.detail))
    return {
        "rejection_id": clean.rejection_id,
        "stage": clean.stage,
        "reason": clean.reason,
        "path": clean.path,
        "position": clean.record,
        "record": as_json(clean, clean.rejection_id),
    }


def _claim_row(claim: Claim) -> Row:
    """Return the row of ``claim``."""
    figure, position, place = claim.figure, claim.position, claim.place
    happened = claim.date or (figure.period if figure else None)
    return {
        "claim_id": claim.claim_id,
        "document_id": claim.document_id,
        "kind": claim.kind,
        "event_type": claim.event_type,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        "quad_class": claim.quad_class,
        "scale": claim.scale,
        "cameo": claim.cameo,
        **date_cells(happened),
        "country": place.country if place else None,
        "place": (place.name or place.text) if place else None,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "voice": voice_of(claim),
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "sentence": claim.sentence.text,
        "measure": figure.measure if figure else None,
        "amount": figure.value if figure else None,
        "unit": figure.unit if figure else None,
        "figure_role": figure.role if figure else None,
        "direction": figure.direction if figure else None,
        "about": claim.about,
        "stance": position.stance if position else None,
        "strength": position.strength if position else None,
        "confidence": claim.confidence,
        "record": as_json(claim, claim.claim_id),
    }


def voice_of(claim: Claim) -> str | None:
    """Return the name of the innermost voice ``claim`` is given to, None for the publisher's own."""
    for link in claim.attribution:
        if link.source_actor and link.source_actor.name:
            return link.source_actor.name
        if link.source:
            return link.source.text
    return "unnamed" if claim.attribution else None


def parties_of(claim: Claim) -> list[tuple[str, Actor]]:
    """Return every participant of ``claim`` with its role."""
    parties = [("actor", a) for a in claim.actors] + [("recipient", a) for a in claim.recipients]
    if claim.position:
        parties += [("holder", a) for a in claim.position.holder]
        parties += [("target", a) for a in claim.position.targets]
        parties += [("about", a) for a in claim.position.about]
    if claim.figure:
        parties += [("of", a) for a in claim.figure.of]
        parties += [("counterpart", a) for a in claim.figure.counterpart]
    return parties


def claim_rows(claims: Sequence[Claim]) -> Tables:
    """Return the rows of ``claims`` in every table of claims."""
    return {
        "claims": [_claim_row(claim) for claim in claims],
        "claim_actors": list(_claim_actor_rows(claims)),
        "claim_voices": list(_claim_voice_rows(claims)),
        "claim_voice_actors": list(_claim_voice_actor_rows(claims)),
    }


def statement_rows(statements: Sequence[Statement]) -> Tables:
    """Return the rows of ``statements`` and of those who take part in them."""
    return {
        "statements": [_statement_row(statement) for statement in statements],
        "statement_actors": list(_statement_actor_rows(statements)),
    }


def term_rows(terms: Sequence[Term]) -> Tables:
    """Return the rows of ``terms`` and of those who take part in them."""
    return {
        "terms": [_term_row(term) for term in terms],
        "term_actors": list(_term_actor_rows(terms)),
    }


def _claim_actor_rows(claims: Iterable[Claim]) -> Iterator[Row]:
    """Yield the rows of everybody who takes part in ``claims``."""
    for claim in claims:
        more: Row = {"document_id": claim.document_id, "confidence": claim.confidence}
        for row in party_rows("claim_id", claim.claim_id, parties_of(claim)):
            yield row | more


def _claim_voice_rows(claims: Iterable[Claim]) -> Iterator[Row]:
    """Yield a row for every voice of ``claims``."""
    for claim in claims:
        for ordinal, link in enumerate(claim.attribution):
            yield {
                "claim_id": claim.claim_id,
                "ordinal": ordinal,
                "source": link.source.text if link.source else None,
                "source_kind": link.source_kind,
                "form": link.form,
                "anonymous": link.anonymous,
                "confidence": claim.confidence,
            }


def _claim_voice_actor_rows(claims: Iterable[Claim]) -> Iterator[Row]:
    """Yield the rows of everybody whose word one of ``claims`` is."""
    for claim in claims:
        speakers = [("speaker", actor) for link in claim.attribution for actor in link.source_actors]
        for row in party_rows("claim_id", claim.claim_id, speakers):
            yield row | {"confidence": claim.confidence}


def _statement_row(statement: Statement) -> Row:
    """Return the row of ``statement``."""
    link = statement.attribution
    return {
        "statement_id": statement.statement_id,
        "document_id": statement.document_id,
        "form": link.form,
        "source": link.source.text if link.source else None,
        "source_kind": link.source_kind,
        "anonymous": link.anonymous,
        "cue": link.cue.text if link.cue else None,
        "addressee": link.addressee.text if link.addressee else None,
        "content_start": link.content[0].start,
        "content_end": link.content[-1].end,
        "content": " … ".join(span.text for span in link.content),
        "record": as_json(statement, statement.statement_id),
    }


def _statement_actor_rows(statements: Iterable[Statement]) -> Iterator[Row]:
    """Yield the rows of who speaks in ``statements``, and to whom."""
    for statement in statements:
        link = statement.attribution
        parties = [("speaker", a) for a in link.source_actors]
        parties += [("addressee", a) for a in link.addressee_actors]
        yield from party_rows("statement_id", statement.statement_id, parties)


def _term_row(term: Term) -> Row:
    """Return the row of ``term``."""
    return {
        "term_id": term.term_id,
        "document_id": term.document_id,
        "term": term.term,
        "plain": term.plain,
        "voice": term.voice,
        "source": term.source.text if term.source else None,
        "words_start": term.span.start,
        "words": term.span.text,
        "sentence": term.sentence.text,
        "record": as_json(term, term.term_id),
    }


def _term_actor_rows(terms: Iterable[Term]) -> Iterator[Row]:
    """Yield the rows of who uses ``terms``, and who is called so."""
    for term in terms:
        parties = [("speaker", a) for a in term.holder] + [("target", a) for a in term.target]
        yield from party_rows("term_id", term.term_id, parties)


def introduction_row(introduction: Introduction) -> Row:
    """Return the row of ``introduction``."""
    return {
        "introduction_id": introduction.introduction_id,
        "document_id": introduction.document_id,
        "actor_id": introduction.person.actor_id,
        "told_on": introduction.on,
        "record": as_json(introduction, introduction.introduction_id),
    }


def decision_row(number: int, judgement: Judgement) -> Row:
    """Return the row of a person's decision, the ``number``-th of the record."""
    at = judgement.at
    return {
        "number": number,
        **judgement_cells(judgement),
        "made_at": at.astimezone(UTC).replace(tzinfo=None) if at and at.tzinfo else at,
        "note": judgement.note,
        "undoes": judgement.undoes,
    }


def judgement_cells(judgement: Judgement) -> Row:
    """Return the cells of what is judged, by whom, whoever it was."""
    return {
        "judgement_id": judgement.judgement_id,
        "relation": judgement.relation,
        "left_id": judgement.left,
        "right_id": judgement.right,
        "verdict": judgement.verdict,
        "made_by": judgement.by,
        "record": as_json(judgement, judgement.judgement_id),
    }


def date_cells(value: DateValue | None) -> Row:
    """Return the cells of when something happened."""
    if value is None:
        return {"date_start": None, "date_end": None, "granularity": None}
    return {"date_start": value.start, "date_end": value.end, "granularity": value.granularity}


def party_rows(key: str, owner: str, parties: Sequence[tuple[str, Actor]]) -> Iterator[Row]:
    """Yield a row for each of ``parties``, with its role, of what ``key`` names as ``owner``."""
    for ordinal, (role, actor) in enumerate(parties):
        yield {
            key: owner,
            "ordinal": ordinal,
            "role": role,
            "actor_id": actor.actor_id,
            "name": actor.name or actor.text,
            "country": actor.country,
            "sectors": list(actor.sectors),
        }
