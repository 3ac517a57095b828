r"""The text of an RTF file, and for every run of it where in the file it stands.

One pass over the control words; tables of code pages, special characters and groups
without text come from striprtf. Bounded: groups may be nested so deep and no deeper.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from copy import copy

from msgspec import Struct

from onrecord.ingest.decode import clean_characters
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.records import Segment

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)
_MAX_DEPTH = 500
_OWN_CHARACTERS = {
    "cell": "\t",
    "nestcell": "\t",
    "row": "\n",
    "nestrow": "\n",
    "tab": "\t",
    "-": "",
    "_": "-",
}


class RtfText(Struct, frozen=True):
    """Text, and its runs with their places in the file."""

    text: str
    segments: tuple[Segment, ...]

    def raw(self, segments: Sequence[Segment]) -> tuple[Segment, ...]:
        """Return ``segments`` that lead into the text as segments that lead into the file."""
        return tuple(found for segment in segments for found in self._through(segment))

    def _through(self, segment: Segment) -> list[Segment]:
        low, high = 0, len(self.segments)
        while low < high:
            middle = (low + high) // 2
            low, high = (
                (middle + 1, high) if self.segments[middle].end <= segment.raw_start else (low, middle)
            )
        found = []
        for run in self.segments[low:]:
            if run.start >= segment.raw_end:
                break
            a, b = max(run.start, segment.raw_start), min(run.end, segment.raw_end)
            at = segment.start + a - segment.raw_start
            left = run.raw_start + a - run.start if run.exact else run.raw_start
            right = run.raw_start + b - run.start if run.exact else run.raw_end
            found.append(Segment(start=at, end=at + b - a, raw_start=left, raw_end=right, exact=run.exact))
        return found


class _State(Struct):
    skipped: bool = False
    uncounted: int = 1
    """Characters that stand behind a Unicode one for readers that know none."""
    font: str | None = None
    table: bool = False
    """True inside the table of fonts."""


def rtf_text(source: str) -> RtfText | Refusal:
    """Return the text of an RTF file's source, or why it has none."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        from striprtf.striprtf import charset_map, destinations, specialchars

        self._source = source
        self._destinations = destinations
        self._pages: dict[int, str] = charset_map
        self._special: dict[str, str] = {**specialchars, **_OWN_CHARACTERS}
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[str, str] = {}
        self._encoding = "cp1252"
        self._skip = 0
        self._bytes = bytearray()
        self._bytes_at = (0, 0)
        self._high: int | None = None
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    def read(self) -> RtfText | Refusal:
        at = 0
        while (match := _TOKEN.match(self._source, at)) is not None:
            at = match.end()
            word, argument, code, symbol, brace, text = match.groups()
            if code is None:
                self._flush()
            if brace == "{":
                self._stack.append(copy(self._state))
                if len(self._stack) > _MAX_DEPTH:
                    return Refusal(Reason.MALFORMED, f"groups nested deeper than {_MAX_DEPTH}")
            elif brace == "}":
                if not self._stack:
                    break
                self._state, self._skip = self._stack.pop(), 0
                if not self._stack:
                    break
            elif word is not None:
                at = self._word(word, argument, match.start(), at)
            elif code is not None:
                self._byte(code, match.start(), at)
            elif symbol is not None:
                self._symbol(symbol, match.start(), at)
            elif text is not None:
                self._text(text, match.start())
        self._flush()
        return RtfText("".join(self._parts), tuple(self._segments))

    def _word(self, word: str, argument: str | None, start: int, end: int) -> int:
        number = int(argument) if argument else None
        state = self._state
        if word == "bin":
            return end + max(0, number or 0)
        if word == "u" and number is not None:
            self._unicode(number % 0x10000, start, end)
            self._skip = state.uncounted
            return end
        self._skip = 0
        if word == "ansicpg" and number is not None:
            self._encoding = _known(f"cp{number}") or self._encoding
        elif word == "uc" and number is not None:
            state.uncounted = max(0, min(number, 8))
        elif word == "f":
            state.font = argument
        elif word == "fcharset" and state.table and state.font is not None and number is not None:
            page = _known(self._pages.get(number, ""))
            if page is not None and number != 0:
                self._fonts[state.font] = page
        elif word == "fonttbl":
            state.skipped = state.table = True
        elif word in {"v", "deleted"}:
            state.skipped = number != 0
        elif word in self._destinations:
            state.skipped = True
        elif word in self._special:
            self._put(self._special[word], start, end, exact=False)
        return end

    def _symbol(self, symbol: str, start: int, end: int) -> None:
        self._skip = 0
        if symbol == "*":
            self._state.skipped = True
        elif symbol in self._special:
            self._put(self._special[symbol], start, end, exact=False)

    def _unicode(self, number: int, start: int, end: int) -> None:
        if 0xD800 <= number < 0xDC00:
            self._high = number
            return
        if self._high is not None and 0xDC00 <= number < 0xE000:
            number = 0x10000 + (self._high - 0xD800) * 0x400 + number - 0xDC00
        self._high = None
        self._put(chr(number), start, end, exact=False)

    def _byte(self, code: str, start: int, end: int) -> None:
        if self._skip:
            self._skip -= 1
            return
        if not self._bytes:
            self._bytes_at = (start, end)
        self._bytes.append(int(code, 16))
        self._bytes_at = (self._bytes_at[0], end)

    def _text(self, text: str, start: int) -> None:
        gone = min(self._skip, len(text))
        self._skip -= gone
        self._put(text[gone:], start + gone, start + len(text), exact=True)

    def _flush(self) -> None:
        """Put the bytes read so far, in the code page of their font."""
        if self._bytes:
            page = self._fonts.get(self._state.font or "", self._encoding)
            text = bytes(self._bytes).decode(page, "replace")
            self._bytes.clear()
            self._put(text, *self._bytes_at, exact=False)

    def _put(self, text: str, start: int, end: int, *, exact: bool) -> None:
        if self._state.skipped or not text:
            return
        text = clean_characters(text)
        self._parts.append(text)
        self._segments.append(
            Segment(
                start=self._length,
                end=self._length + len(text),
                raw_start=start,
                raw_end=end,
                exact=exact,
            )
        )
        self._length += len(text)


def _known(name: str) -> str | None:
    """Return the encoding ``name`` when Python has it and it is one of text."""
    try:
        return name if name and codecs.lookup(name)._is_text_encoding else None
    except LookupError:
        return None
