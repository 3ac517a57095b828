"""Word files (docx): an article, or an export of a news database with many.

Only the text of the document itself is read, straight from its part of the archive and
never more of it than a bound; macros, links, pictures and properties are not looked at.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from onrecord.ingest.decode import clean_characters
from onrecord.ingest.formats._unpacked import TIMES, articles, whole
from onrecord.ingest.formats._wire import local
from onrecord.ingest.page import Format, Page, RawInput
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stream import Stream
from onrecord.ingest.stripped import strip_page
from onrecord.settings import Settings

_PART = "word/document.xml"
_TITLES = frozenset({"title", "heading1"})
_TITLE_AMONG = 5
"""A paragraph among so many first ones that is set as a title is the title."""
_MAX_MEMBERS = 5000


class Paragraph(Struct, frozen=True):
    """One line of a Word file and the name of its style."""

    text: str
    style: str = ""


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and _PART.encode() in head


def _split(stream: Stream, path: str, limit: int) -> Iterator[RawInput]:
    data = whole(stream, path, "docx", limit)
    if isinstance(data, RawInput):
        yield data
        return
    found = _paragraphs(data, TIMES * limit)
    lines = [] if isinstance(found, Refusal) else [line for p in found for line in p.text.split("\n")]
    yield from articles(lines, data, path, "docx", limit)


def _read(item: RawInput, settings: Settings) -> Page | Refusal:
    found = _paragraphs(item.data, TIMES * settings.max_document_bytes)
    if isinstance(found, Refusal):
        return found
    title = next((p.text for p in found[:_TITLE_AMONG] if p.style in _TITLES and p.text.strip()), None)
    page = strip_page("\n".join(p.text for p in found), title=title, day_first=settings.day_first)
    page.pieces = [replace(piece, segments=()) for piece in page.pieces]
    return page


def _paragraphs(data: bytes, bound: int) -> list[Paragraph] | Refusal:
    xml = _document_part(data, bound)
    return xml if isinstance(xml, Refusal) else _walk(xml)


def _document_part(data: bytes, bound: int) -> bytes | Refusal:
    """Return the markup of the document; what the archive says of its own sizes is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _MAX_MEMBERS:
                return Refusal(Reason.UNSAFE, f"an archive of more than {_MAX_MEMBERS} parts")
            if archive.getinfo(_PART).flag_bits & 1:
                return Refusal(Reason.ENCRYPTED, "opens with a password only")
            with archive.open(_PART) as part:
                xml = part.read(bound + 1)
    except KeyError:
        return Refusal(Reason.MALFORMED, "an archive without a Word document")
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        return Refusal(Reason.MALFORMED, f"a damaged archive: {clean_characters(str(error))[:200]}")
    if len(xml) > bound:
        return Refusal(Reason.UNSAFE, f"unpacks to more than {bound} bytes")
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml[:4096]:
        return Refusal(Reason.UNSAFE, "declares a document type or entities, which are not read")
    return xml


def _walk(xml: bytes) -> list[Paragraph] | Refusal:
    from lxml import etree

    reader = _Reader()
    events = etree.iterparse(
        io.BytesIO(xml),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for event, node in events:
            reader.start(node) if event == "start" else reader.end(node)
    except etree.XMLSyntaxError as error:
        if not reader.found:
            return Refusal(Reason.MALFORMED, f"not well-formed: {clean_characters(str(error))[:200]}")
    return reader.found


class _Reader:
    """Collects paragraphs; the cells of a table row share a line."""

    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self._words: list[list[str]] = []
        self._styles: list[str] = []
        self._rows: list[list[list[Paragraph]]] = []
        self._skipped = 0

    def start(self, node: Any) -> None:
        """Take note of what begins."""
        name = local(node.tag)
        if name in {"fallback", "deltext", "instrtext"}:
            self._skipped += 1
        elif name == "p":
            self._words.append([])
            self._styles.append("")
        elif name == "tr":
            self._rows.append([])
        elif name == "tc" and self._rows:
            self._rows[-1].append([])

    def end(self, node: Any) -> None:
        """Take what has ended, and let go of it."""
        name = local(node.tag)
        if name in {"fallback", "deltext", "instrtext"}:
            self._skipped -= 1
        elif name == "p":
            self._paragraph(Paragraph("".join(self._words.pop()), self._styles.pop()))
            node.clear()
        elif name == "tr":
            self._row(self._rows.pop())
            node.clear()
        elif self._words and not self._skipped:
            self._inline(name, node)

    def _inline(self, name: str, node: Any) -> None:
        if name == "t":
            self._words[-1].append(clean_characters(node.text or ""))
        elif name == "tab":
            self._words[-1].append("\t")
        elif name in {"br", "cr"}:
            self._words[-1].append("\n")
        elif name == "pstyle":
            values = (value for key, value in node.attrib.items() if local(key) == "val")
            self._styles[-1] = next(values, "").replace(" ", "").casefold()

    def _paragraph(self, paragraph: Paragraph) -> None:
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append(paragraph)
        elif not self._rows:
            self.found.append(paragraph)

    def _row(self, cells: list[list[Paragraph]]) -> None:
        filled = [[p.text for p in cell if p.text.strip()] for cell in cells]
        lines = ["\t".join(cell[0] if cell else "" for cell in filled)]
        lines += [text for cell in filled for text in cell[1:]]
        for line in lines:
            self._paragraph(Paragraph(line))


FORMAT = Format(name="docx", suffixes=(".docx",), sniff=_sniff, read=_read, split=_split)
