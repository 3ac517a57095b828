"""The codebook: the ontology as the coder reads it, behind an introduction."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from onrecord.ontology import EventType, Frame, load_ontology
from onrecord.ontology.schema import Example, Operators
from pages.markdown import ROOT, WORDS, head, table

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
MOST_WORDS = 14
"""Words of one list that are shown; the rest is counted."""
MOST_BARE = 40
"""The same for words that call up a type by themselves."""
MOST_OBJECTS = 6


def codebook() -> str:
    """Return docs/codebook.md."""
    ontology = load_ontology()
    folder = ROOT / "src" / "onrecord" / "ontology"
    operators = msgspec.toml.decode((folder / "operators.toml").read_bytes(), type=Operators)
    kinds = sorted(ontology.types.values(), key=lambda kind: (kind.quad, -kind.scale, kind.name))
    parts = [
        head("codebook", "src/onrecord/ontology/ and tools/pages/codebook.md").rstrip("\n") + "\n",
        table(
            ("type", "quad class", "scale", "CAMEO", "recipient"),
            ((f"[{k.name}](#{k.name.lower()})", quad(k), k.scale, k.cameo, k.recipient) for k in kinds),
        ),
        *(event_type(kind) for kind in kinds),
        contexts(ontology.contexts),
        changing_words(operators),
        word_classes(),
    ]
    return "\n".join(parts)


def quad(kind: EventType) -> str:
    """Return the quad class of ``kind`` by number and name."""
    return f"{kind.quad} {QUADS[kind.quad]}"


def event_type(kind: EventType) -> str:
    """Return the section of one event type."""
    parts = [
        f"### {kind.name}\n",
        f"{kind.definition}\n",
        f"Quad class {quad(kind)} · scale {kind.scale:+g} · CAMEO {kind.cameo} · "
        f"recipient {kind.recipient}\n",
    ]
    if kind.modes:
        rows = [
            (
                f"`{name}`",
                mode.definition,
                kind.scale if mode.scale is None else mode.scale,
                mode.cameo or kind.cameo,
            )
            for name, mode in kind.modes.items()
        ]
        parts.append(table(("mode", "meaning", "scale", "CAMEO"), rows))
    if kind.decisions:
        parts.append("Decisions:\n\n" + "".join(f"- {each}\n" for each in kind.decisions))
    parts.append("Triggers:\n\n" + table(("mode", "verbs", "nouns"), triggers(kind)))
    parts.append("Coded as this type:\n\n" + "".join(map(example, kind.positive)))
    parts.append("Near misses, not this type:\n\n" + "".join(map(example, kind.near_misses)))
    return "\n".join(parts)


def example(sentence: str | Example) -> str:
    """Return a sentence of the codebook as an item, with what has to be read from it."""
    if isinstance(sentence, str):
        return f"- {sentence}\n"
    told = [f"`{sentence.mode}`"] if sentence.mode else []
    if sentence.actors is not None:
        told.append(f"{sentence.actors or 'nobody'} → {sentence.recipients or 'nobody'}")
    if sentence.instead:
        told.append(f"is {sentence.instead}")
    if sentence.open:
        told.append(f"not read so yet: {sentence.open}")
    return f"- {sentence.text}" + (f" *({'; '.join(told)})*" if told else "") + "\n"


def triggers(kind: EventType) -> Iterator[tuple[str, str, str]]:
    """Yield mode, verbs and nouns for every mode that has words."""
    for mode in (None, *kind.modes):
        verbs = phrases([frame for frame in kind.verbs if frame.mode == mode])
        nouns = phrases([frame for frame in kind.nouns if frame.mode == mode])
        if verbs or nouns:
            yield (f"`{mode}`" if mode else "–", verbs or "–", nouns or "–")


def phrases(frames: Sequence[Frame]) -> str:
    """Return the words of frames, a line each; first those that need no others beside them."""
    texts = [(phrase(frame), frame) for frame in frames]
    bare = " ".join(frame.lemmas for text, frame in texts if text == listed(frame.lemmas, MOST_WORDS))
    lines = [text for text, frame in texts if text != listed(frame.lemmas, MOST_WORDS)]
    first = [listed(" ".join(dict.fromkeys(bare.split())), MOST_BARE)] if bare else []
    return "<br>".join([*first, *dict.fromkeys(lines)])


def phrase(frame: Frame) -> str:
    """Return the words of a frame and the ones they want beside them, shortened."""
    text = listed(frame.lemmas, MOST_WORDS)
    if frame.modifiers:
        text = f"{text} (as {listed(frame.modifiers, MOST_OBJECTS)})"
    if frame.subjects:
        text = f"{text} (by {listed(frame.subjects, MOST_OBJECTS)})"
    if frame.objects:
        text = f"{text} + *{listed(frame.objects, MOST_OBJECTS)}*"
    if frame.preps:
        text = f"{text} + {frame.preps.replace(' ', '/')}"
        text += f" *{listed(frame.pobjects, MOST_OBJECTS)}*" if frame.pobjects else ""
    if frame.clause:
        text = f"{text} + {'that …' if 'ccomp' in frame.clause else 'to …'}"
    return text


def listed(words: str, most: int) -> str:
    """Return the first words of a list and the number of the others.

    >>> listed("call_off end stop", 2)
    'call off, end (+1)'
    """
    every = words.replace("_", "\N{NO-BREAK SPACE}").split(" ")
    text = ", ".join(every[:most]).replace("\N{NO-BREAK SPACE}", " ")
    return text if len(every) <= most else f"{text} (+{len(every) - most})"


def contexts(known: Mapping[str, Sequence[str]]) -> str:
    """Return the section on contexts."""
    rows = []
    for name, cues in known.items():
        text = ", ".join(cue.replace(" - ", "-") for cue in cues[:MOST_WORDS])
        rows.append((f"`{name}`", text + (f" (+{len(cues) - MOST_WORDS})" if len(cues) > MOST_WORDS else "")))
    return (
        "## Contexts\n\nWhat an act is about. A claim has every context one of whose words stands in "
        "its sentence or in the title.\n\n" + table(("context", "words"), rows)
    )


def word_classes() -> str:
    """Return the section on the word classes that frames share."""
    path = ROOT / "src" / "onrecord" / "ontology" / "classes.toml"
    classes: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["classes"]
    rows = [(f"`@{name}`", listed(words, MOST_WORDS)) for name, words in sorted(classes.items())]
    return "## Word classes\n\nLists of words that the frames above share.\n\n" + table(
        ("class", "words"), rows
    )


def changing_words(operators: Operators) -> str:
    """Return the section on words that change or carry an act."""
    meanings = tomllib.loads((WORDS / "operators.toml").read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {name: [] for name in meanings}
    for kind in load_ontology().types.values():
        for frame in (*kind.verbs, *kind.nouns):
            if frame.operator:
                words[frame.operator].append(frame.lemmas)
    for frame in (*operators.verbs, *operators.nouns):
        words[str(frame.operator)].append(frame.lemmas)
    rows = []
    for name, lists in words.items():
        distinct = " ".join(dict.fromkeys(" ".join(lists).split()))
        rows.append((f"`{name}`", listed(distinct, MOST_WORDS), meanings[name]))
    light = [(name, listed(words, 30)) for name, words in operators.light.items()]
    return (
        "## Words that change an act\n\n"
        + table(("operator", "words", "what it makes of the act inside"), rows)
        + "\n## Words that carry a noun\n\nThese verbs say little themselves and lend a noun their "
        'subject ("*held* talks", "*launched* an attack").\n'
        "Under the last group the subject is at the receiving end.\n\n" + table(("group", "verbs"), light)
    )
