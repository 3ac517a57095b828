"""Build the same articles under other interpreters, kernels and surroundings, and compare every byte.

    python evaluation/same_bytes.py [--corpus FOLDER] [--python PATH ...] [--ways hash,zone,...]

Each way builds the record in a process of its own and writes all exports, all lists and the
account; the digests of those files must be the ones of the first way, which is this
interpreter as it is. ``--python`` adds other interpreters, into whose environment the locked
dependencies (`uv export --frozen`) were installed. ``kernels`` stands for other processors:
the numeric library is told to compute as on older ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "examples" / "grain_deal" / "corpus"
LISTS = ("documents", "claims", "events", "figures", "positions", "terms", "quotes", "stories", "conflicts")

WRITES = """
import json, sys
from pathlib import Path
from onrecord.export import formats
from onrecord.pipeline import build
from onrecord.serve.record import Record
from onrecord.store.duckdb import DuckStore
corpus, record, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
out.mkdir()
build([corpus], record)
with DuckStore.open(record) as store:
    for name, exporter in formats().items():
        list(exporter.write(store, out / name))
with Record.open(record) as opened:
    for name in sys.argv[4].split(","):
        lines = [json.dumps(line, default=str) for line in getattr(opened, name)()]
        (out / f"{name}.jsonl").write_text("\\n".join(lines), encoding="utf-8")
"""
"""What each way runs: build, export in every format, list everything."""


class Way(Struct, frozen=True):
    """One set of surroundings."""

    name: str
    python: str = sys.executable
    flags: tuple[str, ...] = ()
    environment: Mapping[str, str] = {}
    mask: int = 0o022
    shuffled: bool = False
    """Whether the corpus is copied in another order, under another name, with other times of change."""


WAYS = (
    Way("as it is"),
    Way("hash", environment={"PYTHONHASHSEED": "1"}),
    Way("another hash", environment={"PYTHONHASHSEED": "4242"}),
    Way("zone", environment={"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"}),
    Way("locale", environment={"TZ": "America/Anchorage", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"}),
    Way("optimised", flags=("-OO",)),
    Way("mask", mask=0o077),
    Way("copied", shuffled=True),
    Way("kernels", environment={"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1"}),
    Way("old kernels", environment={"OPENBLAS_CORETYPE": "Nehalem", "OPENBLAS_NUM_THREADS": "2"}),
)


def written(way: Way, corpus: Path, folder: Path, src: Path = ROOT / "src") -> dict[str, str]:
    """Return the digest of every file that ``way`` writes for ``corpus``, by name."""
    place = Path(tempfile.mkdtemp(dir=folder))
    articles = place / "corpus"
    _copied(corpus, articles, backwards=way.shuffled)
    command = [way.python, *way.flags, "-c", WRITES, "corpus", "affair.onrecord", "out", ",".join(LISTS)]
    done = subprocess.run(
        command,
        cwd=place,
        env={**_surroundings(), "PYTHONPATH": str(src), **way.environment},
        capture_output=True,
        text=True,
        umask=way.mask,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{way.name}: {done.stderr}")
    found = {
        str(file.relative_to(place / "out")): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted((place / "out").rglob("*"))
        if file.is_file()
    }
    shutil.rmtree(place)
    return found


def _surroundings() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "LC_", "OPENBLAS"))
    }


def _copied(corpus: Path, to: Path, *, backwards: bool) -> None:
    """Copy the corpus file by file, so that a folder lists them in the order in which they came."""
    to.mkdir()
    files = sorted((file for file in corpus.rglob("*") if file.is_file()), reverse=backwards)
    for number, file in enumerate(files):
        target = to / file.relative_to(corpus)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        if backwards:
            os.utime(target, (10_000 * number, 10_000 * number))


def differing(first: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Return the names of the files that are not the same bytes, or only in one."""
    return sorted(name for name in first.keys() | other.keys() if first.get(name) != other.get(name))


def main() -> int:
    """Print for each way whether its bytes are those of the first; exit code 1 when one's are not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--src", type=Path, default=ROOT / "src", help="folder the package is taken from")
    parser.add_argument("--python", nargs="*", default=[], help="other interpreters")
    parser.add_argument("--ways", help="names of ways, with commas; all unless given")
    parser.add_argument("--digests", type=Path, help="compare with, or write, the digests in this file")
    chosen = parser.parse_args()
    wanted = chosen.ways.split(",") if chosen.ways else [way.name for way in WAYS]
    ways: Sequence[Way] = [way for way in WAYS if way.name in wanted]
    ways = [*ways, *(Way(python, python=python) for python in chosen.python)]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="same-bytes-") as folder:
        kept = chosen.digests
        first = json.loads(kept.read_text()) if kept and kept.exists() else None
        for way in ways:
            now = written(way, chosen.corpus.resolve(), Path(folder), chosen.src)
            first = first if first is not None else now
            wrong = differing(first, now)
            failed += bool(wrong)
            told = f"differs in {', '.join(wrong)}" if wrong else "the same bytes"
            print(f"{way.name:16} {len(now)} files: {told}", flush=True)
        if kept and not kept.exists():
            kept.write_text(json.dumps(first, indent=1))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
