"""Say of what is installed with OnRecord what was checked, what was found, and what could not be checked.

    python tools/audit.py [--uv PATH] [--sbom sbom.json]

Licences, hashes of everything locked and the bill of materials need no network. Whether something
locked has a known hole is asked of a public database (pip-audit); where that cannot be reached, this
says so and is not content.

Exit code: 0 everything was checked and nothing found; 1 something was found; 3 nothing was found, but
something could not be checked.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

import check_licences

ROOT = Path(__file__).resolve().parents[1]
SUPPLIED = ("--frozen", "--no-dev", "--all-extras")
"""What a user installs, every extra with it, as locked."""
SHOWN = 5
"""Packages named at most of which nothing could be learnt."""
PATIENCE = 600
"""Seconds that the database is waited for."""


class Came(Enum):
    """How a check came out."""

    GOOD = "checked"
    FOUND = "FOUND"
    UNCHECKED = "NOT CHECKED"


class Finding(NamedTuple):
    """What came of one check."""

    came: Came
    told: str


def licences() -> Finding:
    """Return whether everything installed at run time may be given on."""
    packages = check_licences.installed()
    refused = check_licences.refused(packages)
    if refused:
        return Finding(Came.FOUND, f"licences that ask for more than a notice: {'; '.join(refused)}")
    return Finding(Came.GOOD, f"licences of {len(packages)} packages: all may be given on with a notice")


def hashes(lock: str) -> Finding:
    """Return whether each file that the text of ``lock`` names is locked with its hash."""
    packages = [one for one in tomllib.loads(lock).get("package", []) if "registry" in one.get("source", {})]
    files = [
        (one["name"], file)
        for one in packages
        for file in (*one.get("wheels", ()), *([one["sdist"]] if "sdist" in one else ()))
    ]
    bare = {name for name, file in files if not str(file.get("hash", "")).startswith("sha256:")}
    bare |= {one["name"] for one in packages} - {name for name, _ in files}
    if bare:
        return Finding(Came.FOUND, f"locked without a hash: {', '.join(sorted(bare))}")
    if not files:
        return Finding(Came.UNCHECKED, "hashes: nothing is locked")
    return Finding(
        Came.GOOD, f"hashes: each of {len(files)} files of {len(packages)} packages in uv.lock has one"
    )


def materials(done: subprocess.CompletedProcess[str], written: Path) -> Finding:
    """Return whether the bill of materials that ``done`` should have ``written`` is one."""
    try:
        count = len(json.loads(written.read_text(encoding="utf-8"))["components"])
    except (OSError, ValueError, KeyError):
        return Finding(Came.UNCHECKED, f"bill of materials: {_last_line(done.stderr)}")
    return Finding(Came.GOOD, f"bill of materials: {written.name}, {count} components")


def advisories(done: subprocess.CompletedProcess[str]) -> Finding:
    """Return whether pip-audit, which is ``done``, knows of holes, as far as it could ask."""
    try:
        asked = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return _not_asked(f"at all ({_last_line(done.stderr)})")
    holes = [
        f"{one['name']} {one['version']}: {hole['id']}" for one in asked for hole in one.get("vulns", ())
    ]
    if holes:
        return Finding(Came.FOUND, f"known holes: {'; '.join(holes)}")
    skipped = [one["name"] for one in asked if "skip_reason" in one]
    if len(skipped) == len(asked):
        return _not_asked(f"about any of {len(asked)} packages")
    if skipped:
        more = f" and {len(skipped) - SHOWN} more" if len(skipped) > SHOWN else ""
        return _not_asked(f"about {', '.join(skipped[:SHOWN])}{more}, of {len(asked)} packages")
    if done.returncode:
        return _not_asked(f"to the end ({_last_line(done.stderr)})")
    return Finding(Came.GOOD, f"known holes: none of {len(asked)} packages has one that is published")


def _not_asked(how_far: str) -> Finding:
    told = f"known holes: the database of advisories could not be asked {how_far}"
    return Finding(Came.UNCHECKED, f"{told}; run this again with a network")


def exit_code(findings: Sequence[Finding]) -> int:
    """Return 1 where something was found, else 3 where something was not checked, else 0."""
    came = {finding.came for finding in findings}
    return 1 if Came.FOUND in came else 3 if Came.UNCHECKED in came else 0


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:200] if lines else "no word why"


def _run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            [str(word) for word in words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess([], 1, "", str(error))


def findings(uv: str, sbom: Path) -> list[Finding]:
    """Return what came of every check; ``sbom`` is written."""
    found = [licences(), hashes((ROOT / "uv.lock").read_text(encoding="utf-8"))]
    export = (uv, "export", *SUPPLIED)
    found += [materials(_run(*export, "--format", "cyclonedx1.5", "--output-file", sbom), sbom)]
    with tempfile.TemporaryDirectory() as folder:
        locked = Path(folder) / "locked.txt"
        _run(*export, "--no-emit-project", "--output-file", locked)
        audit = ("pip-audit", "--format", "json", "--require-hashes", "--disable-pip")
        found += [advisories(_run(uv, "tool", "run", *audit, "--requirement", locked))]
    return found


def main() -> int:
    """Print a line for each check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uv", default="uv", help="the uv to ask with")
    parser.add_argument("--sbom", type=Path, default=ROOT / "sbom.json")
    chosen = parser.parse_args()
    found = findings(chosen.uv, chosen.sbom)
    for finding in found:
        print(f"{finding.came.value + ':':13}{finding.told}")
    return exit_code(found)


if __name__ == "__main__":
    sys.exit(main())
