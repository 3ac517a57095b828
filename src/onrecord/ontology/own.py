"""A user's own ontology: a folder of the same TOML files, read on top of PLOVER.

Each file is one event type, ``contexts.toml`` holds contexts, ``classes.toml`` word classes.
A type, context or class of a name that is there already takes its place; a type with
``extends = true`` adds to the one that is there. What cannot be used is an error that names
file, key and what was expected: the user wrote it, nobody else can mend it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from onrecord.errors import SettingsError
from onrecord.ontology.schema import Context, EventType, Extension, Frame, Mode
from onrecord.settings import read_toml

T = TypeVar("T", bound=Struct)

CONTEXTS, CLASSES = "contexts.toml", "classes.toml"
"""Files of a folder that are no event type."""
SHAPES: dict[str, type[Struct]] = {"verbs": Frame, "nouns": Frame, "modes": Mode, "contexts": Context}
"""What stands under each table of a file, for naming the keys it may have."""
_WORD_LISTS = (
    "lemmas objects not_objects subjects not_subjects preps pobjects modifiers not_modifiers heads adverbs"
).split()


class _ContextFile(Struct, forbid_unknown_fields=True):
    contexts: tuple[Context, ...]


class _ClassFile(Struct, forbid_unknown_fields=True):
    classes: dict[str, str]


class Own(Struct, frozen=True):
    """What one folder defines."""

    types: Mapping[str, EventType] = {}
    """Types that are new, or take the place of one."""
    extensions: tuple[Extension, ...] = ()
    contexts: tuple[Context, ...] = ()
    classes: Mapping[str, str] = {}


def own_files(folder: str | None) -> tuple[str, ...]:
    """Return the files that make up the user's ontology in ``folder``, in order of their names."""
    return () if folder is None else tuple(str(path) for path in sorted(Path(folder).glob("*.toml")))


def read_own(
    folder: str, known: Mapping[str, EventType], classes: Collection[str], operators: Collection[str]
) -> Own:
    """Return what the files of ``folder`` define on top of what is ``known``.

    Raises:
        SettingsError: there is no such folder, no file in it, or a file cannot be used.
    """
    paths = [Path(name) for name in own_files(folder)]
    if not paths:
        raise SettingsError(
            "holds no ontology" if Path(folder).is_dir() else "is no folder",
            where=folder,
            remedy="Give a folder with one TOML file an event type; docs/own_ontology.md builds one.",
        )
    contexts: tuple[Context, ...] = ()
    own_classes: dict[str, str] = {}
    found: dict[str, tuple[Path, EventType | Extension]] = {}
    for path in paths:
        table = read_toml(path, "Write it as TOML, in UTF-8.")
        if path.name == CONTEXTS:
            contexts = _converted(table, _ContextFile, path).contexts
        elif path.name == CLASSES:
            own_classes = _converted(table, _ClassFile, path).classes
        else:
            kind = _type_of(table, path)
            if kind.name in found:
                raise SettingsError(
                    f"event type {kind.name} is defined in {found[kind.name][0].name} already",
                    where=str(path),
                    remedy="Put both into one file, or rename one.",
                )
            found[kind.name] = path, kind
    every_class = {*classes, *own_classes}
    _check_classes(own_classes.items(), every_class, Path(folder) / CLASSES)
    for path, kind in found.values():
        _check_modes(kind, path, known)
        for place, frame in _frames(kind):
            if frame.operator is not None and frame.operator not in operators:
                raise SettingsError(
                    f"{place}, operator: {frame.operator!r} is none",
                    where=str(path),
                    remedy=f"One of: {_listed(operators)}.",
                )
            lists = [(f"{place}, {name}", str(getattr(frame, name))) for name in _WORD_LISTS]
            _check_classes(lists, every_class, path)
    return Own(
        types={name: kind for name, (_, kind) in found.items() if isinstance(kind, EventType)},
        extensions=tuple(kind for _, kind in found.values() if isinstance(kind, Extension)),
        contexts=contexts,
        classes=own_classes,
    )


def extended(kind: EventType, change: Extension) -> EventType:
    """Return ``kind`` with what ``change`` adds to it and puts in its place."""
    told = {
        name: value
        for name in ("definition", "quad", "scale", "cameo", "recipient")
        if (value := getattr(change, name)) is not None
    }
    return msgspec.structs.replace(
        kind,
        **told,
        modes={**kind.modes, **change.modes},
        verbs=(*change.verbs, *kind.verbs),
        nouns=(*change.nouns, *kind.nouns),
        positive=(*change.positive, *kind.positive),
        near_misses=(*change.near_misses, *kind.near_misses),
    )


