"""Takes the words of articles out of records, leaving where they stand and their hash, and puts them back.

A span ``{"start", "end", "text"}`` keeps its offsets and has ``sha256`` for ``text``. Any other
text that stands in an article becomes ``{"at": [start, end], "sha256": ...}``; where the article
is not the one the record is of, ``in`` names it. Names from the registry and the gazetteer stay.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.errors import RecordError

RUN = 8
"""So many words of an article in a row are too many to be published."""

_WORD = re.compile(r"\w+")
_REGISTERED = ("name", "publisher")
"""Fields whose values come from tables of ours, not from the article."""


def sha256(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8, hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Altered(RecordError):
    """The article does not say at a place what it said when the release was made."""


def taken_out(value: Any, texts: Mapping[str, str], own: str | None = None) -> Any:
    """Return ``value`` without the words of ``texts`` (article by id), ``own`` the article it is of.

    Raises:
        RecordError: words of an article cannot be told by their place.
    """
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and isinstance(value["text"], str):
            return _span_out(value, texts, own)
        return {key: _field_out(key, one, value, texts, own) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [taken_out(one, texts, own) for one in value]
    return _text_out(value, texts, own) if isinstance(value, str) else value


def _field_out(key: str, one: Any, around: dict[str, Any], texts: Mapping[str, str], own: str | None) -> Any:
    unknown = str(around.get("actor_id") or "x.").startswith("x.") and "actor_id" in around
    kept = key in _REGISTERED and not unknown and isinstance(one, str)
    return one if kept else taken_out(one, texts, own)


def _span_out(span: dict[str, Any], texts: Mapping[str, str], own: str | None) -> dict[str, Any]:
    start, end, text = span["start"], span["end"], span["text"]
    others = {key: one for key, one in span.items() if key not in ("start", "end", "text")}
    rest = {key: _field_out(key, one, span, texts, own) for key, one in others.items()}
    for name in _likely(texts, own):
        if texts[name][start:end] == text:
            where = {} if name == own else {"in": name}
            return {"start": start, "end": end, "sha256": sha256(text), **where, **rest}
    return {"start": start, "end": end, "text": _text_out(text, texts, own), **rest}


def _text_out(text: str, texts: Mapping[str, str], own: str | None) -> Any:
    """Return a reference to where ``text`` stands; one word, or what stands nowhere, is returned as it is."""
    words = sum(1 for _ in words_of(text))
    if words < 2:
        return text
    for name in _likely(texts, own):
        if (start := texts[name].find(text)) >= 0:
            where = {} if name == own else {"in": name}
            return {"at": [start, start + len(text)], "sha256": sha256(text), **where}
    if words >= RUN and (found := _run_in(text, texts)):
        raise RecordError(
            f"words of an article stand where their place cannot be told: {found!r}",
            remedy="Take them out of the note or decision they stand in.",
        )
    return text


def _likely(texts: Mapping[str, str], own: str | None) -> Iterator[str]:
    if own is not None and own in texts:
        yield own
    yield from (name for name in texts if name != own)


def _run_in(text: str, texts: Mapping[str, str]) -> str | None:
    runs = {" ".join(run) for run in runs_of(text)}
    return next((r for one in texts.values() for r in map(" ".join, runs_of(one)) if r in runs), None)


def words_of(text: str) -> Iterator[str]:
    """Yield the words of ``text`` in lower case."""
    return (match[0].lower() for match in _WORD.finditer(text))


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every :data:`RUN` words in a row of ``text``, in lower case."""
    words = list(words_of(text))
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def put_back(value: Any, texts: Mapping[str, str], own: str | None = None) -> Any:
    """Return ``value`` with the words of ``texts`` where they were.

    Raises:
        Altered: an article says something else there.
        KeyError: an article is not among ``texts``.
    """
    if isinstance(value, list | tuple):
        return [put_back(one, texts, own) for one in value]
    if not isinstance(value, dict):
        return value
    if "sha256" not in value:
        return {key: put_back(one, texts, own) for key, one in value.items()}
    start, end = value["at"] if "at" in value else (value["start"], value["end"])
    text = texts[value.get("in") or str(own)][start:end]
    if sha256(text) != value["sha256"]:
        raise Altered(f"characters {start} to {end} are not what they were", where=value.get("in") or own)
    if "at" in value:
        return text
    rest = {k: put_back(v, texts, own) for k, v in value.items() if k not in ("sha256", "in", "start", "end")}
    return {"start": start, "end": end, "text": text, **rest}


def standing(value: Any, text: str) -> tuple[int, int]:
    """Return how many of the quotations in ``value`` stand in ``text``, and how many there are."""
    if isinstance(value, list | tuple):
        counts = [standing(one, text) for one in value]
        return sum(a for a, _ in counts), sum(b for _, b in counts)
    if not isinstance(value, dict):
        return 0, 0
    held, every = standing(list(value.values()), text)
    if "sha256" in value and "start" in value:
        return held + (sha256(text[value["start"] : value["end"]]) == value["sha256"]), every + 1
    return held, every
