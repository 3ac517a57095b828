"""Read the ontology files beside this module, and a user's own, into one :class:`Ontology`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from onrecord.errors import SetupError
from onrecord.ontology.classes import WordClasses
from onrecord.ontology.own import Own, extended, read_own
from onrecord.ontology.schema import Context, EventType, Extension, Frame, Ontology, Operators, Rule

T = TypeVar("T")


class _ContextFile(msgspec.Struct, forbid_unknown_fields=True):
    contexts: tuple[Context, ...]


class _ClassFile(msgspec.Struct, forbid_unknown_fields=True):
    classes: dict[str, str]


Frames = Sequence[tuple[str | None, tuple[Frame, ...]]]
"""Frames by event type; operators have none."""


def own_kinds(folder: str) -> tuple[EventType | Extension, ...]:
    """Return the event types that a user's ``folder`` defines or extends, as its files have them.

    Raises:
        SettingsError: a file cannot be used.
    """
    own = _own(folder, _given())
    return (*own.types.values(), *own.extensions)


@lru_cache(maxsize=4)
def load_ontology(folder: str | None = None) -> Ontology:
    """Return the PLOVER ontology with its lexicon, and a user's ``folder`` on top; read and checked once.

    Raises:
        SetupError: a file of ours is missing, malformed, or names an unknown mode or field.
        SettingsError: the same of a file in ``folder``.
    """
    plover = _given()
    operators = plover.operators
    own = _own(folder, plover)
    mine: list[EventType | Extension] = [*own.types.values(), *own.extensions]
    given = [t for t in plover.types.values() if t.name not in own.types]
    changed = {change.name: extended(plover.types[change.name], change) for change in own.extensions}
    contexts = (*plover.contexts, *own.contexts)
    word_classes = WordClasses({**plover.classes, **own.classes})
    return Ontology(
        types={**plover.types, **changed, **own.types},
        contexts={c.name: tuple(c.cues.replace("_", " ").split("|")) for c in contexts},
        verbs=_index(
            [*((t.name, t.verbs) for t in given), (None, operators.verbs)],
            "verb",
            word_classes,
            [(t.name, t.verbs) for t in mine],
        ),
        nouns=_index(
            [*((t.name, t.nouns) for t in given), (None, operators.nouns)],
            "noun",
            word_classes,
            [(t.name, t.nouns) for t in mine],
        ),
        light=frozenset(w for group in operators.light.values() for w in group.split()),
        suffering=frozenset(operators.light["suffering"].split()),
        figurative=frozenset(operators.figurative.split()),
        abstract_targets=frozenset(operators.abstract_targets.split()),
        sport=frozenset(operators.sport.split()),
        mishaps=frozenset(operators.mishaps.split()),
        sites=frozenset(operators.sites.split()),
        vague_quantities=frozenset(operators.vague_quantities.split()),
    )


class _Given(msgspec.Struct, frozen=True):
    """The files beside this module."""

    types: dict[str, EventType]
    operators: Operators
    contexts: tuple[Context, ...]
    classes: dict[str, str]


def _given() -> _Given:
    home = resources.files("onrecord.ontology")
    return _Given(
        types=_types(home / "plover"),
        operators=_decode(home / "operators.toml", Operators),
        contexts=_decode(home / "contexts.toml", _ContextFile).contexts,
        classes=_decode(home / "classes.toml", _ClassFile).classes,
    )


def _own(folder: str | None, plover: _Given) -> Own:
    if folder is None:
        return Own()
    verbs = (*plover.operators.verbs, *(frame for t in plover.types.values() for frame in t.verbs))
    operators = {frame.operator for frame in verbs if frame.operator}
    return read_own(folder, plover.types, plover.classes, operators)


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


def _index(sources: Frames, part: str, classes: WordClasses, own: Frames = ()) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of each lemma: those of the user's ``own`` frames first, then the most demanding."""
    table: dict[str, list[Rule]] = defaultdict(list)
    for event_type, frames, mine in [*((*s, True) for s in own), *((*s, False) for s in sources)]:
        for frame in frames:
            for lemma in sorted(classes.words(frame.lemmas)):
                table[lemma].append(_rule(event_type, frame, f"{part}.{lemma}", classes, mine))
    return {lemma: tuple(sorted(rules, key=_rank)) for lemma, rules in table.items()}


def _rank(rule: Rule) -> tuple[bool, int]:
    return not rule.own, -rule.weight


def _rule(event_type: str | None, frame: Frame, name: str, classes: WordClasses, own: bool) -> Rule:
    return Rule(
        name=name,
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
        adverbs=classes.words(frame.adverbs),
        not_modifiers=classes.words(frame.not_modifiers),
        by=tuple(frame.by.split()),
        to=tuple(frame.to.split()),
        own=own,
    )
