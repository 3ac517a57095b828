"""The account as one HTML page: self-contained, without script or network, good to print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.analyse import words
from onrecord.analyse.sections import Account, Happening, Quantity
from onrecord.analyse.tellings import sole_voice

if TYPE_CHECKING:
    from jinja2 import Template

CONFLICTS = {
    "date": "When?",
    "place": "Where?",
    "actor": "Who?",
    "quantity": "How many?",
    "polarity": "True or not?",
    "modality": "Done or only planned?",
    "attribution": "Whose word?",
    "self": "One article against itself",
}
"""What the sides of a conflict differ on, as a question."""


def page(account: Account) -> str:
    """Return ``account`` as an HTML page; everything from the articles is escaped."""
    return _template().render(
        a=account,
        css=_text("brief.css"),
        quads=words.QUADS,
        once=_once(),
        sole_voice=sole_voice,
        day=lambda text: words.day_words(date.fromisoformat(text)),
        conflicts=CONFLICTS,
        counted=words.counted,
        is_event=lambda item: isinstance(item, Happening),
        is_figure=lambda item: isinstance(item, Quantity),
        version=version("onrecord"),
    )


def _once() -> Callable[[str], bool]:
    """Give a function that is true when it is first asked for a name: an id stands once on a page."""
    seen: set[str] = set()

    def first(name: str) -> bool:
        new = name not in seen
        seen.add(name)
        return new

    return first


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_text("brief.html.j2"))


def _text(name: str) -> str:
    return files("onrecord.serve.brief").joinpath(name).read_text(encoding="utf-8")
