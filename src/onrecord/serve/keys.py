"""Single keys and lines from whoever sits at the terminal; lines only where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

QUIT = "q"
"""What a closed input stands for."""


class Keys(Protocol):
    """Where keys and lines come from."""

    def key(self) -> str:
        """Return the next key, small; :data:`QUIT` where there is no more."""
        ...

    def line(self, prompt: str, hints: Sequence[str] = (), begun: str = "") -> str:
        """Return what is typed after ``prompt``, ``hints`` at hand by the tab key."""
        ...


class Terminal:
    """Keys of a terminal; of a pipe the first character of each line."""

    def key(self) -> str:
        """Return the next key."""
        if not sys.stdin.isatty():
            line = sys.stdin.readline()
            return line.strip()[:1].lower() if line else QUIT
        return _one_key().lower()

    def line(self, prompt: str, hints: Sequence[str] = (), begun: str = "") -> str:
        """Return what is typed after ``prompt``."""
        if not sys.stdin.isatty():
            return sys.stdin.readline().strip()
        with _completing(hints, begun):
            try:
                return input(prompt).strip()
            except EOFError:
                return ""


def _one_key() -> str:
    try:
        import termios
        import tty
    except ImportError:  # Windows
        import msvcrt

        return str(msvcrt.getwch())  # type: ignore[attr-defined]
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)  # an interrupt still interrupts
        return sys.stdin.read(1) or QUIT
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


@contextmanager
def _completing(hints: Sequence[str], begun: str) -> Iterator[None]:
    """Let the tab key complete ``hints`` and the line begin with ``begun``, where the system can."""
    try:
        import readline
    except ImportError:
        yield
        return

    def complete(text: str, state: int) -> str | None:
        fitting = [hint for hint in hints if hint.lower().startswith(text.lower())]
        return fitting[state] if state < len(fitting) else None

    readline.set_completer(complete)
    readline.set_completer_delims(";=")
    readline.parse_and_bind("tab: complete")
    readline.set_startup_hook(lambda: readline.insert_text(begun))
    try:
        yield
    finally:
        readline.set_completer(None)
        readline.set_startup_hook(None)
