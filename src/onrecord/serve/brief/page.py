"""The brief as one HTML page: self-contained, without script or network, good to print."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.analyse.brief import Brief, Section
from onrecord.analyse.words import counted
from onrecord.version import __version__

if TYPE_CHECKING:
    from jinja2 import Template

COMMANDS = {
    "happened": "timeline",
    "figures": "figures",
    "stands": "positions",
    "changed": "change --dyad A-B",
    "contested": "conflicts",
    "alone": "events",
    "ahead": "events",
}
"""The command that lists all of what a section shortens."""
OPTIONAL = ("figures",)
"""Sections that say nothing by being empty."""


def page(told: Brief) -> str:
    """Return ``told`` as an HTML page; everything from the articles is escaped."""
    return _template().render(
        b=told,
        shown=shown(told),
        css=_text("brief.css"),
        left_out=left_out,
        counted=counted,
        version=__version__,
    )


def shown(told: Brief) -> list[Section]:
    """Return the sections of ``told`` that are shown."""
    return [section for section in told.sections if section.groups or section.key not in OPTIONAL]


def left_out(section: Section) -> str:
    """Return what is said of things that are not told; empty where there are none."""
    if not section.left_out:
        return ""
    return f"{section.left_out:,} more, not told here: onrecord {COMMANDS[section.key]}"


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_text("brief.html.j2"))


def _text(name: str) -> str:
    return files("onrecord.serve.brief").joinpath(name).read_text(encoding="utf-8")
