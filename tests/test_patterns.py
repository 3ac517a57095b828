"""No pattern of the package takes time out of proportion, whatever text it meets.

Every pattern that a module holds, makes of its data when it is first asked, or writes where it is used,
is taken apart; each part of it that may repeat without a bound is pumped, with what must stand before
it, and with an end that makes the pattern fail.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as code  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import signal
import time
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import onrecord

LENGTH = 1_000
"""Characters of a pumped text: squares of that are quick, cubes are not."""
SECONDS = 0.25
"""Of the processor. A square takes a hundredth of it."""
MANY = 20
CHARACTERS = "a 0A.,-'\"\n\t:;!?()&<>/=é’“”—%$#@*_[]{}|\\+~^`\u00a0"
CLASSES = {
    code.CATEGORY_DIGIT: r"\d",
    code.CATEGORY_NOT_DIGIT: r"\D",
    code.CATEGORY_SPACE: r"\s",
    code.CATEGORY_NOT_SPACE: r"\S",
    code.CATEGORY_WORD: r"\w",
    code.CATEGORY_NOT_WORD: r"\W",
}
REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


def patterns() -> dict[str, re.Pattern[Any]]:
    """Return every compiled pattern that a module of the package holds, by its place."""
    found: dict[str, re.Pattern[Any]] = {}
    for module in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
        if module.name.endswith("_pdf_pages") or "spark" in module.name or "remote" in module.name:
            continue
        for name, value in list(vars(importlib.import_module(module.name)).items()):
            for pattern in held(value):
                found.setdefault(f"{module.name}.{name} {pattern.pattern!r}", pattern)
    unlike = {(p.pattern, p.flags): place for place, p in reversed(found.items())}
    return {place: found[place] for place in unlike.values()}


def made_late() -> dict[str, re.Pattern[Any]]:
    """Return the patterns that are made of data when they are first asked for, by their place."""
    from onrecord.coding.terms import lexicon as terms
    from onrecord.ingest import furniture
    from onrecord.read import quantities

    values = {"furniture": furniture.lexicon(), "terms": terms.lexicon(), "units": quantities.units()}
    return {
        f"{name} {number}": pattern
        for name, value in values.items()
        for number, pattern in enumerate(held(value))
    }


def written_inline() -> dict[str, re.Pattern[Any]]:
    """Return the patterns that stand where they are used, by their place."""
    found = {}
    for path in sorted(Path(onrecord.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in USES and node.args:
                pattern = node.args[0]
                if isinstance(pattern, ast.Constant):
                    found[f"{path.name}:{node.lineno} {pattern.value!r}"] = re.compile(pattern.value)
    return found


USES = {f"re.{name}" for name in "compile search match fullmatch findall finditer split sub subn".split()}


def held(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns in a value, or in what it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, tuple | list | set | frozenset):
        for one in list(value)[:2_000]:
            yield from held(one, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for one in list(value.values())[:2_000]:
            yield from held(one, depth + 1)
    elif hasattr(value, "__struct_fields__") and not isinstance(value, type):
        for name in value.__struct_fields__:
            yield from held(getattr(value, name), depth + 1)


# ------------------------------------------------------------------ texts that pump


def samples(tree: Any, most: int = 4) -> list[str]:
    """Return a few short texts that a part of a pattern matches: one a branch."""
    made = [""]
    for operation, argument in tree:
        made = ["".join(pair) for pair in product(made, _of(operation, argument))][:most]
    return made


def _of(operation: Any, argument: Any) -> list[str]:
    if operation is code.LITERAL:
        return [chr(argument)]
    if operation is code.NOT_LITERAL:
        return ["a" if argument != ord("a") else "b"]
    if operation is code.ANY:
        return ["a"]
    if operation is code.IN:
        return [_one(tuple(argument))]
    if operation is code.BRANCH:
        return [text for branch in argument[1] for text in samples(branch, 2)]
    if operation is code.SUBPATTERN:
        return samples(argument[3])
    if operation is code.ATOMIC_GROUP:
        return samples(argument)
    if operation in REPEATS:
        return [text * max(argument[0], min(1, argument[1])) for text in samples(argument[2])]
    return [""]


@cache
def _one(members: tuple[Any, ...]) -> str:
    """Return a character of a set."""
    negated = members[0][0] is code.NEGATE
    for character in CHARACTERS:
        if any(_is_in(character, *member) for member in members) != negated:
            return character
    return next(
        chr(at if kind is code.LITERAL else at[0]) for kind, at in members if kind is not code.CATEGORY
    )


def _is_in(character: str, kind: Any, argument: Any) -> bool:
    if kind is code.LITERAL:
        return ord(character) == argument
    if kind is code.RANGE:
        return bool(argument[0] <= ord(character) <= argument[1])
    return kind is code.CATEGORY and re.match(CLASSES[argument], character) is not None


def repeated(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield each part that may repeat many times, with a text that may stand before it."""
    for operation, argument in tree:
        inner: list[Any] = []
        if operation in REPEATS:
            inner = [argument[2]]
            if argument[1] > MANY:
                yield from ((before, text) for text in samples(argument[2]) if text)
        elif operation is code.SUBPATTERN:
            inner = [argument[3]]
        elif operation is code.ATOMIC_GROUP:
            inner = [argument]
        elif operation is code.BRANCH:
            inner = list(argument[1])
        elif operation in (code.ASSERT, code.ASSERT_NOT):
            inner = [argument[1]]
        for part in inner:
            yield from repeated(part, before)
        before = before[-200:] + samples([(operation, argument)], 1)[0]


