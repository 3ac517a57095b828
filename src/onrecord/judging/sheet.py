"""Sheets of claims to be judged outside: written with a row a claim, read back as decisions, all or none.

A sheet is of claims as the coder left them, so that what somebody writes into it means the same
whatever others decide meanwhile.

Columns are ``claim_id``, ``decision`` (accept, reject, fix, add), ``note`` and any of
:data:`onrecord.judging.fields.FIELDS`; the others of :data:`CONTEXT` are for the reader's eyes. An empty
cell changes nothing, ``none`` takes a value away. A row that adds what the coder missed names no claim, but
its article (``document_id``) and the words (``trigger``). A blind sheet, whose rows say so, has every field
empty that it has a column for, and each must be filled in.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from onrecord.errors import InputError, JudgementError, OnRecordError
from onrecord.judging.adding import read_addition
from onrecord.judging.asked import Act, Verb
from onrecord.judging.corrections import read_changes, shown
from onrecord.judging.desk import Desk
from onrecord.judging.field_kinds import Case
from onrecord.judging.fields import FIELDS, fields_of
from onrecord.records import Claim, Document
from onrecord.store.flat import FORMULA, no_formula

DESIGN = ("stratum", "stratum_size", "stratum_drawn", "probability")
"""How a row was drawn: see :mod:`onrecord.judging.sampling`."""
ARTICLE = "document_id"
"""The column that is read where a row adds a claim."""
CONTEXT = (*DESIGN, "blind", "kind", ARTICLE, "publisher", "published", "title", "reads")
"""Columns that are not read as decisions."""
KEPT_SIGHT = ("sentence", "trigger")
"""Fields that a blind sheet shows all the same: without them nobody knows what to code."""
CORE = ("type", "actors", "recipients", "date", "place", "polarity", "modality", "source")
CORE_OF_FIGURES = ("value", "unit", "measure", "role", "direction", "period", "of", "counterpart")
CORE_OF_POSITIONS = ("stance", "strength", "holder", "targets", "proposition")
CODED_FIELDS = (*CORE, *CORE_OF_FIGURES, *CORE_OF_POSITIONS)
"""Fields that a sheet has columns for unless others are asked for."""
AROUND = 200
"""Characters of the article on either side of the sentence."""
TOLD = 20
"""Rows that an error names at most."""


# -------------------------------------------------------------------- writing


def sheet_text(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> str:
    """Return ``rows`` as CSV; no cell can run as a formula in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, extrasaction="ignore", restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: no_formula(row.get(name, "")) for name in columns})
    return out.getvalue()


def columns_of(fields: Sequence[str]) -> list[str]:
    """Return the columns of a sheet that asks for ``fields``."""
    return ["claim_id", *CONTEXT, "decision", *KEPT_SIGHT, *fields, "note"]


def sheet_row(claim: Claim, document: Document, fields: Sequence[str], *, blind: bool) -> dict[str, str]:
    """Return the row of ``claim``: what it says, or with ``blind`` only where."""
    values = shown(claim)
    visible = {name: values[name] for name in (*KEPT_SIGHT, *(() if blind else fields)) if name in values}
    published = document.published.start.isoformat() if document.published else ""
    return {
        "claim_id": claim.claim_id,
        "blind": "yes" if blind else "no",
        "kind": str(claim.kind),
        ARTICLE: document.document_id,
        "publisher": document.publisher or "",
        "published": published,
        "title": document.title.text if document.title else "",
        "reads": reads(claim, document),
        **visible,
    }


def reads(claim: Claim, document: Document) -> str:
    """Return the sentence and what is around it, the trigger in « »."""
    start, end = max(0, claim.sentence.start - AROUND), claim.sentence.end + AROUND
    before = document.text[start : claim.trigger.start]
    after = document.text[claim.trigger.end : end]
    return " ".join(f"{before}«{claim.trigger.text}»{after}".split())


# -------------------------------------------------------------------- reading


def read_sheet(path: Path, desk: Desk) -> list[Act]:
    """Return what the rows of the sheet at ``path`` decide; rows that decide nothing are left out.

    Raises:
        InputError: it is no CSV file with the columns.
        JudgementError: rows cannot be; the error names each, and nothing is decided.
    """
    acts, wrong = [], []
    rows = list(sheet_rows(path))
    twice = {name for name, times in Counter(row.get("claim_id", "") for _, row in rows).items() if times > 1}
    for number, row in rows:
        try:
            if row.get("claim_id") and row.get("claim_id") in twice and _decides(row, desk):
                raise JudgementError("the claim is in another row, too")
            acts += [act for act in (_act(row, desk),) if act is not None]
        except OnRecordError as error:
            where = f"{error.where}: " if error.where else ""
            wrong.append(f"row {number}: {where}{error.what}")
    if wrong:
        more = [f"and {len(wrong) - TOLD} more"] if len(wrong) > TOLD else []
        raise JudgementError(
            f"{len(wrong)} of {len(rows)} rows cannot be; nothing was decided",
            where=str(path),
            remedy="\n  ".join(wrong[:TOLD] + more),
        )
    return acts


