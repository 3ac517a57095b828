"""One table of every setting: name, default, help. Nothing is read at import.

The table is the struct itself: a field is a setting, its default the default, its
``Meta`` description the help. A user's file (``--settings my.toml``) overrides
single values; an unknown name is an error.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from msgspec import Meta, Struct

from onrecord.errors import SettingsError
from onrecord.records import content_id

FIELDS = ("id", "text", "html", "title", "published", "publisher", "url", "author", "section")
"""What a record of named fields can hold."""
FIELD_PATTERN = rf"^(?:{'|'.join(FIELDS)})=\S.*$"


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a record is built. Equal settings and equal input give equal records."""

    max_document_bytes: Annotated[
        int, Meta(gt=0, description="Larger single documents are rejected, in bytes.")
    ] = 10_000_000
    min_body_words: Annotated[
        int, Meta(ge=0, description="Documents with fewer words of clean text are rejected.")
    ] = 8
    max_body_words: Annotated[
        int, Meta(gt=0, description="Documents with more words of clean text are rejected: books, dumps.")
    ] = 40_000
    max_seconds: Annotated[
        float, Meta(gt=0, description="Documents that take longer to read and code are rejected, in seconds.")
    ] = 60.0
    max_megabytes: Annotated[
        int,
        Meta(
            gt=0,
            description="Documents that take more memory to read and code are rejected, in megabytes; "
            "kept on Linux.",
        ),
    ] = 2_000
    languages: Annotated[
        tuple[str, ...],
        Meta(description="Languages that are read (ISO 639-1); others are rejected."),
    ] = ("en",)
    day_first: Annotated[
        bool | None,
        Meta(description="Order of 05/06/2023 on pages that do not tell: true, false, or unset to abstain."),
    ] = None
    model: Annotated[
        str | None,
        Meta(description="spaCy model to parse with; unset takes the best one that is installed."),
    ] = None
    parse: Annotated[
        Literal["all", "selected"],
        Meta(description="Sentences that are parsed: all, or selected ones, which can hold a claim."),
    ] = "all"
    actors: Annotated[
        tuple[str, ...], Meta(description="Extra actor files (TOML) read after the built-in registry.")
    ] = ()
    ontology: Annotated[
        str | None,
        Meta(description="Folder of your own event types, modes and contexts (TOML), read on top of PLOVER."),
    ] = None
    fields: Annotated[
        tuple[Annotated[str, Meta(pattern=FIELD_PATTERN)], ...],
        Meta(
            description="Which fields of tables and JSON lines hold what, e.g. text=Body, published=Date; "
            "what is not named is found by its usual names."
        ),
    ] = ()
    publishers: Annotated[
        tuple[str, ...], Meta(description="Extra publisher files (CSV) read before the built-in table.")
    ] = ()
    copied_words: Annotated[
        int, Meta(ge=10, description="Shortest run of words that counts as copied text.")
    ] = 25
    story_days: Annotated[
        int,
        Meta(ge=1, description="Longest gap in days between neighbours of one story."),
    ] = 10

    def fingerprint(self) -> str:
        """Return a hash of the values that decide what a document is read as; part of a run's identity."""
        usual = type(self)()
        deciding = msgspec.structs.replace(
            self, max_seconds=usual.max_seconds, max_megabytes=usual.max_megabytes
        )
        return content_id("set", msgspec.json.encode(deciding, order="deterministic").decode())


_THINGS = {**{name: name for name in FIELDS}, "body": "text", "headline": "title", "date": "published"}
_THINGS |= {"outlet": "publisher", "source": "publisher", "link": "url"}


def read_fields(pairs: Iterable[str]) -> tuple[str, ...]:
    """Return the setting ``fields`` that pairs such as ``text=Body,date=Published`` amount to.

    >>> read_fields(["text=Body, date=Published on"])
    ('text=Body', 'published=Published on')

    Raises:
        SettingsError: a pair is not one, or names something that records do not hold.
    """
    found = []
    for pair in (part for given in pairs for part in re.split(r",(?=\s*\w+\s*=)", given)):
        thing, _, name = (part.strip() for part in pair.partition("="))
        if thing not in _THINGS or not name:
            raise SettingsError(
                f"{pair.strip()!r} does not say which field holds what",
                where="--map",
                remedy=f"Give THING=FIELD, e.g. text=Body; things are {', '.join(sorted(_THINGS))}.",
            )
        found.append(f"{_THINGS[thing]}={name}")
    return tuple(found)


def read_toml(path: Path, remedy: str = "Give a TOML file in UTF-8.") -> dict[str, Any]:
    """Return what a user's TOML file holds.

    Raises:
        SettingsError: it cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError("no such file", where=str(path), remedy="Check the path.") from error
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"cannot be read: {error}", where=str(path), remedy=remedy) from error


def load_settings(path: Path | None = None, **changes: object) -> Settings:
    """Return the defaults, changed by the TOML file ``path`` and then by ``changes``.

    Raises:
        SettingsError: the file cannot be read, or a name or value is not allowed.
    """
    values: dict[str, object] = {}
    if path is not None:
        values.update(read_toml(path))
    values.update({name: value for name, value in changes.items() if value is not None})
    try:
        return msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(
            str(error),
            where=str(path) if path else "settings",
            remedy=f"Known settings: {', '.join(Settings.__struct_fields__)}.",
        ) from error


def describe_settings() -> list[tuple[str, object, str]]:
    """Return name, default and help of every setting, in order.

    >>> [name for name, _, _ in describe_settings()][0]
    'max_document_bytes'
    """
    hints = get_type_hints(Settings, include_extras=True)
    defaults = Settings()
    rows = []
    for name in Settings.__struct_fields__:
        note = next((m.description for m in hints[name].__metadata__ if isinstance(m, Meta)), None)
        rows.append((name, getattr(defaults, name), note or ""))
    return rows
