"""Read the ontology files beside this module into one :class:`Ontology`."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from onrecord.errors import SetupError
from onrecord.ontology.classes import WordClasses
from onrecord.ontology.schema import Context, EventType, Frame, Ontology, Operators, Rule

T = TypeVar("T")


class _ContextFile(msgspec.Struct, forbid_unknown_fields=True):
    contexts: tuple[Context, ...]


class _ClassFile(msgspec.Struct, forbid_unknown_fields=True):
    classes: dict[str, str]


@lru_cache(maxsize=1)
def load_ontology() -> Ontology:
    """Return the PLOVER ontology with its lexicon; read and checked once.

    Raises:
        SetupError: a file is missing, malformed, or names an unknown mode or field.
    """
    folder = resources.files("onrecord.ontology")
    operators = _decode(folder / "operators.toml", Operators)
    types = _types(folder / "plover")
    contexts = _decode(folder / "contexts.toml", _ContextFile).contexts
    classes = WordClasses(_decode(folder / "classes.toml", _ClassFile).classes)
    return Ontology(
        types=types,
        contexts={c.name: tuple(c.cues.replace("_", " ").split("|")) for c in contexts},
        verbs=_index(
            [*((t.name, t.verbs) for t in types.values()), (None, operators.verbs)], "verb", classes
        ),
        nouns=_index(
            [*((t.name, t.nouns) for t in types.values()), (None, operators.nouns)], "noun", classes
        ),
        light=frozenset(w for words in operators.light.values() for w in words.split()),
        suffering=frozenset(operators.light["suffering"].split()),
        figurative=frozenset(operators.figurative.split()),
        abstract_targets=frozenset(operators.abstract_targets.split()),
        sport=frozenset(operators.sport.split()),
        mishaps=frozenset(operators.mishaps.split()),
        sites=frozenset(operators.sites.split()),
        vague_quantities=frozenset(operators.vague_quantities.split()),
    )


def _decode(path: Traversable, shape: type[T]) -> T:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=shape)
    except (OSError, msgspec.DecodeError) as error:
        raise SetupError(
            f"ontology file cannot be used: {error}",
            where=str(path),
            remedy="Correct the file, or reinstall onrecord.",
        ) from error


def _types(folder: Traversable) -> dict[str, EventType]:
    found: dict[str, EventType] = {}
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if not path.name.endswith(".toml"):
            continue
        kind = _decode(path, EventType)
        if kind.name in found:
            raise SetupError(f"event type {kind.name} is defined twice", where=str(path))
        _check_modes(kind, path)
        found[kind.name] = kind
    return found


def _check_modes(kind: EventType, path: Traversable) -> None:
    for frame in (*kind.verbs, *kind.nouns):
        if frame.mode is not None and frame.mode not in kind.modes:
            raise SetupError(
                f"{kind.name} has no mode {frame.mode!r} (words: {frame.lemmas[:60]})",
                where=str(path),
                remedy=f"Define it under [modes], or use one of: {', '.join(sorted(kind.modes))}.",
            )


def _index(
    sources: list[tuple[str | None, tuple[Frame, ...]]], part: str, classes: WordClasses
) -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = defaultdict(list)
    for event_type, frames in sources:
        for frame in frames:
            for lemma in sorted(classes.words(frame.lemmas)):
                table[lemma].append(_rule(event_type, frame, part, lemma, classes))
    return {lemma: tuple(sorted(rules, key=lambda r: -r.weight)) for lemma, rules in table.items()}


def _rule(event_type: str | None, frame: Frame, part: str, lemma: str, classes: WordClasses) -> Rule:
    return Rule(
        name=f"{part}.{lemma}",
        event_type=event_type,
        frame=frame,
        objects=classes.words(frame.objects),
        not_objects=classes.words(frame.not_objects),
        preps=classes.words(frame.preps),
        pobjects=classes.words(frame.pobjects),
        modifiers=classes.words(frame.modifiers),
        subjects=classes.words(frame.subjects),
        not_subjects=classes.words(frame.not_subjects),
        heads=classes.words(frame.heads),
        not_modifiers=classes.words(frame.not_modifiers),
        by=tuple(frame.by.split()),
        to=tuple(frame.to.split()),
    )
