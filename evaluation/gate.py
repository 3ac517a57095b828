"""The quality gate: fixed samples of the gold sets must not score below their floors.

    python evaluation/gate.py [--gold FOLDER]            compare; exit status 1 below a floor
    python evaluation/gate.py [--gold FOLDER] --raise    raise floors to what is measured

``floors.toml`` names, per gold file, how many rows are sampled, the digest of the sample
(so that a changed set cannot pass for a changed score), and a floor per metric. Raising
never lowers: to lower a floor, edit the file, in a commit that says why.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, convert

from onrecord.evaluate import Scores, evaluate

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
SHARED = HERE.parent.parent / "shared"
SLACK = 0.02
"""How far below the measured value a raised floor is put: room for another processor's arithmetic."""

HEAD = """\
# Least scores on fixed samples of the gold sets; checked by evaluation/gate.py and the tests.
# Raised by `python evaluation/gate.py --raise`. Lowered only by hand, in a commit that says why.
"""


class Floor(Struct, forbid_unknown_fields=True):
    """What one gold file has to reach."""

    floors: dict[str, float]
    sample: int | None = None
    """Rows sampled; without it the whole file is scored."""
    digest: str | None = None


def read_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """Return gold file (without endings) → its floor."""
    return convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, Floor])


def measure(floors: Mapping[str, Floor], gold: Path) -> dict[str, Scores]:
    """Return gold file → its scores on the sample, for the files that are there."""
    found: dict[str, Scores] = {}
    for name, floor in floors.items():
        paths = [p for folder in (gold, gold / "gold") for p in folder.glob(f"{name}.jsonl*")]
        if paths:
            found[name] = evaluate(paths[:1], sample=floor.sample)
    return found


def failures(floors: Mapping[str, Floor], measured: Mapping[str, Scores]) -> list[str]:
    """Return one line for each floor that is not reached, each changed sample, each missing set."""
    lines = []
    for name, floor in floors.items():
        scores = measured.get(name)
        if scores is None:
            lines.append(f"{name}: the gold file is not there")
            continue
        digest = scores.samples.get(name)
        if digest != floor.digest:
            lines.append(f"{name}: the sample is {digest}, the floors were measured on {floor.digest}")
        for metric, least in floor.floors.items():
            value = scores.value(name, metric)
            if value is None or value < least:
                lines.append(
                    f"{name} {metric}: {'not measured' if value is None else f'{value:.3f}'} < {least:.3f}"
                )
    return lines


def raised(floors: Mapping[str, Floor], measured: Mapping[str, Scores]) -> dict[str, Floor]:
    """Return the floors, each raised to just below what was measured, none lowered."""
    return {name: _raised(name, floor, measured.get(name)) for name, floor in floors.items()}


def _raised(name: str, floor: Floor, scores: Scores | None) -> Floor:
    if scores is None:
        return floor
    digest = scores.samples.get(name)
    # on another sample the old floor says nothing
    old = floor.floors if digest == floor.digest else dict.fromkeys(floor.floors, 0.0)
    new = {
        metric: max(least, round((scores.value(name, metric) or 0.0) - SLACK, 3))
        for metric, least in old.items()
    }
    return Floor(floors=new, sample=floor.sample, digest=digest)


def to_toml(floors: Mapping[str, Floor]) -> str:
    """Return ``floors`` as the text of ``floors.toml``."""
    parts = [HEAD]
    for name, floor in floors.items():
        parts.append(f"\n[{name}]\n")
        parts.append(f"sample = {floor.sample}\n" if floor.sample is not None else "")
        parts.append(f'digest = "{floor.digest}"\n' if floor.digest else "")
        parts.append(f"[{name}.floors]\n")
        parts += [f"{metric} = {least:.3f}\n" for metric, least in floor.floors.items()]
    return "".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Compare or raise; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--gold", type=Path, default=SHARED, help="folder with the gold files or a gold/ folder"
    )
    parser.add_argument("--raise", dest="up", action="store_true", help="raise floors to what is measured")
    options = parser.parse_args(arguments)
    floors = read_floors()
    measured = measure(floors, options.gold)
    if options.up:
        FLOORS.write_text(to_toml(raised(floors, measured)), encoding="utf-8")
        return 0
    lines = failures(floors, measured)
    print("\n".join(lines) if lines else f"{sum(len(f.floors) for f in floors.values())} floors reached")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
