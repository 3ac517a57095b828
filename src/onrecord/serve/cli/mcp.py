"""`onrecord mcp`: the record for assistants that speak the Model Context Protocol."""

from __future__ import annotations

from importlib.util import find_spec

from onrecord.errors import SetupError
from onrecord.serve.cli.options import RecordArgument


def mcp(record: RecordArgument) -> None:
    """Answer an assistant's questions to the record, read-only.

    Speaks the Model Context Protocol on standard input and output; the
    assistant starts it. Its tools are the list commands and show.

    Example: onrecord mcp affair.onrecord
    """
    if find_spec("mcp") is None:
        raise SetupError(
            "the Model Context Protocol's package is not installed",
            remedy="Install it: pip install 'onrecord[mcp]'",
        )
    from onrecord.serve.mcp import serve
    from onrecord.store.duckdb import DuckStore

    with DuckStore.open(record):
        pass  # a mistyped path is told before the conversation begins
    serve(record)
