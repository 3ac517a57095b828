"""Text without markup to a page: the lines that are article, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.ingest.credits import (
    Byline,
    Credit,
    read_byline,
    read_copyright,
    read_credit_line,
    read_masthead,
    read_tail_credit,
)
from onrecord.ingest.datelines import read_dateline
from onrecord.ingest.lines import Line, split_lines
from onrecord.ingest.page import Page, Piece
from onrecord.ingest.publishers import by_line, by_name
from onrecord.ingest.stamps import Label, numeric_order, read_stamp
from onrecord.ingest.strip import Kinds, classify
from onrecord.records import DateBasis, DateValue, Granularity, Segment, ZoneKind


def strip_page(text: str, *, title: str | None = None, day_first: bool | None = None) -> Page:
    """Return the article in ``text``, every piece an exact slice of it.

    Args:
        text: decoded text of one page.
        title: the headline where it is known apart from the text; a line that repeats it is taken out.
        day_first: order of numeric dates that do not tell.
    """
    lines = split_lines(text)
    kinds = classify(lines, title)
    kept = [(line, kind) for line, kind in zip(lines, kinds, strict=True) if kind is not None]
    page = Page(pieces=[_piece(line, kind) for line, kind in kept])
    _date(page, lines, kinds, day_first)
    sign(page)
    _own(page, [line.text for line, kind in zip(lines, kinds, strict=True) if kind is None])
    if title is not None:
        _set_title(page, title)
    return page


def day(found: date, basis: DateBasis, evidence: str) -> DateValue:
    """Return a publication date of one day."""
    return DateValue(start=found, end=found, granularity=Granularity.DAY, basis=basis, evidence=evidence)


def _piece(line: Line, kind: ZoneKind) -> Piece:
    segments = tuple(
        Segment(start=start, end=end, raw_start=raw, raw_end=raw + end - start)
        for start, end, raw in line.parts
    )
    return Piece(kind=kind, text=line.text, segments=segments)


def _set_title(page: Page, title: str) -> None:
    if not any(p.kind is ZoneKind.TITLE for p in page.pieces):
        page.pieces.insert(0, Piece(kind=ZoneKind.TITLE, text=title))
        page.stamp = None if page.stamp is None else page.stamp + 1


def _date(page: Page, lines: Sequence[Line], kinds: Kinds, day_first: bool | None) -> None:
    """Set the publication date from the stamps that stand by the title."""
    if day_first is None:
        day_first = numeric_order(line.text for line in lines if read_stamp(line.text) is not None)
    title = next((i for i, p in enumerate(page.pieces) if p.kind is ZoneKind.TITLE), -1)
    body = next((i for i, p in enumerate(page.pieces) if p.kind is ZoneKind.BODY), len(page.pieces))
    found: list[tuple[int, int, date]] = []
    for i, piece in enumerate(page.pieces):
        stamp = read_stamp(piece.text, day_first) if piece.kind is ZoneKind.STAMP else None
        if stamp is None or stamp.day is None or stamp.label is Label.UPDATED:
            continue
        labelled = stamp.label is Label.PUBLISHED
        if labelled or i < body or i == body + 1:
            found.append((0 if labelled else 1 if title <= i < body else 2, i, stamp.day))
    best = [f for f in found if f[0] == min(found)[0]]
    if best and len({f[2] for f in best}) == 1:
        page.stamp = best[0][1]
        page.published = day(best[0][2], DateBasis.STAMP, "date line")


def sign(page: Page) -> None:
    """Set author, publishers and credits of ``page`` from bylines, mastheads, credit lines and datelines."""
    last = max((i for i, p in enumerate(page.pieces) if p.kind is ZoneKind.BODY), default=-1)
    first = next((i for i, p in enumerate(page.pieces) if p.kind is ZoneKind.BODY), -1)
    mastheads: set[str] = set()
    houses: set[str] = set()
    for i, piece in enumerate(page.pieces):
        credit: Credit | None = None
        house = _house(piece) if i < first else None
        if piece.kind is ZoneKind.BYLINE:
            _take_byline(page, read_byline(piece.text), i)
        elif house is not None and i and page.pieces[i - 1].kind is ZoneKind.BYLINE:
            houses.add(house)
            credit = Credit(0, len(piece.text), house, original=True)
        elif house is not None:
            mastheads.add(house)
        elif piece.kind is ZoneKind.CREDIT:
            credit = read_credit_line(piece.text)
        elif i == last:
            credit = read_tail_credit(piece.text)
        if credit is not None:
            _take_credit(page, i, credit)
        if i == first:
            _take_dateline(page, i)
    if len(mastheads or houses) == 1:
        basis = "masthead" if mastheads else "line under the byline"
        page.publisher, page.publisher_basis = (mastheads or houses).pop(), basis


def _house(piece: Piece) -> str | None:
    """Return the outlet that a line above the article names, None for an agency: its texts stand anywhere."""
    if piece.kind is not ZoneKind.CREDIT:
        return None
    known = by_line(piece.text)
    if known is not None:
        return None if known.agency else known.name
    return read_masthead(piece.text)


def _own(page: Page, furniture: Sequence[str]) -> None:
    """Set the publisher from the page's copyright notice; a wire service's notice is about the text."""
    for name in filter(None, map(read_copyright, furniture)):
        known = by_name(name)
        if known is not None and known.agency:
            page.original_publisher = page.original_publisher or known.name
        elif page.publisher is None:
            page.publisher, page.publisher_basis = (known.name if known else name), "copyright notice"


def _take_byline(page: Page, byline: Byline | None, i: int) -> None:
    if byline is None:
        return
    page.author = page.author or byline.author
    if byline.outlet is not None:
        start = page.pieces[i].text.find(byline.outlet)
        if start >= 0:
            _take_credit(page, i, Credit(start, start + len(byline.outlet), byline.outlet, original=True))
        page.original_publisher = page.original_publisher or byline.outlet


def _take_credit(page: Page, i: int, credit: Credit) -> None:
    piece = page.pieces[i]
    page.pieces[i] = Piece(
        kind=piece.kind,
        text=piece.text,
        segments=piece.segments,
        credits=(*piece.credits, (credit.start, credit.end)),
    )
    if credit.original and page.original_publisher is None:
        page.original_publisher = credit.outlet


def _take_dateline(page: Page, i: int) -> None:
    dateline = read_dateline(page.pieces[i].text)
    if dateline is None or dateline[1] is None:
        return
    _take_credit(page, i, Credit(0, dateline[0], dateline[1], original=True))
