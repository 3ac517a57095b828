"""`onrecord show`: one thing of the record, with its spans, sources and judgements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from onrecord.records import Claim, Conflict, Document, Event, Figure, OriginLink, Statement, Story, Term
from onrecord.serve.cli.options import RecordArgument
from onrecord.serve.cli.why import why

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.store.base import Store
    from onrecord.store.lines import Line

CONTEXT = 160
"""Characters shown on either side of a sentence."""


def show(
    record: RecordArgument,
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="Id of it, or a unique beginning.", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="The whole thing as one JSON line.")] = False,
) -> None:
    """Show one thing of the record and where it comes from.

    Takes a document, claim, event, figure, story or conflict. Every claim is shown in its
    context, with the outlet, the file and the offsets; a claim by itself also with what it was
    read from and why it is as sure as it is.

    Example: onrecord show affair.onrecord evt_1f2e
    """
    from onrecord.serve.screen import Screen
    from onrecord.store.duckdb import DuckStore
    from onrecord.store.lookup import find

    with DuckStore.open(record) as store:
        found = _rejected(store, identity) or find(store, identity)
        if as_json:
            typer.echo(msgspec.json.encode(found).decode())
            return
        screen = Screen()
        for text in _parts(store, found):
            screen.print(text)


def _parts(store: Store, found: msgspec.Struct) -> Iterator[Text]:
    from onrecord.store import lines
    from onrecord.store.lookup import get_document, get_documents

    if isinstance(found, Document):
        yield from _document(store, found)
    elif isinstance(found, Claim):
        yield from _fields(
            lines.claim_line(found, None), "attribution trigger sentence figure position judged".split()
        )
        yield from _claim(store, found)
        yield from why(found)
        yield from _decided(store, found)
        yield from _used_in(store, found)
    elif isinstance(found, Event):
        yield from _fields(lines.event_line(found), ["claim_ids", "document_ids"])
        yield from _progression(store, found)
        yield from _claims(store, found.claim_ids)
    elif isinstance(found, Figure):
        yield from _fields(lines.figure_line(found), ["claim_ids", "document_ids"])
        yield from _claims(store, found.claim_ids)
    elif isinstance(found, Story):
        yield from _fields(lines.story_line(found), ["document_ids"])
        yield from _story(store, found)
    elif isinstance(found, Conflict):
        yield from _fields(lines.conflict_line(found), ["sides"])
        yield from _conflict(store, found)
    elif isinstance(found, Statement):
        document = get_document(store, found.document_id)
        yield from _fields(lines.quote_line(found, document), [])
    elif isinstance(found, Term):
        known = get_documents(store, [found.document_id])
        yield from _fields(lines.term_line([found], known), [])


def _rejected(store: Store, identity: str) -> Claim | None:
    """Return the claim of that id, as the coder left it, where a person rejected it: no list shows it."""
    from onrecord.judging.desk import Desk
    from onrecord.judging.standing import standing

    gone = [d.left for d in standing(store.decisions()) if d.relation == "claim" and not d.verdict]
    found = [name for name in gone if name.startswith(identity)]
    return next(iter(Desk(store, as_coded=True).coded(found)), None) if len(found) == 1 else None


def _decided(store: Store, claim: Claim) -> Iterator[Text]:
    """Yield what persons decided on ``claim``, and what it was before they corrected it."""
    from onrecord.judging.told import history
    from onrecord.serve.terminal.review import told_line, was_lines

    yield from was_lines(claim)
    for told in history(store, claim.claim_id):
        if claim.judged is None or told.decision_id != claim.judged.judgement_id:
            yield told_line(told)


def _fields(line: Line, without: list[str]) -> Iterator[Text]:
    from rich.text import Text

    from onrecord.store.flat import flat

    kept = {name: value for name, value in line.items() if name not in without}
    for number, (name, value) in enumerate(flat(kept).items()):
        if value is not None and value != "":
            text = Text(f"{name.replace('_', ' ')}  ", style="dim")
            yield text.append(str(value), style="bold" if number == 0 else "not dim")


def _document(store: Store, document: Document) -> Iterator[Text]:
    from rich.text import Text

    from onrecord.store.lines import document_line

    paths = [
        f"{path}" + ("" if position is None else f" (record {position})")
        for path, position in store.rows(
            "SELECT path, position FROM copies WHERE document_id = ? ORDER BY ALL", [document.document_id]
        )
    ]
    yield from _fields(document_line(document, paths), ["path"])
    for path in paths:
        yield Text(f"found at  {path}", style="dim")
    yield from _upstreams(store, document.document_id)
    yield from _appeared(store, document.document_id)
    rows = store.rows(
        "SELECT claim_id FROM claims WHERE document_id = ? ORDER BY trigger_start, claim_id",
        [document.document_id],
    )
    for claim in _found(store, [str(row[0]) for row in rows]):
        yield Text()
        yield _gist(claim)
        yield _sentence(claim, document, 0)


def _upstreams(store: Store, document_id: str) -> Iterator[Text]:
    from rich.text import Text

    sql = "SELECT DISTINCT upstream, basis FROM origins WHERE document_id = ? ORDER BY ALL"
    for upstream, basis in store.rows(sql, [document_id]):
        yield Text(f"depends on  {upstream} ({basis})", style="dim")


def _appeared(store: Store, document_id: str) -> Iterator[Text]:
    """Yield when an undated document probably appeared, and the judgement that this rests on."""
    from rich.text import Text

    sql = (
        "SELECT json_extract_string(record, '$.reasons'), "
        "CASE WHEN left_id = $1 THEN right_id ELSE left_id END FROM judgements "
        "WHERE relation = 'published' AND (left_id = $1 OR right_id = $1) ORDER BY ordinal"
    )
    for reasons, evidence in store.rows(sql, [document_id]):
        when = " ".join(msgspec.json.decode(str(reasons), type=list[str])).replace(":", " ")
        yield Text(f"probably published  {when} (inherited, {evidence})", style="dim")


def _progression(store: Store, event: Event) -> Iterator[Text]:
    """Yield the line along which an event moved on: planned, alleged, done, denied, each with its day."""
    from rich.text import Text

    from onrecord.analyse.progress import stage_words
    from onrecord.store.lookup import get_claims, get_documents

    claims = get_claims(store, event.progression)
    documents = get_documents(store, [claim.document_id for claim in claims.values()])
    line = stage_words([claims[name] for name in event.progression if name in claims], documents)
    if line:
        yield Text(f"moved on  {line}", style="dim")


def _claims(store: Store, claim_ids: tuple[str, ...]) -> Iterator[Text]:
    from rich.text import Text

    for claim in _found(store, list(claim_ids)):
        yield Text()
        yield _gist(claim)
        yield from _claim(store, claim)
    yield from _judgements(store, claim_ids)


def _found(store: Store, claim_ids: list[str]) -> list[Claim]:
    from onrecord.store.lookup import get_claims

    return list(get_claims(store, claim_ids).values())


def _gist(claim: Claim) -> Text:
    from rich.text import Text

    from onrecord.serve.cli.tables import COLUMNS
    from onrecord.store.lines import claim_line

    line = claim_line(claim, None)
    cells = {column.title: column.text(line) for column in COLUMNS["claims"]}
    text = Text(f"{claim.claim_id}  ", style="bold")
    shown = (cells[name] for name in ("date", "what", "who → whom"))
    return text.append("  ".join(cell for cell in shown if cell), style="not bold")


def _claim(store: Store, claim: Claim) -> Iterator[Text]:
    from rich.text import Text

    from onrecord.analyse.tellings import voice_words
    from onrecord.store.lookup import get_document

    document = get_document(store, claim.document_id)
    if document is None:
        return
    yield _sentence(claim, document, CONTEXT)
    voice = voice_words(claim)
    said = f"according to {voice}" if voice else "in the outlet's own voice"
    yield Text(f"{document.publisher or 'unnamed outlet'}, {said}  {claim.document_id}", style="dim")
    yield from _chain(store, claim)
    yield Text(_offsets(claim, document), style="dim")
    yield from _taught(store, claim)


def _taught(store: Store, claim: Claim) -> Iterator[Text]:
    """Yield the words of other documents that tell who somebody in ``claim`` is."""
    from rich.text import Text

    from onrecord.store.lookup import teachings

    for told in teachings(store, claim):
        when = f", {told.on.isoformat()}" if told.on else ""
        place = f"{told.document_id}{when}, characters {told.span.start}–{told.span.end}"
        yield Text(f"learned  {told.person.name}: “{told.span.text}” ({place})", style="dim")


def _chain(store: Store, claim: Claim) -> Iterator[Text]:
    """Yield from whom the claim was got, where anything leads beyond its outlet."""
    from rich.text import Text

    from onrecord.analyse.provenance import chain, chain_words
    from onrecord.store.lookup import get_document

    def links_of(document_id: str) -> list[OriginLink]:
        rows = store.rows("SELECT record FROM origins WHERE document_id = ? ORDER BY ordinal", [document_id])
        return [msgspec.json.decode(str(record), type=OriginLink) for (record,) in rows]

    def name_of(document_id: str) -> str:
        upstream = get_document(store, document_id)
        outlet = (upstream.publisher if upstream else None) or "an unnamed outlet"
        return f"{outlet} ({document_id})"

    steps = chain(claim, links_of)
    if steps:
        yield Text(f"goes back  {chain_words(steps, name_of)}", style="dim")


def _offsets(claim: Claim, document: Document) -> str:
    trigger = claim.trigger
    raw = document.raw_offsets(trigger.start, trigger.end)
    place = f"trigger at characters {trigger.start}–{trigger.end} of the clean text"
    return place + (f", {raw[0]}–{raw[1]} of the input" if raw else "")


def _sentence(claim: Claim, document: Document, context: int) -> Text:
    from rich.text import Text

    from onrecord.analyse.tellings import cut

    start, end = claim.sentence.start, claim.sentence.end
    text = Text("  ")
    before, after = document.text[max(0, start - context) : start], document.text[end : end + context]
    text.append(before[before.find(" ") + 1 :].replace("\n", " ") if start > context else before, style="dim")
    for piece in cut(document, claim):
        style = {"trigger": "bold reverse", "source": "underline", "cue": "italic"}.get(piece.mark, "")
        text.append(piece.text.replace("\n", " "), style=style)
    whole = after if end + context >= len(document.text) else after[: after.rfind(" ") + 1]
    return text.append(whole.replace("\n", " "), style="dim")


def _used_in(store: Store, claim: Claim) -> Iterator[Text]:
    from rich.text import Text

    for table, key in (("event_claims", "event_id"), ("figure_claims", "figure_id")):
        for (name,) in store.rows(
            f"SELECT {key} FROM {table} WHERE claim_id = ? ORDER BY ALL", [claim.claim_id]
        ):
            yield Text(f"part of  {name}")
    sql = "SELECT DISTINCT conflict_id FROM conflict_claims WHERE claim_id = ? ORDER BY ALL"
    for (name,) in store.rows(sql, [claim.claim_id]):
        yield Text(f"contested in  {name}")
    yield from _judgements(store, (claim.claim_id,))


def _judgements(store: Store, ids: tuple[str, ...]) -> Iterator[Text]:
    from rich.text import Text

    sql = (
        "SELECT relation, verdict, left_id, right_id, made_by, score, "
        "json_extract_string(record, '$.reasons') FROM judgements "
        "WHERE list_contains(?, left_id) OR list_contains(?, right_id) ORDER BY ordinal"
    )
    for relation, verdict, left, right, by, score, reasons in store.rows(sql, [list(ids), list(ids)]):
        why = ", ".join(msgspec.json.decode(str(reasons or "[]"), type=list[str]))
        mark = "=" if verdict else "≠"
        shown = f" {score:.2f}" if isinstance(score, float) else ""
        yield Text(f"judged  {left} {mark} {right}: {relation} by {by}{shown} ({why})", style="dim")


def _story(store: Store, story: Story) -> Iterator[Text]:
    from rich.text import Text

    sql = "SELECT published, publisher, title FROM documents WHERE document_id = ?"
    for document_id in story.document_ids:
        for published, publisher, title in store.rows(sql, [document_id]):
            yield Text(f"  {document_id}  {published or '?'}  {publisher or 'unnamed outlet'}: {title or ''}")
    yield from _judgements(store, story.document_ids)


def _conflict(store: Store, conflict: Conflict) -> Iterator[Text]:
    from rich.text import Text

    for side in conflict.sides:
        yield Text()
        low, high = side.origins.min, side.origins.max
        origins = f"{low}" if low == high else f"{low}–{high}"
        yield Text(f"{side.value}  (independent origins: {origins})", style="bold yellow")
        for claim in _found(store, list(side.claim_ids)):
            yield _gist(claim)
            yield from _claim(store, claim)
        yield from () if side.claim_ids else _said(store, side.statement_ids)


def _said(store: Store, statement_ids: Sequence[str]) -> Iterator[Text]:
    """Yield words that hold no claim, each with its sentence and outlet."""
    from rich.text import Text

    from onrecord.store.lookup import get_document, get_statements

    for statement in get_statements(store, statement_ids).values():
        document = get_document(store, statement.document_id)
        outlet = (document.publisher if document else None) or "unnamed outlet"
        yield Text(f"  {statement.sentence.text}")
        yield Text(f"  {outlet}  {statement.document_id}  {statement.statement_id}", style="dim")
