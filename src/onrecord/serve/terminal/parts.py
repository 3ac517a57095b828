"""What the analyses share in a terminal: headings, signs of quad classes, questions of conflicts."""

from __future__ import annotations

from rich.rule import Rule
from rich.text import Text

from onrecord.serve.screen import Screen

COLOURS = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}
SIGNS = {1: "○", 2: "●", 3: "◇", 4: "◆"}
"""Quad classes by shape as well as colour: round cooperates, square fights, filled is material."""

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


def section(out: Screen, title: str, note: str = "") -> None:
    """Print the heading of a section."""
    out.print()
    out.print(Rule(Text(title, style="bold"), align="left", style="dim"))
    if note:
        out.print(Text(note, style="dim"))
