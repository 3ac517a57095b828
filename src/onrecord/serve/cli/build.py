"""`onrecord build`: articles in, record out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import InputError
from onrecord.scale.choosing import EngineName, choose_engine
from onrecord.serve.cli.options import OntologyOption, ParseOption, SettingsOption, a_file

if TYPE_CHECKING:
    from onrecord.pipeline import BuildReport
    from onrecord.records import Rejection

STEPS = {
    "read": "reading articles",
    "again": "coding stored articles again",
    "stories": "putting articles in stories",
    "link": "joining what they report",
    "check": "checking articles",
}


def build(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders, patterns: text, HTML, PDF, WARC, feeds, exports ...; - is standard input.",
            show_default=False,
        ),
    ],
    record: Annotated[
        Path,
        typer.Option(
            "--record",
            metavar="FILE",
            help="Record to make or to extend.",
            show_default=False,
            callback=a_file,
        ),
    ],
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="THING=FIELD,...",
            help="Fields of tables and JSON lines that hold what, e.g. text=Body,date=Published.",
            show_default=False,
        ),
    ] = None,
    actors: Annotated[
        list[str] | None,
        typer.Option("--actors", metavar="TOML", help="Your own who-is-who, read after the built-in one."),
    ] = None,
    publishers: Annotated[
        list[str] | None,
        typer.Option("--publishers", metavar="CSV", help="Your own outlets, read before the built-in ones."),
    ] = None,
    ontology: OntologyOption = None,
    parse: ParseOption = None,
    settings: SettingsOption = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Processes to read with; each loads the model.")
    ] = 1,
    engine: Annotated[
        EngineName,
        typer.Option("--engine", help="Where articles are read: here, or on Spark (onrecord[spark])."),
    ] = EngineName.LOCAL,
    master: Annotated[
        str | None,
        typer.Option(
            "--master",
            metavar="URL",
            help="Spark: the cluster, e.g. spark://host:7077, yarn, local[4].",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Read articles into a record.

    Keeps who did what to whom, when, where, according to whom.

    Articles that are in already are not read again, so the same command goes on after
    an interruption and adds what is new. Inputs that cannot be used are kept with the
    reason. Until it is done, the record can be read as it was before.

    Other settings, or a newer version of OnRecord, code the articles that are in once more,
    as a run beside the earlier one, which `onrecord diff` compares with it.

    Example: onrecord build articles/ more.jsonl --record affair.onrecord
    """
    from onrecord.pipeline import build as build_record
    from onrecord.settings import load_settings, read_fields

    chosen = load_settings(
        settings,
        fields=read_fields(mapping) if mapping else None,
        actors=actors or None,
        publishers=publishers or None,
        ontology=ontology,
        parse=parse,
    )
    runner = choose_engine(min(jobs, os.cpu_count() or 1), engine, master)
    with closing(runner), progress() as tell:
        report = build_record(paths, record, chosen, engine=runner, progress=tell)
    for line in summary(report, record):
        typer.echo(line)
    if not report.documents:
        raise InputError(
            "the record holds no article",
            where=str(record),
            remedy="Give articles as text, HTML, JSON lines, CSV or feeds, in a language that is read.",
        )


def summary(report: BuildReport, record: Path) -> list[str]:
    """Return the closing lines of a build: what is in the record and what to type next."""
    from onrecord.analyse.words import counted
    from onrecord.store.sure import LEAST

    lines = [
        f"{counted(report.documents, 'article')} ({report.added} new) in {record}",
        f"  {counted(report.claims, 'claim')}, {counted(report.events, 'event')}, "
        f"{counted(report.figures, 'figure')}, {counted(report.stories, 'story', 'stories')}, "
        f"{counted(report.conflicts, 'conflict')}",
    ]
    if report.events:
        lines.append(f"  lists leave out events less sure than {LEAST:g}: --min-confidence 0 shows them")
    if report.rejections:
        reasons = ", ".join(f"{number} {reason}" for reason, number in report.rejections.items())
        lines.append(f"  {counted(sum(report.rejections.values()), 'input')} could not be used: {reasons}")
    lines += [f"    {named(rejection)}" for rejection in report.unused]
    if not report.documents:
        return lines
    lines += [*_bare(report), *again(report, record)]
    return [*lines, "Next:", f"  onrecord brief {record}", f"  onrecord events {record}"]


def _bare(report: BuildReport) -> list[str]:
    """Return the lines on articles that say neither when nor by whom they were published."""
    told = []
    if report.undated:
        told.append(f"  {report.undated} without a day of publication: “on Monday” is no date in them")
    if report.unnamed:
        told.append(f"  {report.unnamed} of no outlet that is known: --publishers can name yours")
    return told


def again(report: BuildReport, record: Path) -> list[str]:
    """Return the lines on another run than before, where a build has come to one."""
    from onrecord.analyse.words import counted

    if report.before is None:
        return _adrift(report)
    what = ", ".join(VERSIONS_IN_WORDS.get(name, name) for name in report.differs)
    coded = counted(report.coded_again, "article")
    return [
        f"  run {report.run} is in force: {coded} coded again, with other {what}",
        f"  run {report.before} is kept: onrecord diff {record} --runs {report.before} {report.run}",
        *_adrift(report),
    ]


def _adrift(report: BuildReport) -> list[str]:
    from onrecord.analyse.words import counted

    if not report.adrift:
        return []
    decisions = counted(report.adrift, "decision")
    where = "`onrecord decisions RECORD --unfit` lists them"
    fit = "fits" if report.adrift == 1 else "fit"
    return [f"  {decisions} of persons no longer {fit} what run {report.run} reads: {where}"]


VERSIONS_IN_WORDS = {
    "onrecord_version": "version of OnRecord",
    "model": "parsing model",
    "ontology": "event types",
    "registry": "who-is-who",
    "lexicon": "word lists",
    "settings": "settings",
    "own_files": "files of yours",
}
"""What decides how articles are coded, as the closing lines name it."""


def named(rejection: Rejection) -> str:
    """Return one unusable input as a line: where it is, and why it could not be used."""
    from onrecord.serve.screen import harmless

    place = "" if rejection.record is None else f" (record {rejection.record})"
    why = rejection.reason.replace("_", " ") + (f": {rejection.detail}" if rejection.detail else "")
    return " ".join(harmless(f"{rejection.path}{place}: {why}").split())


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Give a function that shows progress on standard error: a bar on a terminal, lines elsewhere."""
    if not sys.stderr.isatty():
        yield _sparingly()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(STEPS["read"], total=None)
        yield lambda step, count: bar.update(task, description=STEPS.get(step, step), completed=count)


def _sparingly() -> Callable[[str, int], None]:
    """Return a function that prints a step when it begins, then when its count grew by a tenth."""
    told: dict[str, int] = {}

    def tell(step: str, count: int) -> None:
        if step not in told or count >= told[step] * 1.1:
            told[step] = count
            typer.echo(f"{STEPS.get(step, step)}: {count}", err=True)

    return tell
