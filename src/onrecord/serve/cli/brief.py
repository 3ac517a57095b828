"""`onrecord brief`: the readable account."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.analyse.asked import WINDOW
from onrecord.errors import SettingsError
from onrecord.serve.cli.asking import Question, asks

if TYPE_CHECKING:
    from onrecord.analyse.brief import Brief


class BriefFormat(StrEnum):
    """How the account is written."""

    TERMINAL = "terminal"
    HTML = "html"
    MARKDOWN = "markdown"


@asks(*WINDOW, "actor", "dyad", printed=False)
def brief(
    asked: Question,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write a file: .html or .md.", show_default=False
        ),
    ] = None,
    form: Annotated[
        BriefFormat | None,
        typer.Option("--format", "-f", help="How it is written; by default as the file's name says."),
    ] = None,
    short: Annotated[bool, typer.Option("--short", help="Two pages instead of about ten.")] = False,
) -> None:
    """Tell the affair: what happened, where parties stand, what is contested.

    Sentences built from the record, each with numbered citations that lead to the words of
    the articles. With -o it is one web page, complete in itself: no script, no network,
    good to print and to send; or Markdown with footnotes. With --short it fits two pages.
    --since and --until take events by their date, or by the day they were first told on;
    --actor a party on either side, --dyad two in both directions.

    Example: onrecord brief affair.onrecord -o brief.html
    """
    from onrecord.analyse.brief import brief as tell

    form = form or _form_of(output)
    with asked.opened() as store:
        told = tell(store, asked.wanted, short=short)
    _write(told, form, output, short=short)


def _form_of(output: Path | None) -> BriefFormat:
    """Return the format that a file's name asks for."""
    if output is None:
        return BriefFormat.TERMINAL
    ending = output.suffix.lower()
    if ending in (".md", ".markdown"):
        return BriefFormat.MARKDOWN
    if ending not in ("", ".html", ".htm"):
        raise SettingsError(
            f"cannot be written as {ending}",
            where=str(output),
            remedy="Name it .html or .md, or give --format; a browser prints the page as PDF.",
        )
    return BriefFormat.HTML


def _write(told: Brief, form: BriefFormat, output: Path | None, *, short: bool) -> None:
    from onrecord.serve.cli.writing import write_file

    if form is BriefFormat.TERMINAL:
        if output is not None:
            raise SettingsError(
                "the terminal is no file",
                where=f"--format {form}",
                remedy="Give --format html or markdown, or leave out -o.",
            )
        from onrecord.serve.brief.terminal import print_brief

        print_brief(told, quoted=not short)
        return
    text = _text(told, form)
    if output is None:
        typer.echo(text, nl=False)
        return
    write_file(output, text.encode("utf-8"))
    typer.echo(f"{output}: open it in a browser" if form is BriefFormat.HTML else f"{output}: written")


def _text(told: Brief, form: BriefFormat) -> str:
    if form is BriefFormat.MARKDOWN:
        from onrecord.serve.brief.markdown import markdown

        return markdown(told)
    from onrecord.serve.brief.page import page

    return page(told)
