"""A read-only Model Context Protocol server on one record, over standard input and output.

Its tools are the list commands with their filters, and ``show``. An answer carries
the lines that the commands print: every claim with its quoted sentence, offsets,
outlet and document. Nothing writes; the record is opened for each question and
closed after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from onrecord.errors import OnRecordError, SettingsError
from onrecord.serve.cli.lists import FILTERS, HELP
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.lookup import find, get_document
from onrecord.store.queries import LISTS
from onrecord.version import __version__

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server
    from mcp.types import CallToolResult, Tool

PAGE = 50
"""Lines of one answer, unless fewer are asked for."""

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
    known = {*LISTS[name].filters, "limit", "offset"}
    if unknown := sorted(set(arguments) - known):
        raise SettingsError(
            f"{name} takes no {', '.join(unknown)}", remedy=f"Known: {', '.join(sorted(known))}."
        )
    try:
        wanted = msgspec.convert(dict(arguments), Filter)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error), where=name) from error
    page = min(PAGE if wanted.limit is None else wanted.limit, PAGE)
    with DuckStore.open(path) as store:
        rows = LISTS[name].rows(store, msgspec.structs.replace(wanted, limit=page + 1))
        lines = list(islice(rows, page + 1))
    more = len(lines) > page
    return {
        name: msgspec.to_builtins(lines[:page]),
        "next_offset": wanted.offset + page if more else None,
    }


def _shown(path: Path, arguments: Mapping[str, Any]) -> dict[str, Any]:
    identity = arguments.get("id")
    if not isinstance(identity, str) or set(arguments) != {"id"}:
        raise SettingsError("show takes one argument, id", remedy="Ids are in the lines of the other tools.")
    with DuckStore.open(path) as store:
        found = find(store, identity)
        shown: dict[str, Any] = msgspec.to_builtins(found)
        document = get_document(store, str(shown.get("document_id", "")))
    if document is not None:
        shown["source"] = {"publisher": document.publisher, "url": document.url}
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
        "properties": {"id": {"type": "string", "description": "An id, or a unique beginning of one."}},
        "required": ["id"],
        "additionalProperties": False,
    }
    about = "Show one document, claim, event, figure, story or conflict whole, a document with its text."
    return [*listed, Tool(name="show", description=about, annotations=hints, input_schema=schema)]


def _schema(name: str, known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    properties = {}
    for key in LISTS[name].filters:
        properties[key] = {**known[key], "description": get_args(FILTERS[key])[1].help}
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
