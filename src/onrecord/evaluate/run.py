"""Runs the gold sets: finds the files, scores each with its set, puts intervals on.

Called by ``onrecord eval`` and by ``evaluation/gate.py``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import cast

from onrecord.errors import GoldError
from onrecord.evaluate.gold import ENDINGS, REMEDY, Gold, Line, read_lines, stem, take_sample
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.scores import Score, Scores, score_of
from onrecord.evaluate.system import System
from onrecord.registry import load
from onrecord.settings import Settings

Progress = Callable[[str, int, int], None]
"""Told the set, how many of its rows are through, and how many there are."""


def gold_sets() -> tuple[GoldSet, ...]:
    """Return every kind of gold set that is known, by name."""
    return tuple(cast("dict[str, GoldSet]", load("onrecord.evaluate.sets", "GOLD_SET")).values())


def evaluate(
    paths: Sequence[Path],
    settings: Settings | None = None,
    *,
    only: Iterable[str] | None = None,
    sample: int | None = None,
    progress: Progress | None = None,
) -> Scores:
    """Return the scores of every gold set found in ``paths``, files or folders.

    Args:
        paths: gold files, or folders of them (not searched deeper).
        settings: as for a build.
        only: names of sets (``polnear``) or files (``polnear_dev``) to score.
        sample: score about so many rows of each set, the same ones every time.
        progress: told how far it is.

    Raises:
        GoldError: no known set is there, a name of ``only`` fits nothing, or a file is malformed.
    """
    system = System(settings or Settings())
    found, skipped = _find(paths)
    chosen = _choose(found, tuple(only or ()))
    scores: list[Score] = []
    samples: dict[str, str] = {}
    for path, gold_set in chosen:
        name = stem(path.name)
        lines, digest = _lines(path, gold_set, sample)
        if digest:
            samples[name] = digest
        scores += _score(Gold(path, tuple(lines), _ticker(progress, name)), gold_set, system)
    return Scores(scores=tuple(scores), skipped=tuple(skipped), samples=samples)


def _find(paths: Sequence[Path]) -> tuple[list[tuple[Path, GoldSet]], list[str]]:
    found: list[tuple[Path, GoldSet]] = []
    skipped: list[str] = []
    for path in _files(paths):
        gold_set = _set_of(path)
        if gold_set is not None:
            found.append((path, gold_set))
        elif not _is_companion(path):
            skipped.append(str(path))
    if not found:
        raise GoldError("no known gold set", where=", ".join(map(str, paths)), remedy=REMEDY)
    return found, skipped


def _files(paths: Sequence[Path]) -> list[Path]:
    files = []
    for path in paths:
        if path.is_dir():
            files += sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
        elif path.is_file():
            files.append(path)
        else:
            raise GoldError("there is no such file or folder", where=str(path), remedy=REMEDY)
    return list(dict.fromkeys(files))


def _set_of(path: Path) -> GoldSet | None:
    if not path.name.endswith(ENDINGS):
        return None
    fitting = [s for s in gold_sets() if path.name.startswith(s.prefix)]
    return max(fitting, key=lambda s: len(s.prefix), default=None)


def _is_companion(path: Path) -> bool:
    # read together with ecb_docs, so neither scored by itself nor reported as unknown
    return path.name.startswith("ecb_events") and path.name.endswith(ENDINGS)


def _choose(found: list[tuple[Path, GoldSet]], only: tuple[str, ...]) -> list[tuple[Path, GoldSet]]:
    names = {name for path, gold_set in found for name in (stem(path.name), gold_set.name)}
    unknown = [name for name in only if name not in names]
    if unknown:
        raise GoldError(
            f"no gold set named {', '.join(unknown)}",
            where="--set",
            remedy=f"Here are: {', '.join(sorted(names))}.",
        )
    return [(p, s) for p, s in found if not only or stem(p.name) in only or s.name in only]


def _lines(path: Path, gold_set: GoldSet, sample: int | None) -> tuple[list[Line], str | None]:
    lines = read_lines(path)
    if sample is None or gold_set.sample_by is None:
        return lines, None
    return take_sample(lines, gold_set.sample_by, sample)


def _score(gold: Gold, gold_set: GoldSet, system: System) -> list[Score]:
    start = time.perf_counter()
    measures = gold_set.score(gold, system)
    seconds = time.perf_counter() - start
    return [score_of(measure, stem(gold.path.name), seconds) for measure in measures]


def _ticker(progress: Progress | None, name: str) -> Callable[[int, int], None]:
    def tick(done: int, total: int) -> None:
        if progress is not None:
            progress(name, done, total)

    return tick
