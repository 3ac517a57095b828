"""Make docs/codebook.md and docs/reference/ from what runs: ontology, records, settings, tables, commands.

    python tools/build_docs.py           write the files
    python tools/build_docs.py --check   say which are out of date; exit code 1 if any is

The makers are in tools/pages/, beside the words that no code holds: the introduction of
the codebook, and what the fields of JSON lines mean. The example lines of lines.md are
real ones, from the example corpus. `--check` compares their fields, not their values: a
sentence read better makes no page wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable

from pages.codebook import codebook
from pages.commands import cli, settings
from pages.lines import lines
from pages.markdown import ROOT
from pages.records import records, schema

PAGES: dict[str, Callable[[], str]] = {
    "docs/codebook.md": codebook,
    "docs/reference/cli.md": cli,
    "docs/reference/settings.md": settings,
    "docs/reference/records.md": records,
    "docs/reference/schema.md": schema,
    "docs/reference/lines.md": lines,
}


def values_aside(page: str) -> str:
    """Return ``page`` with every JSON example replaced by the names of its fields."""
    return re.sub(r"```json\n(.*?)\n```", lambda m: str(list(json.loads(m[1]))), page, flags=re.DOTALL)


def out_of_date() -> list[str]:
    """Return the generated pages that differ from what would be made now."""
    stale = []
    for name, make in PAGES.items():
        path = ROOT / name
        stands = path.read_text(encoding="utf-8") if path.is_file() else ""
        if values_aside(stands) != values_aside(make()):
            stale.append(name)
    return stale


def main() -> int:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 if a page is out of date"
    )
    if parser.parse_args().check:
        stale = out_of_date()
        for name in stale:
            print(f"{name} is out of date: run python tools/build_docs.py")
        return 1 if stale else 0
    for name, make in PAGES.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
