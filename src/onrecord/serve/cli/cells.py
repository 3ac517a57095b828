"""What a cell of a table shows: readers of the lines of lists, in words and short."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from onrecord.analyse.names import unnamed_words
from onrecord.store.lines import Line

EXCERPT = 130
"""Characters of a sentence shown in tables; the JSON lines have all of it."""

ID_CHARACTERS = 12
"""Of an id shown in tables; `onrecord show` takes any unique beginning."""


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


def origins(line: Line) -> str:
    """Return the least and the most independent origins."""
    origins = line["origins"]
    if not isinstance(origins, Mapping):
        return ""
    low, high = origins["min"], origins["max"]
    return str(low) if low == high else f"{low}–{high}"


def sentence(line: Line) -> str:
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


def what(line: Line) -> str:
    """Return what a claim is about: its type, its measure or its stance."""
    figure, position = line.get("figure"), line.get("position")
    if isinstance(figure, Mapping):
        return f"{_amount(figure)} {figure['measure'] or ''}".strip()
    if isinstance(position, Mapping):
        return str(position["stance"])
    mode = line.get("mode")
    return f"{line.get('event_type') or ''}{'/' + str(mode) if mode else ''}"


def decided_on(line: Line) -> str:
    """Return the beginnings of the ids that a decision is on."""
    return " ".join(dict.fromkeys((short(line, "left"), short(line, "right"))))


def changes(line: Line) -> str:
    """Return what a person put in the place of what was read, or added to it."""
    from onrecord.judging.words import said_words
    from onrecord.records import Change

    made = msgspec.convert(line["changes"], tuple[Change, ...])
    return ", ".join(said_words(str(line["relation"]), made))


def what_and_how(line: Line) -> str:
    """Return what a claim is about, and whether it is planned, denied or the like."""
    holds = _holds(line)
    return f"{what(line)} ({holds})" if holds else what(line)


def who(line: Line) -> str:
    """Return who acts and whom it befalls, or who holds something of whom."""
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


def spoken(name: str) -> Callable[[Line], str]:
    """Return a reader of the words of the span in field ``name``."""

    def text(line: Line) -> str:
        span = line.get(name)
        return " ".join(str(span["text"]).split()) if isinstance(span, Mapping) else ""

    return text


def speaker(line: Line) -> str:
    """Return who speaks by name, else in the words of the text; a pronoun is said in full."""
    return names(line.get("speakers")) or spoken("source")(line) or _nobody(line)


def _nobody(line: Line) -> str:
    return "(author)" if line.get("source_kind") == "author" else "(unnamed)"


def heard(line: Line) -> str:
    """Return to whom it was said."""
    return names(line.get("addressees")) or spoken("addressee")(line)


def content(line: Line) -> str:
    """Return the words, at most two excerpts' worth of them."""
    spans = line["content"]
    words = " … ".join(str(s["text"]) for s in spans) if isinstance(spans, Sequence) else ""
    words = " ".join(words.split())
    return words if len(words) <= 2 * EXCERPT else words[: 2 * EXCERPT].rpartition(" ")[0] + " …"


def _holds(line: Line) -> str:
    marks = [str(line["modality"])] if line["modality"] != "actual" else []
    return ", ".join([*marks, "not"] if line["polarity"] == "negative" else marks)


def stance(line: Line) -> str:
    """Return a stance with how firmly it is held."""
    position = line["position"]
    if not isinstance(position, Mapping):
        return ""
    held = f"not: {position['stance']}" if line["polarity"] == "negative" else str(position["stance"])
    firm = "" if position["strength"] == "plain" else f" ({position['strength']})"
    mode = "" if line["modality"] == "actual" else f", {line['modality']}"
    return held + firm + mode


def words_of(line: Line) -> str:
    """Return who is quoted or reported with a position, the innermost first, else the article itself."""
    told = line["attribution"]
    if not isinstance(told, Sequence) or not told:
        return "the article"
    return " ← ".join(names(link["source_actors"]) or _text(link["source"]) or "somebody" for link in told)


def _text(span: object) -> str:
    return str(span["text"]) if isinstance(span, Mapping) else ""


def proposition(line: Line) -> str:
    """Return what a position is on, in words of the article."""
    position = line["position"]
    said = _text(position["proposition"]) if isinstance(position, Mapping) else ""
    return " ".join(said.split()) or sentence(line)


def users(line: Line) -> str:
    """Return who uses a term: known actors, else the words of the sources."""
    sources = line["sources"]
    return names(line["holders"]) or (", ".join(map(str, sources)) if isinstance(sources, list) else "")


def quantity(line: Line) -> str:
    """Return a quantity with what it is: a rise by it, a share of."""
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


def sides(line: Line) -> str:
    """Return what the sides of a conflict hold."""
    sides = line["sides"]
    return "  ⇄  ".join(str(s["value"]) for s in sides) if isinstance(sides, Sequence) else ""


def subject(line: Line) -> str:
    """Return the id of the event or figure that a conflict is on."""
    return str(line["event_id"] or line["figure_id"] or "")[:ID_CHARACTERS]


def count(name: str) -> Callable[[Line], str]:
    """Return a reader of how many things the field ``name`` holds."""
    return lambda line: str(len(value)) if isinstance(value := line[name], Sequence) else ""


def published(line: Line) -> str:
    """Return the day of publication."""
    return day_text(line["published"])


def called(line: Line) -> str:
    """Return the name of an actor; parties without one, which share an id, by their sector."""
    return unnamed_words(str(line["actor_id"])) or str(line["name"] or "")


def introduced(line: Line) -> str:
    """Return the words that first introduce somebody, and what the registry's table says against them."""
    told = line.get("introduced")
    if not isinstance(told, Sequence) or not told:
        return ""
    against = next((f" (registry: {one['table']})" for one in told if one.get("table")), "")
    return f"{told[0]['text']}{against}"


def joined(name: str) -> Callable[[Line], str]:
    """Return a reader of the words in field ``name``."""
    return lambda line: ", ".join(map(str, value)) if isinstance(value := line[name], Sequence) else ""


def coded(prefix: str) -> Callable[[Line], str]:
    """Return a reader of codes of who acts on whom."""
    acting, receiving = joined(f"{prefix}actors"), joined(f"{prefix}recipients")
    return lambda line: _arrow(acting(line), receiving(line))
