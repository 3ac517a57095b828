"""What the table of each list shows: readable at 100 columns, everything else is in the JSON lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec
from msgspec import Struct

from onrecord.store.lines import Line

EXCERPT = 130
"""Characters of a sentence shown in tables; the JSON lines have all of it."""

ID_CHARACTERS = 12
"""Of an id shown in tables; `onrecord show` takes any unique beginning."""


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


def short(line: Line, name: str) -> str:
    """Return the beginning of the id in field ``name``."""
    return str(line.get(name) or "")[:ID_CHARACTERS]


def word(name: str) -> Callable[[Line], str]:
    """Return a reader of the plain field ``name``."""
    return lambda line: "" if line.get(name) is None else str(line[name])


def identity(name: str) -> Callable[[Line], str]:
    """Return a reader of the id in field ``name``."""
    return lambda line: short(line, name)


def parties(name: str) -> Callable[[Line], str]:
    """Return a reader of the names in field ``name``."""
    return lambda line: names(line.get(name))


def names(actors: object) -> str:
    """Return the names of actor lines, each once."""
    if not isinstance(actors, Sequence):
        return ""
    return ", ".join(dict.fromkeys(str(a.get("name") or a.get("text")) for a in actors))


def day(name: str) -> Callable[[Line], str]:
    """Return a reader of the date in field ``name``, as fine as it is known."""
    return lambda line: day_text(line.get(name))


def day_text(value: object) -> str:
    """Return a date line in short form: ``2031-03-04``, ``2031-03``, ``2031`` or an interval."""
    if not isinstance(value, Mapping):
        return ""
    start, end, grain = str(value["start"]), str(value["end"]), value["granularity"]
    if start == end:
        return start
    if grain == "month" and start[:7] == end[:7]:
        return start[:7]
    if start.endswith("-01-01") and end.endswith("-12-31"):
        return start[:4] if start[:4] == end[:4] else f"{start[:4]}/{end[:4]}"
    return f"{start}/{end[5:] if start[:4] == end[:4] else end}"


def _origins(line: Line) -> str:
    origins = line["origins"]
    if not isinstance(origins, Mapping):
        return ""
    low, high = origins["min"], origins["max"]
    return str(low) if low == high else f"{low}–{high}"


def _sentence(line: Line) -> str:
    """Return the words around the trigger, and whose they are when not the outlet's own."""
    sentence, trigger = line["sentence"], line["trigger"]
    if not (isinstance(sentence, Mapping) and isinstance(trigger, Mapping)):
        return ""
    words = _around(str(sentence["text"]), trigger["start"] - sentence["start"])
    voice = _voice(line)
    return f"{words} — {voice}" if voice else words


