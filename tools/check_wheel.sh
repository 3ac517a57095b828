#!/bin/sh
# Build the wheel and the sdist, build a wheel of the sdist too, and run the demonstration from each in an
# empty environment: nothing of this checkout is on the path, nothing but what the wheel asks for is installed.
#
#   tools/check_wheel.sh [PYTHON ...]          interpreters to try; python3 unless given
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- python3

"$1" -m venv "$work/tools"
"$work/tools/bin/pip" install --quiet uv
uv="$work/tools/bin/uv"
export UV_PYTHON_DOWNLOADS=never

"$uv" build --quiet --out-dir "$work/dist" "$root"                     # sdist, and the wheel built from it
"$uv" build --quiet --wheel --out-dir "$work/direct" "$root"
"$uv" export --quiet --frozen --no-dev --no-emit-project --project "$root" --output-file "$work/locked.txt"

"$work/tools/bin/python" - "$work" <<'PYTHON'
"""The wheel of the sdist is the wheel of the sources, and the examples are in it."""
import sys
import zipfile
from pathlib import Path

work = Path(sys.argv[1])


def held(folder: str) -> dict[str, int]:
    (wheel,) = (work / folder).glob("*.whl")
    return {entry.filename: entry.CRC for entry in zipfile.ZipFile(wheel).infolist()}


dist, direct = held("dist"), held("direct")
differing = {name for name in dist.keys() ^ direct.keys() | {n for n in dist if dist[n] != direct.get(n)}}
assert not differing, f"wheels differ in {sorted(differing)[:5]}"
assert any(name.endswith("daily_compass.jsonl") for name in dist), "the articles of the example are missing"
strangers = [name for name in dist if not name.startswith(("onrecord/", "onrecord-"))]
assert not strangers, f"not ours: {strangers[:5]}"
print(f"wheel: {len(dist)} files, the same from sdist and sources")
PYTHON

for python in "$@"; do
    rm -rf "$work/empty" "$work/here"
    mkdir "$work/here"
    "$uv" venv --quiet --python "$python" "$work/empty"
    "$uv" pip install --quiet --python "$work/empty/bin/python" --require-hashes -r "$work/locked.txt"
    "$uv" pip install --quiet --python "$work/empty/bin/python" --no-deps "$work"/dist/*.whl
    cd "$work/here"
    env -i PATH=/usr/bin:/bin HOME="$work/here" "$work/empty/bin/onrecord" demo >said.txt 2>said.err ||
        { cat said.txt said.err; exit 1; }
    grep -q "22 articles (22 new)" said.txt || { cat said.txt; exit 1; }
    env -i PATH=/usr/bin:/bin HOME="$work/here" "$work/empty/bin/onrecord" check demo.onrecord
    grep -q "<!doctype html>" demo.html
    printf '%s: demo and check run from the wheel alone\n' "$("$work/empty/bin/python" -V)"
    cd "$root"
done