# -------------------------------------------------------------------- reading


def _type_of(table: dict[str, Any], path: Path) -> EventType | Extension:
    if table.get("extends"):
        return _converted(table, Extension, path)
    return _converted({k: v for k, v in table.items() if k != "extends"}, EventType, path)


def _converted(table: dict[str, Any], shape: type[T], path: Path) -> T:
    try:
        return msgspec.convert(table, shape)
    except msgspec.ValidationError as error:
        what, remedy = _explained(str(error), shape)
        raise SettingsError(what, where=str(path), remedy=remedy) from error


_MISSING = re.compile(r"missing required field `(.+?)`")
_UNKNOWN = re.compile(r"unknown field `(.+?)`")
_PLACE = re.compile(r" - at `\$\.?(.*)`$")


def _explained(error: str, shape: type[Struct]) -> tuple[str, str]:
    """Return a validation error in the words of the file's writer, and what to do about it."""
    place = _PLACE.search(error)
    steps = _steps(place.group(1)) if place else []
    where = "".join(f"{step}: " for step in [", ".join(steps)] if step)
    keys = _keys(steps, shape)
    if missing := _MISSING.search(error):
        return f"{where}{missing.group(1)} is missing", f"Needed here: {', '.join(_needed(steps, shape))}."
    if unknown := _UNKNOWN.search(error):
        near = get_close_matches(unknown.group(1), keys, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        return f"{where}no key is called {unknown.group(1)!r}", f"{hint}Keys here: {', '.join(keys)}."
    told = _PLACE.sub("", error).replace("`", "")
    told = told.replace("matching regex '\\\\S'", "of at least one word")
    return f"{where}{told[:1].lower()}{told[1:]}", "Correct the value."


def _steps(place: str) -> list[str]:
    """Return a path such as ``verbs[1].needs`` as words: "verbs, entry 2", "needs"."""
    found = []
    for part in place.split("."):
        name, _, index = part.partition("[")
        number = index.rstrip("]")
        found.append(name + (f", entry {int(number) + 1}" if number.isdigit() else f" {number}".rstrip()))
    return [step for step in found if step]


def _shape_at(steps: list[str], shape: type[Struct]) -> type[Struct]:
    name = steps[0].partition(",")[0].split()[0] if steps else ""
    return SHAPES.get(name, shape)


def _keys(steps: list[str], shape: type[Struct]) -> list[str]:
    return [field.name for field in msgspec.structs.fields(_shape_at(steps, shape))]


def _needed(steps: list[str], shape: type[Struct]) -> list[str]:
    return [field.name for field in msgspec.structs.fields(_shape_at(steps, shape)) if field.required]


# ------------------------------------------------------------------- checking


def _check_modes(kind: EventType | Extension, path: Path, known: Mapping[str, EventType]) -> None:
    modes = set(kind.modes)
    if isinstance(kind, Extension):
        if kind.name not in known:
            raise SettingsError(
                f"extends {kind.name}, but there is no such type",
                where=str(path),
                remedy=f"Leave out extends to define it, or extend one of: {_listed(known)}.",
            )
        modes |= set(known[kind.name].modes)
    for place, frame in _frames(kind):
        if frame.mode is not None and frame.mode not in modes:
            raise SettingsError(
                f"{place}, mode: {kind.name} has no mode {frame.mode!r}",
                where=str(path),
                remedy=f"Define it under [modes.{frame.mode}], or use one of: {_listed(modes)}.",
            )


def _frames(kind: EventType | Extension) -> Iterator[tuple[str, Frame]]:
    yield from ((f"verbs, entry {n}", frame) for n, frame in enumerate(kind.verbs, start=1))
    yield from ((f"nouns, entry {n}", frame) for n, frame in enumerate(kind.nouns, start=1))


def _check_classes(lists: Iterable[tuple[str, str]], classes: set[str], path: Path) -> None:
    for place, words in lists:
        for word in words.split():
            if word.startswith("@") and word[1:] not in classes:
                raise SettingsError(
                    f"{place}: no word class is called {word}",
                    where=str(path),
                    remedy=f"Define it in {CLASSES}, or use one of: {_listed(['@' + c for c in classes])}.",
                )


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names)) or "none"
