"""Find drop-in files: one module an idea, one constant a module.

An input format or an exporter is added by adding a file to its folder. This
loader imports every module of a package in name order, takes the one constant
each must define, and refuses anything that would hide a mistake.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from onrecord.errors import SetupError


def load(package: str, constant: str) -> dict[str, Any]:
    """Return ``constant`` of each module of ``package`` by its ``name``, in order of module names.

    Modules whose name starts with an underscore are helpers and are left out.

    Raises:
        SetupError: the package is not there or empty, a module does not import, lacks the
            constant, or two modules give the same name.
    """
    found: dict[str, Any] = {}
    homes: dict[str, str] = {}
    for module in _modules(package):
        entry = _constant(module, constant)
        name = getattr(entry, "name", None)
        if not isinstance(name, str) or not name:
            raise SetupError(f"{constant} has no name", where=module, remedy="Give it a name of its own.")
        if name in found:
            raise SetupError(
                f"{constant} {name!r} is defined twice, here and in {homes[name]}",
                where=module,
                remedy="Rename one of the two.",
            )
        found[name], homes[name] = entry, module
    return found


@lru_cache(maxsize=8)
def data_version(package: str) -> str:
    """Return 12 hex digits over the data files (TOML, TSV, CSV, text) below ``package``.

    Two installations with equal versions know the same names, types and words.
    """
    digest = hashlib.sha256()
    for name, content in sorted(_data_files(files(package), "")):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:12]


def file_version(paths: Sequence[str]) -> str:
    """Return 12 hex digits over the contents of a user's own files; a missing one counts as empty."""
    digest = hashlib.sha256()
    for path in map(Path, paths):
        digest.update((path.read_bytes() if path.is_file() else b"") + b"\0")
    return digest.hexdigest()[:12]


def _data_files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _data_files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".toml", ".tsv", ".csv", ".txt")):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found


def _modules(package: str) -> list[str]:
    paths = getattr(_imported(package), "__path__", None)
    if paths is None:
        raise SetupError("is a module, not a package", where=package, remedy="Name a package.")
    names = sorted(m.name for m in iter_modules(paths) if not m.name.startswith("_"))
    if not names:
        raise SetupError("has no modules", where=package, remedy="Reinstall onrecord.")
    return [f"{package}.{name}" for name in names]


def _imported(name: str) -> Any:
    try:
        return import_module(name)
    except Exception as error:
        # a drop-in file may fail in any way; whatever it is, say which file it was
        raise SetupError(
            f"does not import: {type(error).__name__}: {error}", where=name, remedy="Mend or remove it."
        ) from error


def _constant(module: str, constant: str) -> Any:
    entry = getattr(_imported(module), constant, None)
    if entry is None:
        raise SetupError(
            f"defines no {constant}", where=module, remedy=f"Every module of this package sets {constant}."
        )
    return entry
