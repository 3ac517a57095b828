"""A read-only Model Context Protocol server on one record, over standard input and output.

Its tools are the list commands with their filters, and ``show``. An answer carries
the lines that the commands print: every claim with its quoted sentence, offsets,
outlet and document; an event or figure with the sentences of its claims. Nothing writes;
the record is opened for each question and closed after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from onrecord.errors import OnRecordError, SettingsError
from onrecord.records import Claim, Document
from onrecord.serve.cli.lists import FILTERS, HELP
from onrecord.store.base import Store
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.lines import Line
from onrecord.store.lookup import find, get_claims, get_document, get_documents
from onrecord.store.queries import LISTS
from onrecord.version import __version__

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server
    from mcp.types import CallToolResult, Tool

PAGE = 50
"""Lines of one answer, unless fewer are asked for."""

LARGEST = 100_000
"""Bytes of the lines of one answer; what is beyond is on the next page."""

QUOTED = 5
"""Claims of an event, figure or conflict that are quoted beside it; ``show`` has all."""

TEXT = 20_000
"""Characters of an article's text that ``show`` gives at a time."""

INSTRUCTIONS = (
    "A record of who did what to whom, when, where, according to whom, read from news articles. "
    "A claim is what one article says; its `attribution` names whose word it is (empty: the outlet's own). "
    "An event joins claims; `origins` counts independent sources, `reports` articles. Mind `polarity`, "
    "`modality` and `status`: planned, denied or alleged acts are not deeds. Quote `sentence` and name "
    "`publisher` for whatever you repeat."
)


def answer(path: Path, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the tool ``name`` answers: a page of lines, or one thing.

    Raises:
        SettingsError: there is no such tool, or it takes no such argument.
        OnRecordError: the record cannot be read, or holds nothing of that id.
    """
    if name == "show":
        return _shown(path, arguments)
    if name not in LISTS:
        raise SettingsError(f"there is no tool {name!r}", remedy=f"Known: {', '.join([*LISTS, 'show'])}.")
    listing, wanted = LISTS[name], Filter.of(arguments)
    limit = PAGE if wanted.limit is None else min(wanted.limit, PAGE)
    with DuckStore.open(path) as store:
        page = listing.page(store, msgspec.structs.replace(wanted, limit=limit))
        lines = [_sourced(store, line) for line in page.lines]
    lines = _bounded(lines)
    end = page.offset + len(lines)
    return {
        name: lines,
        "total": page.total,
        "next_offset": end if lines and end < page.total else None,
    }


def _sourced(store: Store, line: Line) -> dict[str, Any]:
    """Return ``line``; one that joins claims with their sentences, spans and outlets."""
    told: dict[str, Any] = msgspec.to_builtins(line)
    claim_ids = told.get("claim_ids") or [i for side in told.get("sides", ()) for i in side["claim_ids"]]
    if claim_ids:
        claims = get_claims(store, claim_ids[:QUOTED])
        known = get_documents(store, (claim.document_id for claim in claims.values()))
        told["told"] = [_telling(claim, known.get(claim.document_id)) for claim in claims.values()]
    return told


def _telling(claim: Claim, document: Document | None) -> dict[str, Any]:
    return {
        "claim_id": claim.claim_id,
        "document_id": claim.document_id,
        "publisher": document.publisher if document else None,
        "url": document.url if document else None,
        "trigger": msgspec.to_builtins(claim.trigger),
        "sentence": msgspec.to_builtins(claim.sentence),
    }


def _bounded(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the first of ``lines`` that together stay below :data:`LARGEST`, one at least."""
    size = kept = 0
    for line in lines:
        size += len(msgspec.json.encode(line))
        if kept and size > LARGEST:
            break
        kept += 1
    return lines[:kept]


def _shown(path: Path, arguments: Mapping[str, Any]) -> dict[str, Any]:
    identity, offset = arguments.get("id"), arguments.get("offset", 0)
    if not isinstance(identity, str) or not set(arguments) <= {"id", "offset"}:
        raise SettingsError("show takes an id", remedy="Ids are in the lines of the other tools.")
    if not isinstance(offset, int) or offset < 0:
        raise SettingsError(f"{offset!r} is no place in a text", where="offset", remedy="Give 0 or more.")
    with DuckStore.open(path) as store:
        found = find(store, identity)
        shown = _sourced(store, msgspec.to_builtins(found))
        document = get_document(store, str(shown.get("document_id", "")))
    if document is not None:
        shown["source"] = {"publisher": document.publisher, "url": document.url}
    if isinstance(found, Document):
        end = offset + TEXT
        shown |= {"text": found.text[offset:end], "text_offset": offset}
        shown["next_offset"] = end if end < len(found.text) else None
        del shown["segments"]  # where in the raw input each run stands, of no use without that
    return shown


def tools() -> list[Tool]:
    """Return the tools, each with a schema of its arguments."""
    from mcp.types import Tool, ToolAnnotations

    hints = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    known = msgspec.json.schema(Filter)["$defs"]["Filter"]["properties"]
    listed = [
        Tool(name=name, description=HELP[name][0], annotations=hints, input_schema=_schema(name, known))
        for name in LISTS
    ]
    schema = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "description": "An id, or a unique beginning of one."},
            "offset": {
                "type": "integer",
                "minimum": 0,
                "default": 0,
                "description": "Of an article, the character of its text to begin at.",
            },
        },
        "required": ["id"],
        "additionalProperties": False,
    }
    about = "Show one document, claim, event, figure, story or conflict whole, a document with its text."
    return [*listed, Tool(name="show", description=about, annotations=hints, input_schema=schema)]


def _schema(name: str, known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    properties = {}
    for key in LISTS[name].filters:
        properties[key] = {**known[key], "description": get_args(FILTERS[key])[1].help}
    keys = ", ".join(LISTS[name].sorts)
    properties["sort"] = {"type": "string", "description": f"By {keys}; - in front for the greatest first."}
    properties["limit"] = {"type": "integer", "minimum": 0, "maximum": PAGE, "default": PAGE}
    properties["offset"] = {"type": "integer", "minimum": 0, "default": 0}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def server(path: Path) -> Server[Any]:
    """Return the server of the record at ``path``."""
    from mcp.server.lowlevel import Server
    from mcp.types import CallToolRequestParams, ListToolsResult

    async def list_tools(_context: Any, _params: Any) -> ListToolsResult:
        return ListToolsResult(tools=tools())

    async def call_tool(_context: Any, params: CallToolRequestParams) -> CallToolResult:
        return _result(path, params.name, params.arguments or {})

    return Server(
        "onrecord",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _result(path: Path, name: str, arguments: Mapping[str, Any]) -> CallToolResult:
    from mcp.types import CallToolResult, TextContent

    try:
        found = answer(path, name, arguments)
    except OnRecordError as error:
        return CallToolResult(content=[TextContent(type="text", text=str(error))], is_error=True)
    text = msgspec.json.encode(found).decode()
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=found)


def serve(path: Path) -> None:
    """Answer on standard input and output until the client closes them."""
    import anyio
    from mcp.server.stdio import stdio_server

    made = server(path)

    async def run() -> None:
        async with stdio_server() as (incoming, outgoing):
            await made.run(incoming, outgoing, made.create_initialization_options())

    anyio.run(run)
