"""The sentences of a brief before they are filled: ``data/sentences.toml``."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.analyse.english import table
from onrecord.analyse.pieces import Pieces, fill


def template(part: str, key: str) -> str:
    """Return a template of ``data/sentences.toml``; empty where there is none."""
    return str(table("sentences")[part].get(key, ""))


def put(part: str, key: str, slots: Mapping[str, Pieces | str]) -> Pieces:
    """Return a template of ``data/sentences.toml`` filled."""
    return fill(template(part, key), slots)
