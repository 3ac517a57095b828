"""Check that everything installed at run time may be given on under Apache-2.0, and list the licences.

    python tools/check_licences.py [--list]

Walks what ``onrecord`` requires, with its extras, as installed. What asks for more than
a notice (GPL and kin), or tells no licence, is an error: development tools may be such,
what a user installs may not.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

ALLOWED = re.compile(
    r"\b(MIT|BSD|0BSD|ISC|Apache|PSF|Python Software Foundation|CNRI-Python|Zlib|CC0|Public.Domain|"
    r"Mozilla Public License|MPL)",
    re.IGNORECASE,
)
"""MPL binds changes of its own files only, and none are made here."""

CHOSEN = {
    "tld": "MPL-1.1, of three offered",
}
"""Packages under a choice of licences, and the one taken."""


def installed(name: str = "onrecord") -> dict[str, Distribution]:
    """Return every distribution that ``name`` needs at run time, by its normalised name."""
    found: dict[str, Distribution] = {}
    queue = [(name, frozenset({"mcp", "spark"}))]
    while queue:
        wanted, extras = queue.pop()
        key = re.sub(r"[-_.]+", "-", wanted).lower()
        if key in found:
            continue
        try:
            found[key] = distribution(wanted)
        except PackageNotFoundError:  # an extra that is not installed here
            continue
        queue += list(_required(found[key], extras))
    found.pop(name)
    return dict(sorted(found.items()))


def _required(package: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in package.requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement.name, frozenset(requirement.extras)


def licence(package: Distribution) -> str:
    """Return what the package says of its licence, in a few words."""
    told = package.metadata
    classifiers = told.get_all("Classifier") or ()
    classified = [c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License")]
    words = told.get("License-Expression") or " / ".join(classified) or (told.get("License") or "")
    return " ".join(words.split())[:100]


def refused(packages: dict[str, Distribution]) -> list[str]:
    """Return a line for each package whose licence is not among those allowed."""
    told = {name: CHOSEN.get(name) or licence(package) for name, package in packages.items()}
    return [f"{name}: {words or 'tells no licence'}" for name, words in told.items() if not _allowed(words)]


def _allowed(words: str) -> bool:
    parts = re.split(r"\bAND\b", words)
    return all(ALLOWED.search(part) for part in parts)


def main() -> int:
    """Print what is refused, or with ``--list`` every package and its licence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="print every package and its licence")
    packages = installed()
    if parser.parse_args().list:
        for name, package in packages.items():
            print(f"{name} {package.version}: {CHOSEN.get(name) or licence(package)}")
    wrong = refused(packages)
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
