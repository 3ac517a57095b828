"""What the table of each list shows: readable at 100 columns, everything else is in the JSON lines."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from onrecord.serve.cli.cells import (
    called,
    changes,
    coded,
    content,
    count,
    day,
    decided_on,
    heard,
    identity,
    introduced,
    joined,
    origins,
    parties,
    proposition,
    published,
    quantity,
    sentence,
    sides,
    speaker,
    spoken,
    stance,
    subject,
    users,
    what,
    what_and_how,
    who,
    word,
    words_of,
)
from onrecord.store.lines import Line


class Column(Struct, frozen=True):
    """One column: its title, how to read it off a line, how it behaves."""

    title: str
    text: Callable[[Line], str]
    wraps: bool = False
    number: bool = False
    share: int = 0
    """Share of the spare width; 0 takes what the content needs."""
    least: int = 0
    """Fewest characters it is given."""


COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": (
        Column("id", identity("document_id")),
        Column("published", published),
        Column("publisher", word("publisher"), wraps=True, share=2),
        Column("title", word("title"), wraps=True, share=5),
        Column("lang", word("language")),
    ),
    "rejections": (
        Column("path", word("path"), wraps=True, share=3),
        Column("record", word("record"), number=True),
        Column("reason", word("reason")),
        Column("detail", word("detail"), wraps=True, share=4),
    ),
    "claims": (
        Column("id", identity("claim_id")),
        Column("date", day("date")),
        Column("what", what_and_how, wraps=True, share=2, least=15),
        Column("who → whom", who, wraps=True, share=3, least=12),
        Column("sentence", sentence, wraps=True, share=5, least=26),
    ),
    "events": (
        Column("id", identity("event_id")),
        Column("date", day("date")),
        Column("type", what, wraps=True, share=2, least=19),
        Column("who → whom", who, wraps=True, share=3, least=20),
        Column("status", word("status")),
        Column("rep", word("reports"), number=True),
        Column("orig", origins, number=True),
    ),
    "figures": (
        Column("id", identity("figure_id")),
        Column("value", quantity, number=True),
        Column("measure", word("measure"), wraps=True, share=2),
        Column("of", parties("of"), wraps=True, share=2),
        Column("counterpart", parties("counterpart"), wraps=True, share=2),
        Column("period", day("period")),
        Column("rep", word("reports"), number=True),
        Column("orig", origins, number=True),
    ),
    "positions": (
        Column("id", identity("claim_id")),
        Column("published", published),
        Column("publisher", word("publisher"), wraps=True, share=1, least=10),
        Column("holder → target", who, wraps=True, share=2),
        Column("stance", stance, wraps=True, least=10),
        Column("whose words", words_of, wraps=True, share=1, least=11),
        Column("what", proposition, wraps=True, share=4, least=24),
    ),
    "terms": (
        Column("uses", word("uses"), number=True),
        Column("term", word("term")),
        Column("voice", word("voice")),
        Column("publisher", word("publisher"), wraps=True, share=1, least=10),
        Column("said by", users, wraps=True, share=1, least=10),
        Column("of", parties("targets"), wraps=True, share=1, least=9),
        Column("sentence", sentence, wraps=True, share=4, least=24),
    ),
    "quotes": (
        Column("id", identity("quote_id")),
        Column("published", published),
        Column("speaker", speaker, wraps=True, share=3),
        Column("form", word("form"), wraps=True, least=10),
        Column("cue", spoken("cue"), wraps=True, share=2, least=11),
        Column("to", heard, wraps=True, share=1, least=9),
        Column("content", content, wraps=True, share=5, least=26),
    ),
    "stories": (
        Column("id", identity("story_id")),
        Column("from", word("start")),
        Column("to", word("end")),
        Column("articles", count("document_ids"), number=True),
        Column("title", word("title"), wraps=True, share=1),
    ),
    "conflicts": (
        Column("id", identity("conflict_id")),
        Column("on", word("kind")),
        Column("about", subject),
        Column("sides", sides, wraps=True, share=2),
        Column("note", word("note"), wraps=True, share=2),
    ),
    "actors": (
        Column("id", word("actor_id"), wraps=True),
        Column("name", called, wraps=True, share=1),
        Column("country", word("country")),
        Column("acts", word("as_actor"), number=True),
        Column("is acted on", word("as_recipient"), number=True),
        Column("claims", word("claims"), number=True),
        Column("articles", word("documents"), number=True),
        Column("introduced as", introduced, wraps=True, share=1),
    ),
    "decisions": (
        Column("id", identity("decision_id")),
        Column("did", word("did")),
        Column("what", decided_on, wraps=True),
        Column("by", word("by"), wraps=True),
        Column("when", lambda line: str(line["at"] or "")[:16].replace("T", " ")),
        Column("holds", lambda line: "yes" if line["stands"] else "no"),
        Column("changes", changes, wraps=True, share=2),
        Column("note", word("note"), wraps=True, share=1),
    ),
    "against": (
        Column("found", word("found")),
        Column("date", word("date"), wraps=True, least=10),
        Column("type", word("event_type"), wraps=True),
        Column("who → whom", coded(""), wraps=True, share=2),
        Column("theirs", word("their_date"), wraps=True, least=10),
        Column("code", word("their_code"), wraps=True),
        Column("who → whom", coded("their_"), wraps=True, share=2),
        Column("by", joined("reasons"), wraps=True, share=3),
    ),
    "scores": (
        Column("set", word("set"), wraps=True, share=3),
        Column("metric", word("metric"), wraps=True, share=4),
        Column("quantity", word("value"), number=True),
        Column("95 %", word("interval")),
        Column("n", word("n"), number=True),
    ),
}
