"""What a reviewer sees in the terminal: claims in their text, conflicts, actors that may be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from onrecord.analyse.disputes import note_words, side_words
from onrecord.judging.asked import Subject
from onrecord.judging.corrections import shown
from onrecord.judging.desk import Desk
from onrecord.judging.field_kinds import Case
from onrecord.judging.language import NONE
from onrecord.judging.queue import Item
from onrecord.judging.told import Told, history
from onrecord.judging.words import correction_words, said_words
from onrecord.records import Actor, Claim, Document, Span
from onrecord.serve.cli.why import why
from onrecord.store.lookup import get_claims

CONTEXT = 240
"""Characters of the article shown on either side of a sentence."""
STYLES = {
    "date": "cyan",
    "place": "cyan",
    "source": "underline",
    "recipient": "bold magenta",
    "actor": "bold green",
    "trigger": "bold reverse",
}
"""How what a claim was read from is marked; a later one wins."""


def item_lines(item: Item, desk: Desk, number: int, count: int) -> Iterator[Text]:
    """Yield what a reviewer needs to decide on ``item``, the ``number``-th of ``count``."""
    yield Text()
    yield Text(f"── {number} of {count} · {item.why} ──", style="bold")
    if item.subject is Subject.CLAIMS:
        yield from claim_lines(desk.case(item.ids[0]))
    elif item.subject is Subject.EVENTS:
        for name in item.ids:
            yield from claim_lines(desk.case(name), grounds=False)
            yield Text()
    elif item.subject is Subject.CONFLICTS:
        yield from _conflict_lines(item.ids[0], desk)
    else:
        yield from _actor_lines(item, desk)
    if not desk.as_coded:  # who codes apart must not see what others said
        yield from map(told_line, history(desk.store, item.ids[0]))


def claim_lines(case: Case, *, grounds: bool = True) -> Iterator[Text]:
    """Yield a claim: where it stands, its text with what it was read from marked, its values, its grounds."""
    claim, document = case.claim, case.document
    yield _heading(claim, document)
    yield from in_text(claim, document)
    yield from _values(claim)
    if grounds:
        yield from why(claim)
    if claim.judged:
        yield from was_lines(claim)


def was_lines(claim: Claim) -> Iterator[Text]:
    """Yield by whom a claim was accepted, corrected or added, and what it was before."""
    judged = claim.judged
    if judged is None:
        return
    by = judged.by.partition(":")[2]
    when = f" on {judged.at.date().isoformat()}" if judged.at else ""
    note = f": {judged.note}" if judged.note else ""
    did = "added" if judged.by == judged.added_by else "accepted"
    did = "corrected" if judged.corrections else did
    yield Text(f"{did} by {by}{when}{note}", style="bold yellow")
    for words in correction_words(judged.corrections):
        yield Text(f"  {words}", style="yellow")


def told_line(told: Told) -> Text:
    """Return one decision in a line."""
    when = told.at.strftime("%Y-%m-%d %H:%M") if told.at else ""
    changed = f" ({', '.join(said_words(told.relation, told.changes))})" if told.changes else ""
    note = f"{changed}: {told.note}" if told.note else changed
    style = "yellow" if told.stands else "dim"
    return Text(
        f"{told.did} by {told.by} {when}{note}{'' if told.stands else ' (no longer holds)'}", style=style
    )


def _heading(claim: Claim, document: Document) -> Text:
    day = document.published.start.isoformat() if document.published else "no date"
    title = " ".join(document.title.text.split()) if document.title else ""
    text = Text(f"{document.publisher or 'unnamed outlet'}, {day}", style="bold")
    return text.append(f"  {title}  ", style="not bold").append(claim.claim_id, style="dim")


def in_text(claim: Claim, document: Document) -> Iterator[Text]:
    """Yield what stands before, the sentence, what stands after.

    The trigger stands in « »; parties, source, date and place are marked by colour, too.
    """
    start, end = claim.sentence.start, claim.sentence.end
    before = document.text[max(0, start - CONTEXT) : start].replace("\n", " ")
    if start > CONTEXT:
        before = "… " + before.partition(" ")[2]
    after = document.text[end : end + CONTEXT].replace("\n", " ")
    if end + CONTEXT < len(document.text):
        after = after.rpartition(" ")[0] + " …"
    if before.strip():
        yield Text(before.strip(), style="dim")
    yield _marked_sentence(claim, document)
    if after.strip():
        yield Text(after.strip(), style="dim")


def _marked_sentence(claim: Claim, document: Document) -> Text:
    start, end = claim.sentence.start, claim.sentence.end
    text = Text(document.text[start:end].replace("\n", " "))
    for name, style in STYLES.items():
        for first, last in sorted(set(_marked(claim, name))):
            if start <= first < last <= end:
                text.stylize(style, first - start, last - start)
    first, last = claim.trigger.start - start, claim.trigger.end - start
    return Text("  ").join(
        [Text(), Text().join([text[:first], Text("«"), text[first:last], Text("»"), text[last:]])]
    )


def _marked(claim: Claim, name: str) -> Iterator[tuple[int, int]]:
    figure, position = claim.figure, claim.position
    spans: dict[str, Iterable[Span | Actor | None]] = {
        "trigger": [claim.trigger],
        "actor": [*claim.actors, *(figure.of if figure else ()), *(position.holder if position else ())],
        "recipient": [
            *claim.recipients,
            *(figure.counterpart if figure else ()),
            *(position.targets if position else ()),
        ],
        "source": [link.source for link in claim.attribution],
        "date": [claim.date.span if claim.date else None],
    }
    if name == "place":
        yield from [(claim.place.start, claim.place.end)] if claim.place else []
        return
    yield from ((span.start, span.end) for span in spans[name] if span is not None)


def _values(claim: Claim) -> Iterator[Text]:
    """Yield the values, several a line; those that are empty in one line at the end."""
    values = {name: value for name, value in shown(claim).items() if name != "sentence"}
    for name, value in values.items():
        if value != NONE:
            style = STYLES.get(name.removesuffix("s"), "")
            yield Text(f"  {name:<12}", style="dim").append(value, style=f"not dim {style}")
    empty = [name for name, value in values.items() if value == NONE]
    if empty:
        yield Text(f"  none: {', '.join(empty)}", style="dim")


def _conflict_lines(conflict_id: str, desk: Desk) -> Iterator[Text]:
    conflict = desk.conflict(conflict_id)
    claims = get_claims(desk.store, [name for side in conflict.sides for name in side.claim_ids])
    note = note_words(conflict)
    yield Text(
        f"{conflict.kind}: {note or 'the sides cannot all hold'}  {conflict.conflict_id}", style="bold"
    )
    for side in conflict.sides:
        held = [claims[name] for name in side.claim_ids if name in claims]
        yield Text(f"▸ {side_words(conflict, side, held)}", style="bold yellow")
        documents = desk.documents(held)
        for claim in held:
            yield _heading(claim, documents[claim.document_id])
            yield from in_text(claim, documents[claim.document_id])


def _actor_lines(item: Item, desk: Desk) -> Iterator[Text]:
    for actor_id in item.ids:
        sql = (
            "SELECT p.name, p.country, c.sentence, d.publisher FROM parties p JOIN claims c USING (claim_id) "
            "JOIN documents d USING (document_id) WHERE p.actor_id = ? "
            "ORDER BY c.document_id, c.trigger_start LIMIT 3"
        )
        rows = list(desk.store.rows(sql, [actor_id]))
        name, country = (rows[0][0], rows[0][1]) if rows else ("", "")
        yield Text(f"{actor_id}  {name}  {country or ''}", style="bold")
        for _, _, sentence, publisher in rows:
            yield Text(f"  {publisher or 'unnamed outlet'}: {' '.join(str(sentence).split())}")