def pumped(pattern: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Yield texts that make a pattern work in vain, about ``length`` characters long."""
    binary = isinstance(pattern.pattern, bytes)
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE if binary else pattern.flags)
    for before, part in dict.fromkeys(repeated(tree)):
        times = max(2, length // len(part))
        for text in (before + part * times, (before + part) * max(2, length // len(before + part))):
            yield (text + "\0").encode("latin-1", "replace") if binary else text + "\0"


class TooLong(Exception):
    """The time is up."""


def _ring(*_: object) -> None:
    raise TooLong


def slow(pattern: re.Pattern[Any], length: int = LENGTH, seconds: float = SECONDS) -> str | None:
    """Return a text that a pattern takes longer with than it may, None where it has none."""
    before = signal.signal(signal.SIGVTALRM, _ring)
    try:
        for text in pumped(pattern, length):
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
            try:
                pattern.search(text)
            except TooLong:
                return repr(text[:80])
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return None


needs_clock = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a clock of the processor")


@needs_clock
def test_no_pattern_takes_time_out_of_proportion() -> None:
    known = {**patterns(), **made_late(), **written_inline()}
    assert len(patterns()) > 200
    assert len(made_late()) >= 4
    assert len(written_inline()) > 200
    begun = time.process_time()
    found = {place: text for place, pattern in known.items() if (text := slow(pattern)) is not None}
    assert "\n".join(f"{place}: {text}" for place, text in found.items()) == ""
    assert time.process_time() - begun < 60


@needs_clock
@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"(?:a|a)*b", r"(?:x\s*|x)*y", r"(?:<!--.*?-->\s*)*<html", r"\w*\w*\w*\w*!"]
)
def test_a_pattern_that_blows_up_is_found(pattern: str) -> None:
    assert slow(re.compile(pattern, re.DOTALL)) is not None
    assert slow(re.compile(pattern.encode(), re.DOTALL)) is not None


@needs_clock
@pytest.mark.parametrize("pattern", [r"a+$", r"\s*(?:,\s*)*x", r"[^<]*<(?:a|b)", r"(?:\w+\s)*$"])
def test_an_honest_pattern_is_left_alone(pattern: str) -> None:
    assert slow(re.compile(pattern)) is None