def _around(text: str, trigger: int) -> str:
    """Return at most ``EXCERPT`` characters of ``text``, whole words, the trigger among them."""
    start = max(0, min(trigger - EXCERPT // 3, len(text) - EXCERPT))
    excerpt = text[start : start + EXCERPT]
    if start:
        excerpt = "… " + excerpt.partition(" ")[2]
    if start + EXCERPT < len(text):
        excerpt = excerpt.rpartition(" ")[0] + " …"
    return " ".join(excerpt.split())


def _what(line: Line) -> str:
    figure, position = line.get("figure"), line.get("position")
    if isinstance(figure, Mapping):
        return f"{_amount(figure)} {figure['measure'] or ''}".strip()
    if isinstance(position, Mapping):
        return str(position["stance"])
    mode = line.get("mode")
    return f"{line.get('event_type') or ''}{'/' + str(mode) if mode else ''}"


def _decided_on(line: Line) -> str:
    """Return the beginnings of the ids that a decision is on."""
    return " ".join(dict.fromkeys((short(line, "left"), short(line, "right"))))


def _changes(line: Line) -> str:
    from onrecord.judging.words import change_words
    from onrecord.records import Change

    return ", ".join(change_words(msgspec.convert(line["changes"], tuple[Change, ...])))


def _what_and_how(line: Line) -> str:
    holds = _holds(line)
    return f"{_what(line)} ({holds})" if holds else _what(line)


def _who(line: Line) -> str:
    figure, position = line.get("figure"), line.get("position")
    if isinstance(position, Mapping):
        return _arrow(names(position["holder"]), names(position["targets"]))
    if isinstance(figure, Mapping):
        return _arrow(names(figure["of"]), names(figure["counterpart"]))
    return _arrow(names(line.get("actors")), names(line.get("recipients")))


def _arrow(left: str, right: str) -> str:
    return f"{left or '?'} → {right}" if right else left


def _voice(line: Line) -> str:
    chain = line.get("attribution")
    if not isinstance(chain, Sequence) or not chain:
        return ""
    first = chain[0]
    actor, source = first.get("source_actor"), first.get("source")
    if actor:
        return str(actor.get("name") or actor.get("text"))
    return str(source["text"]) if source else "(unnamed)"


def _spoken(name: str) -> Callable[[Line], str]:
    """Return a reader of the words of the span in field ``name``."""

    def text(line: Line) -> str:
        span = line.get(name)
        return " ".join(str(span["text"]).split()) if isinstance(span, Mapping) else ""

    return text


def _speaker(line: Line) -> str:
    """Return who speaks by name, else in the words of the text; a pronoun is said in full."""
    return names(line.get("speakers")) or _spoken("source")(line) or _nobody(line)


def _nobody(line: Line) -> str:
    return "(author)" if line.get("source_kind") == "author" else "(unnamed)"


def _heard(line: Line) -> str:
    return names(line.get("addressees")) or _spoken("addressee")(line)


def _content(line: Line) -> str:
    """Return the words, at most two excerpts' worth of them."""
    spans = line["content"]
    words = " … ".join(str(s["text"]) for s in spans) if isinstance(spans, Sequence) else ""
    words = " ".join(words.split())
    return words if len(words) <= 2 * EXCERPT else words[: 2 * EXCERPT].rpartition(" ")[0] + " …"


def _holds(line: Line) -> str:
    marks = [str(line["modality"])] if line["modality"] != "actual" else []
    return ", ".join([*marks, "not"] if line["polarity"] == "negative" else marks)


def _stance(line: Line) -> str:
    position = line["position"]
    if not isinstance(position, Mapping):
        return ""
    held = f"not: {position['stance']}" if line["polarity"] == "negative" else str(position["stance"])
    firm = "" if position["strength"] == "plain" else f" ({position['strength']})"
    mode = "" if line["modality"] == "actual" else f", {line['modality']}"
    return held + firm + mode


def _words_of(line: Line) -> str:
    """Return who is quoted or reported with a position, the innermost first, else the article itself."""
    told = line["attribution"]
    if not isinstance(told, Sequence) or not told:
        return "the article"
    return " ← ".join(names(link["source_actors"]) or _text(link["source"]) or "somebody" for link in told)


def _text(span: object) -> str:
    return str(span["text"]) if isinstance(span, Mapping) else ""


def _proposition(line: Line) -> str:
    position = line["position"]
    said = _text(position["proposition"]) if isinstance(position, Mapping) else ""
    return " ".join(said.split()) or _sentence(line)


def _users(line: Line) -> str:
    """Return who uses a term: known actors, else the words of the sources."""
    sources = line["sources"]
    return names(line["holders"]) or (", ".join(map(str, sources)) if isinstance(sources, list) else "")


def _value(line: Line) -> str:
    return _TOLD.get((line.get("role"), line.get("direction")), "{}").format(_amount(line))


def _amount(line: Mapping[str, object]) -> str:
    value, upper = line["value"], line["upper"]
    number = f"{value:,.10g}" + (f"–{upper:,.10g}" if upper is not None else "")
    return " ".join(str(part) for part in (line.get("hedge"), number, line["unit"]) if part)


_TOLD: dict[tuple[object, object], str] = {
    ("share", None): "{} of",
    ("former", None): "before: {}",
    ("change", "rise"): "+ {}",
    ("change", "fall"): "− {}",
    ("level", "rise"): "{}, risen",
    ("level", "fall"): "{}, fallen",
}
"""How a list says what a value is: a part, a change, a level before or after."""


def _sides(line: Line) -> str:
    sides = line["sides"]
    return "  ⇄  ".join(str(s["value"]) for s in sides) if isinstance(sides, Sequence) else ""


def _subject(line: Line) -> str:
    return str(line["event_id"] or line["figure_id"] or "")[:ID_CHARACTERS]


def _count(name: str) -> Callable[[Line], str]:
    return lambda line: str(len(value)) if isinstance(value := line[name], Sequence) else ""


def _published(line: Line) -> str:
    return day_text(line["published"])


def _introduced(line: Line) -> str:
    """Return the words that first introduce somebody, and what the registry's table says against them."""
    told = line.get("introduced")
    if not isinstance(told, Sequence) or not told:
        return ""
    against = next((f" (registry: {one['table']})" for one in told if one.get("table")), "")
    return f"{told[0]['text']}{against}"


def _joined(name: str) -> Callable[[Line], str]:
    """Return a reader of the words in field ``name``."""
    return lambda line: ", ".join(map(str, value)) if isinstance(value := line[name], Sequence) else ""


def _coded(prefix: str) -> Callable[[Line], str]:
    """Return a reader of codes of who acts on whom."""
    acting, receiving = _joined(f"{prefix}actors"), _joined(f"{prefix}recipients")
    return lambda line: _arrow(acting(line), receiving(line))


COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": (
        Column("id", identity("document_id")),
        Column("published", _published),
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
        Column("what", _what_and_how, wraps=True, share=2, least=15),
        Column("who → whom", _who, wraps=True, share=3, least=12),
        Column("sentence", _sentence, wraps=True, share=5, least=26),
    ),
    "events": (
        Column("id", identity("event_id")),
        Column("date", day("date")),
        Column("type", _what, wraps=True, share=2, least=15),
        Column("who → whom", _who, wraps=True, share=3, least=20),
        Column("status", word("status")),
        Column("rep", word("reports"), number=True),
        Column("orig", _origins, number=True),
    ),
    "figures": (
        Column("id", identity("figure_id")),
        Column("value", _value, number=True),
        Column("measure", word("measure"), wraps=True, share=2),
        Column("of", parties("of"), wraps=True, share=2),
        Column("counterpart", parties("counterpart"), wraps=True, share=2),
        Column("period", day("period")),
        Column("rep", word("reports"), number=True),
        Column("orig", _origins, number=True),
    ),
    "positions": (
        Column("id", identity("claim_id")),
        Column("published", _published),
        Column("publisher", word("publisher"), wraps=True, share=1, least=10),
        Column("holder → target", _who, wraps=True, share=2),
        Column("stance", _stance, wraps=True, least=10),
        Column("whose words", _words_of, wraps=True, share=1, least=11),
        Column("what", _proposition, wraps=True, share=4, least=24),
    ),
    "terms": (
        Column("uses", word("uses"), number=True),
        Column("term", word("term")),
        Column("voice", word("voice")),
        Column("publisher", word("publisher"), wraps=True, share=1, least=10),
        Column("said by", _users, wraps=True, share=1, least=10),
        Column("of", parties("targets"), wraps=True, share=1, least=9),
        Column("sentence", _sentence, wraps=True, share=4, least=24),
    ),
    "quotes": (
        Column("id", identity("quote_id")),
        Column("published", _published),
        Column("speaker", _speaker, wraps=True, share=3),
        Column("form", word("form"), wraps=True, least=10),
        Column("cue", _spoken("cue"), wraps=True, share=2, least=11),
        Column("to", _heard, wraps=True, share=1, least=9),
        Column("content", _content, wraps=True, share=5, least=26),
    ),
    "stories": (
        Column("id", identity("story_id")),
        Column("from", word("start")),
        Column("to", word("end")),
        Column("articles", _count("document_ids"), number=True),
        Column("title", word("title"), wraps=True, share=1),
    ),
    "conflicts": (
        Column("id", identity("conflict_id")),
        Column("on", word("kind")),
        Column("about", _subject),
        Column("sides", _sides, wraps=True, share=2),
        Column("note", word("note"), wraps=True, share=2),
    ),
    "actors": (
        Column("id", word("actor_id"), wraps=True),
        Column("name", word("name"), wraps=True, share=1),
        Column("country", word("country")),
        Column("acts", word("as_actor"), number=True),
        Column("is acted on", word("as_recipient"), number=True),
        Column("claims", word("claims"), number=True),
        Column("articles", word("documents"), number=True),
        Column("introduced as", _introduced, wraps=True, share=1),
    ),
    "decisions": (
        Column("id", identity("decision_id")),
        Column("did", word("did")),
        Column("what", _decided_on, wraps=True),
        Column("by", word("by"), wraps=True),
        Column("when", lambda line: str(line["at"] or "")[:16].replace("T", " ")),
        Column("holds", lambda line: "yes" if line["stands"] else "no"),
        Column("changes", _changes, wraps=True, share=2),
        Column("note", word("note"), wraps=True, share=1),
    ),
    "against": (
        Column("found", word("found")),
        Column("date", word("date"), wraps=True, least=10),
        Column("type", word("event_type"), wraps=True),
        Column("who → whom", _coded(""), wraps=True, share=2),
        Column("theirs", word("their_date"), wraps=True, least=10),
        Column("code", word("their_code"), wraps=True),
        Column("who → whom", _coded("their_"), wraps=True, share=2),
        Column("by", _joined("reasons"), wraps=True, share=3),
    ),
    "scores": (
        Column("set", word("set"), wraps=True, share=3),
        Column("metric", word("metric"), wraps=True, share=4),
        Column("value", word("value"), number=True),
        Column("95 %", word("interval")),
        Column("n", word("n"), number=True),
    ),
}
