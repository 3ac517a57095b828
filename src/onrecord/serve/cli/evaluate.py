"""`onrecord eval`: scores on gold sets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import SettingsError
from onrecord.serve.cli.options import Format, FormatOption, OntologyOption, ParseOption, SettingsOption

if TYPE_CHECKING:
    from onrecord.evaluate import Scores
    from onrecord.settings import Settings
    from onrecord.store.lines import Line


def evaluate(
    gold: Annotated[
        list[Path] | None,
        typer.Argument(metavar="GOLD...", help="Gold files, or folders of them.", show_default=False),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Also write the scores here.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME", help="Score only this set; may be repeated.")
    ] = None,
    sample: Annotated[
        int | None, typer.Option("--sample", min=1, help="About so many rows a set, the same every time.")
    ] = None,
    ontology: OntologyOption = None,
    parse: ParseOption = None,
    settings: SettingsOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Score OnRecord on gold sets.

    Every metric comes with its 95 % interval and the number of units. With --ontology and
    no gold set, the sentences of your own codebook are scored, and those not read as it
    says are printed.

    Example: onrecord eval gold/ --set timex --sample 50
    """
    from onrecord.evaluate import evaluate as score
    from onrecord.serve.cli.output import emit, note
    from onrecord.serve.cli.writing import write_file
    from onrecord.settings import load_settings

    chosen = load_settings(settings, ontology=ontology, parse=parse)
    if gold:
        scores = score(gold, chosen, only=only or None, sample=sample, progress=_tell)
    else:
        scores = _own_codebook(chosen)
    if json_file:
        write_file(json_file, scores.to_json())
    emit(_rows(scores), "scores", form)
    for path in scores.skipped:
        note(f"{path}: no known gold set, left out")


def _own_codebook(settings: Settings) -> Scores:
    """Return the scores of the user's own sentences; name on standard error what is read otherwise."""
    from onrecord.evaluate.codebook import check_codebook, scored
    from onrecord.serve.cli.output import note

    if settings.ontology is None:
        raise SettingsError(
            "nothing to score", where="GOLD", remedy="Give gold files, or your own codebook with --ontology."
        )
    checked = check_codebook(settings.ontology, settings)
    for each in checked:
        if not each.right:
            wanted = f"not read as {each.event_type}" if each.metric == "positive" else "should not be read"
            found = ", ".join(each.found) or "no event"
            note(f"{each.event_type}: {wanted}: “{each.text}” (read: {found})")
    return scored(checked)


def _tell(name: str, through: int, rows: int) -> None:
    """Say on standard error when a set is through."""
    if through == rows:
        typer.echo(f"scored {name}: {rows} rows", err=True)


def _rows(scores: Scores) -> Iterator[Line]:
    for score in scores.scores:
        yield {
            "set": score.set,
            "metric": score.metric,
            "value": f"{score.value:.3f}",
            "interval": f"{score.low:.3f}–{score.high:.3f}",
            "n": score.n,
            "seconds": round(score.seconds, 1),
            "note": score.note,
        }
