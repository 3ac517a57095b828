"""The `onrecord` command: registers the commands and turns errors into plain words.

Heavy libraries are imported inside the commands, so that `onrecord --help` stays fast.
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from onrecord.errors import OnRecordError
from onrecord.serve.cli import brief, build, code, dyads, evaluate, export, fetch, lists, show

INTERRUPTED = 130
BROKEN_PIPE = 141


class Commands(TyperGroup):
    """The group of all commands; the one place where errors become messages and exit codes."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except OnRecordError as error:
            _fail(f"onrecord: {error}", error.exit_code)
        except KeyboardInterrupt:
            _fail("stopped; run the same command again to go on", INTERRUPTED)
        except BrokenPipeError:
            # the reader (head, less) has enough; nothing more can be said to it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(BROKEN_PIPE)
        return result


def _fail(message: str, code: int) -> NoReturn:
    from onrecord.serve.screen import harmless

    typer.echo(harmless(message), err=True)
    sys.exit(code)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _main(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn what many outlets report into one sourced record.

    Who did what to whom, when and where, according to whom; what independent
    sources agree on, and where they differ. Start with:

        onrecord build articles/ --record affair.onrecord

        onrecord brief affair.onrecord
    """


app.command("fetch")(fetch.fetch)
app.command("build")(build.build)
app.command("brief")(brief.brief)
app.command("show")(show.show)
lists.register(app)
app.command("dyads")(dyads.dyads)
app.command("export")(export.export)
app.command("code")(code.code)
app.command("eval")(evaluate.evaluate)


def run() -> None:
    """Run the command line; entry point of the `onrecord` script."""
    app(prog_name="onrecord")
