"""What is vendored is what the manifest says, has its licence, and asks for nothing from elsewhere."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files

STATIC = files("onrecord.serve.web").joinpath("static")
VENDOR = STATIC.joinpath("vendor")


def manifest() -> dict[str, dict[str, str]]:
    return tomllib.loads(VENDOR.joinpath("manifest.toml").read_text(encoding="utf-8"))


def test_every_file_has_the_hash_of_the_manifest() -> None:
    for name, entry in manifest().items():
        assert hashlib.sha256(VENDOR.joinpath(name).read_bytes()).hexdigest() == entry["sha256"], name


def test_every_file_is_in_the_manifest_or_a_licence_of_one() -> None:
    packages = {entry["package"].rpartition("/")[2] for entry in manifest().values()}
    licences = {f"LICENSE-{package}.txt" for package in packages}
    names = {file.name for file in VENDOR.iterdir()}
    assert names == {*manifest(), *licences, "manifest.toml"}


def test_htmx_stays_on_its_major_version() -> None:
    assert manifest()["htmx.min.js"]["version"].startswith("2.")


def test_our_own_files_ask_for_nothing_from_elsewhere() -> None:
    for file in STATIC.iterdir():
        if file.name.endswith((".css", ".js")):
            text = file.read_text(encoding="utf-8")
            assert "http://" not in text, file.name
            assert "https://" not in text, file.name
            assert "@import" not in text, file.name
