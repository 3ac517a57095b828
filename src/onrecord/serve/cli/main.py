"""The `onrecord` command: registers the commands and turns errors into plain words.

Heavy libraries are imported inside the commands, so that `onrecord --help` stays fast.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from onrecord.errors import OnRecordError
from onrecord.serve.cli import (
    against,
    agreement,
    brief,
    build,
    change,
    check,
    code,
    compare,
    convert,
    coverage,
    demo,
    diff,
    dyads,
    evaluate,
    export,
    fetch,
    forget,
    judge,
    lists,
    mcp,
    migrate,
    network,
    new,
    recode,
    release,
    review,
    runs,
    sample,
    serve,
    show,
    sql,
    timeline,
)
from onrecord.serve.cli.processor import choose_kernels, take_one_core
from onrecord.version import __version__

INTERRUPTED = 130
BROKEN_PIPE = 141


class Commands(TyperGroup):
    """The group of all commands; the one place where errors become messages and exit codes."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            _forgiving_streams()
            result = super().invoke(ctx)
            sys.stdout.flush()
        except OnRecordError as error:
            _fail(f"onrecord: {error}", error.exit_code)
        except KeyboardInterrupt:
            _fail("stopped; run the same command again to go on", INTERRUPTED)
        except BrokenPipeError:
            # the reader (head, less) has enough; nothing more can be said to it
            _silence()
            sys.exit(BROKEN_PIPE)
        except OSError as error:
            from onrecord.store.trouble import ROOM, is_full

            _silence()
            where = error.filename if error.filename is not None else "output"
            remedy = f"\n  {ROOM}" if is_full(error) else ""
            _fail(f"onrecord: {where}: {error.strerror or error}{remedy}", OnRecordError.exit_code)
        except Exception as error:
            from onrecord.store.trouble import of_the_disk

            if (told := of_the_disk(error)) is None:
                raise
            _fail(f"onrecord: {told}", told.exit_code)
        return result


def _forgiving_streams() -> None:
    """Let a terminal that cannot show a character show a mark for it; a closed output swallows all."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as we run
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _silence() -> None:
    """Send what is still to be written to nowhere, so that the last flush cannot fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
        typer.echo(f"onrecord {__version__}")
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
    choose_kernels()
    take_one_core()


app.command("demo")(demo.demo)
app.command("fetch")(fetch.fetch)
app.command("build")(build.build)
app.command("recode")(recode.recode)
app.command("runs")(runs.runs)
app.command("diff")(diff.diff)
app.command("migrate")(migrate.migrate)
app.command("convert")(convert.convert)
app.command("brief")(brief.brief)
app.command("show")(show.show)
app.command("check")(check.check)
app.command("forget")(forget.forget)
lists.register(app)
app.command("dyads")(dyads.dyads)
app.command("timeline")(timeline.timeline)
app.command("compare")(compare.compare)
app.command("coverage")(coverage.coverage)
app.command("change")(change.change)
app.command("network")(network.network)
app.command("new")(new.new)
app.command("review")(review.review)
app.command("judge")(judge.judge)
app.command("decisions")(judge.decisions)
app.command("sample")(sample.sample)
app.command("agreement")(agreement.agreement)
app.command("sql")(sql.sql)
app.command("mcp")(mcp.mcp)
app.command("serve")(serve.serve)
app.command("export")(export.export)
app.command("against")(against.against)
app.command("release")(release.release)
app.command("rehydrate")(release.rehydrate)
app.command("code")(code.code)
app.command("eval")(evaluate.evaluate)


def run() -> None:
    """Run the command line; entry point of the `onrecord` script."""
    app(prog_name="onrecord")
