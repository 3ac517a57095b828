"""`onrecord code`: texts in, claims out, nothing stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Annotated

import msgspec
import typer
from msgspec import Struct

from onrecord.errors import InputError
from onrecord.records import Document
from onrecord.serve.cli.options import Format, OntologyOption, ParseOption, SettingsOption
from onrecord.settings import Settings
from onrecord.store.lines import Line, claim_line


class TextLine(Struct, kw_only=True):
    """One line of input; other fields are ignored."""

    text: str
    id: str | int | None = None
    date: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


def code(
    source: Annotated[
        str, typer.Argument(metavar="[FILE]", help="JSON lines; - is standard input.", show_default=False)
    ] = "-",
    form: Annotated[Format, typer.Option("--format", "-f", help="How claims are printed.")] = Format.JSONL,
    ontology: OntologyOption = None,
    parse: ParseOption = None,
    settings: SettingsOption = None,
) -> None:
    """Code texts as they stream in; nothing is stored.

    JSON lines in, one line a claim out. A line of input is {"id": ..., "text": ...} and
    may have "date" (of publication, YYYY-MM-DD), "publisher", "title" and "url". In the
    output document_id is the given id. A line that cannot be used is named on standard
    error, and the rest goes on.

    Example: cat articles.jsonl | onrecord code - > claims.jsonl
    """
    from onrecord.serve.cli.output import emit
    from onrecord.settings import load_settings

    chosen = load_settings(settings, ontology=ontology, parse=parse)
    with _opened(source) as file:
        emit(_claim_lines(file, source, chosen), "claims", form)


def _claim_lines(file: IO[bytes], source: str, settings: Settings) -> Iterator[Line]:
    from onrecord.pipeline import code as code_documents

    for document, claims in code_documents(_documents(file, source), settings):
        for claim in claims:
            yield claim_line(claim, document)


def _documents(file: IO[bytes], source: str) -> Iterator[Document]:
    used = refused = 0
    for number, data in enumerate(file, start=1):
        if not data.strip():
            continue
        try:
            document = read_line(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
            refused += 1
            name = "standard input" if source == "-" else source
            typer.echo(f"onrecord: {name}, line {number}: {error}; left out", err=True)
            continue
        used += 1
        yield document
    if refused and not used:
        raise InputError(
            "no line could be used",
            where=source,
            remedy='Each line must be an object such as {"id": "a1", "text": "..."}.',
        )


def read_line(data: bytes) -> Document:
    """Return one line of input as a document.

    Raises:
        ValueError: the line is no JSON object with a text, or its date is none.
    """
    from onrecord.ingest import from_text

    line = msgspec.json.decode(data, type=TextLine)
    return from_text(
        line.text,
        external_id=None if line.id is None else str(line.id),
        title=line.title,
        published=_day(line.date),
        publisher=line.publisher,
        url=line.url,
    )


def _day(text: str | None) -> date | None:
    """Return the day of an ISO 8601 date or time."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise ValueError(f"date {text!r} is not YYYY-MM-DD") from error


@contextmanager
def _opened(source: str) -> Iterator[IO[bytes]]:
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - closed below, apart from what its reader raises
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", where=source, remedy="Give a file of JSON lines, or -."
        ) from error
    with file:
        yield file