def _decides(row: Mapping[str, str], desk: Desk) -> bool:
    return _act(row, desk) is not None


def _act(row: Mapping[str, str], desk: Desk) -> Act | None:
    """Return what one row decides."""
    if adds(row):
        return _addition(row, desk)
    case = desk.case(row["claim_id"])
    verb, note = _verb(row.get("decision", "")), row.get("note") or None
    if verb is Verb.REJECT:
        return Act(verb=verb, ids=(case.claim.claim_id,), note=note)
    values = {field.name: row[field.name] for field in fields_of(case.claim.kind) if row.get(field.name)}
    if verb is None and not values:
        return None
    coded = _coded(row, case) if row.get("blind") == "yes" else ()
    if coded is None:
        return None
    changes = read_changes(case.claim, case.document, values, case.codes)
    if not changes and verb is None and not coded:
        return None
    if not changes and verb is Verb.FIX:
        raise JudgementError("nothing differs", where="decision", remedy="Write accept.")
    return Act(
        verb=Verb.FIX if changes else Verb.ACCEPT,
        ids=(case.claim.claim_id,),
        values=values if changes else {},
        note=note,
        coded=coded,
    )


def adds(row: Mapping[str, str]) -> bool:
    """Return whether a row adds a claim, and so is of none that was drawn."""
    return row.get("decision", "").lower() == Verb.ADD


def _addition(row: Mapping[str, str], desk: Desk) -> Act:
    """Return what a row adds to its article."""
    if row["claim_id"]:
        raise JudgementError("the claim is there already", where="claim_id", remedy="Leave it empty.")
    if not row.get(ARTICLE):
        raise JudgementError("no article is named", where=ARTICLE, remedy="Give its id, doc_...")
    article = desk.article(row[ARTICLE])
    values = {name: row[name] for name in FIELDS if row.get(name) and name != "trigger"}
    words, note = row.get("trigger") or None, row.get("note") or None
    read_addition(article, words, values, desk.codes)
    return Act(verb=Verb.ADD, ids=(article.document_id,), words=words, values=values, note=note)


def _coded(row: Mapping[str, str], case: Case) -> tuple[str, ...] | None:
    """Return the fields that a blind row codes; None where it is still empty."""
    asked = [f.name for f in fields_of(case.claim.kind) if f.name in row and f.name not in KEPT_SIGHT]
    filled = [name for name in asked if row[name]]
    if not filled:
        return None
    if missing := [name for name in asked if not row[name]]:
        raise JudgementError(
            f"empty, and so are {len(missing) - 1} more" if len(missing) > 1 else "empty",
            where=missing[0],
            remedy="Fill in each field, or write none.",
        )
    return tuple(filled)


def _verb(text: str) -> Verb | None:
    if not text:
        return None
    verbs = {str(verb): verb for verb in (Verb.ACCEPT, Verb.REJECT, Verb.FIX)}
    if text.lower() not in verbs:
        raise JudgementError(
            f"{text!r} is no decision", where="decision", remedy=f"Write {', '.join(verbs)} or add."
        )
    return verbs[text.lower()]


def sheet_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows with their numbers as a spreadsheet counts them."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read: {error}", where=str(path), remedy="Give a CSV file in UTF-8."
        ) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        _check_columns(reader.fieldnames or [], path)
        for number, row in enumerate(reader, 2):
            yield number, {name: _cell(value) for name, value in row.items() if name is not None}
    except csv.Error as error:
        raise InputError(f"is no CSV: {error}", where=str(path), remedy="Save it as CSV in UTF-8.") from error


def _check_columns(names: Sequence[str], path: Path) -> None:
    known = {"claim_id", "decision", "note", *CONTEXT, *FIELDS}
    unknown = [name for name in names if name not in known]
    if "claim_id" not in names or unknown:
        told = f"has a column {unknown[0]!r}" if unknown else "has no column claim_id"
        raise InputError(
            told, where=str(path), remedy=f"Columns are claim_id, decision, note and {', '.join(FIELDS)}."
        )


def _cell(value: object) -> str:
    """Return the text of a cell, without the mark that keeps it from being a formula."""
    text = str(value or "").strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA) else text
