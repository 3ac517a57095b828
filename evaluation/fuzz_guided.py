"""Break input by what it reaches: coverage-guided fuzzing, by atheris, of the targets of `fuzz.py`.

    pip install --target /tmp/atheris atheris                (no dependency of the project)
    PYTHONPATH=/tmp/atheris python evaluation/fuzz_guided.py [--target html,times,...] [--minutes M]

Each target runs in a process of its own. Only the modules under test are counted, so that what is
reached in a library guides nothing. A case that adds coverage is kept under ``--corpus`` and is where the
next run begins. What fails is written to ``--into`` and the run goes on. The last line of a target
gives its cases, the edges covered, and how many of them the second half of the run added: few is
where more time adds little.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src"
SMALL = 40
"""Bytes of a seed, or of a word in one, up to which it is a word that cases are put together from."""
WORDS = 4_000
LONGEST = 20_000
"""Bytes of a case."""
_COVERED = re.compile(r"^#(\d+)\s.*\bcov: (\d+)", re.M)


def modules(beginnings: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the names of the package's modules that begin like one of ``beginnings``, and the others."""
    found: tuple[list[str], list[str]] = ([], [])
    for path in sorted((PACKAGE / "onrecord").rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        found[not name.startswith(beginnings)].append(name)
    return found


def one_target(name: str, corpus: Path, into: Path, seconds: float, arguments: list[str]) -> None:
    """Run libFuzzer on a target in this process, which it ends."""
    import atheris  # type: ignore[import-not-found]

    guiding = _modules_of(name)
    wanted, others = modules(guiding)
    with atheris.instrument_imports(include=["onrecord"], exclude=others):
        for module in wanted:
            importlib.import_module(module)
        from fuzz import Tried
        from fuzz_targets import TARGETS

        from onrecord.errors import OnRecordError

    seeds = list(TARGETS[name].seeds())
    words = _written(seeds, corpus)
    tried = Tried(name, seconds)
    with suppress(OnRecordError):
        TARGETS[name].run(seeds[0])  # what is loaded once is on no case's time

    def one(case: bytes) -> None:
        failed = len(tried.failures)
        tried.one(case)
        if len(tried.failures) > failed:
            tried.write(into)
        if tried.cases % 500 == 0:
            (corpus.parent / f"{name}.told").write_text(tried.told())

    given = [
        f"-max_len={LONGEST}",
        f"-dict={words}",
        "-timeout=120",
        "-rss_limit_mb=6000",
        f"-artifact_prefix={into}/",
    ]
    atheris.Setup([sys.argv[0], *given, *arguments, str(corpus)], one)
    atheris.Fuzz()


def _modules_of(name: str) -> tuple[str, ...]:
    """Return the beginnings of the names of the modules that ``name`` tests, asked of another process.

    In this one they must not be imported before they are instrumented.
    """
    asks = f"from fuzz_targets import TARGETS; print(*TARGETS[{name!r}].modules)"
    told = subprocess.run(
        [sys.executable, "-c", asks], cwd=ROOT / "evaluation", capture_output=True, text=True, check=True
    )
    return tuple(told.stdout.split())


def _written(seeds: list[bytes], corpus: Path) -> Path:
    """Write the seeds as the first corpus and their words as a dictionary; return where that is."""
    from fuzz_seeds import NASTY

    corpus.mkdir(parents=True, exist_ok=True)
    words: dict[bytes, None] = dict.fromkeys(one for one in NASTY if len(one) <= SMALL)
    for seed in seeds:
        (corpus / hashlib.sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed[:LONGEST])
        words.update(dict.fromkeys(re.findall(rb"[^\s<>&;,]{2,40}", seed[:LONGEST])))
    place = corpus.with_suffix(".dict")
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"' for word in list(words)[:WORDS])
    place.write_text("\n".join(lines) + "\n")
    return place


def guided(name: str, chosen: argparse.Namespace) -> Iterator[str]:
    """Run one target in a process of its own; yield what to print of it."""
    time = f"-max_total_time={int(60 * chosen.minutes)}"
    command = [
        sys.executable,
        __file__,
        "--one",
        name,
        "--corpus",
        chosen.corpus,
        "--into",
        chosen.into,
        time,
    ]
    ran = subprocess.run(
        [str(part) for part in command],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PACKAGE), *sys.path])},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    log = ran.stderr.decode("utf-8", "replace")
    (chosen.into / f"{name}.log").write_text(log)
    covered = [(int(cases), int(edges)) for cases, edges in _COVERED.findall(log)]
    told = chosen.corpus / f"{name}.told"
    yield told.read_text() if told.exists() else f"{name}: fewer than 500 cases"
    if covered:
        cases, edges = covered[-1]
        half = max((e for c, e in covered if c <= cases / 2), default=0)
        yield f"          {edges} edges covered, {edges - half} of them in the second half of the cases"
    if ran.returncode:
        yield f"          ended with {ran.returncode}: {log.strip().splitlines()[-1][:200]}"


def main() -> int:
    """Print what was tried and what broke; exit code 1 when something did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", default="")
    parser.add_argument("--minutes", type=float, default=2.0, help="on each target")
    parser.add_argument("--corpus", type=Path, default=Path("fuzz-corpus"))
    parser.add_argument("--into", type=Path, default=Path("fuzz-failures"))
    parser.add_argument("--seconds", type=float, default=10.0, help="longest that one case may take")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen, arguments = parser.parse_known_args()
    chosen.into.mkdir(parents=True, exist_ok=True)
    chosen.corpus.mkdir(parents=True, exist_ok=True)
    if chosen.one:
        one_target(chosen.one, chosen.corpus / chosen.one, chosen.into, chosen.seconds, arguments)
    from fuzz import chosen_targets
    from fuzz_targets import TARGETS

    unguided = {"sql", "records"}  # what they reach is not Python
    for name in chosen_targets(chosen.target or ",".join(sorted(TARGETS.keys() - unguided))):
        for line in guided(name, chosen):
            print(line, flush=True)
    return 1 if any(chosen.into.glob("*-*.txt")) else 0


if __name__ == "__main__":
    sys.exit(main())
