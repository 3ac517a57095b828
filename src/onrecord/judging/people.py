"""Compares people, named or by their sheets, with each other and with the coder, over one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from onrecord.errors import InputError, JudgementError
from onrecord.judging.acts import decided
from onrecord.judging.agreement import NONE, Accuracy, Agreement, Design, accuracy, agreement
from onrecord.judging.answers import Answers, coders_answers, persons_answers
from onrecord.judging.asked import Verb
from onrecord.judging.decisions import CLAIM
from onrecord.judging.desk import Desk
from onrecord.judging.followed import followed
from onrecord.judging.queue import own
from onrecord.judging.recall import RECALL, read_whole, recall
from onrecord.judging.sampling import Drawn
from onrecord.judging.sheet import DESIGN, adds, columns_of, read_sheet, sheet_row, sheet_rows, sheet_text
from onrecord.judging.standing import standing
from onrecord.records import Claim, Judgement
from onrecord.store.base import Store

SHEET = ".csv"
"""Ends the name of a sheet, where a person or a sheet can be named."""
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Of decisions that are compared and never kept."""


def compared(
    store: Store, names: Sequence[str], machine: bool = False, sample: Path | None = None
) -> Sequence[Agreement] | Sequence[Accuracy]:
    """Return how far ``names`` agree, or with ``machine`` how often the coder is right by one of them.

    Raises:
        JudgementError: there are too few or too many of them, or one judged nothing.
    """
    if not machine:
        return compare_people(store, names)
    if len(names) > 1:
        raise JudgementError(
            "the coder is compared with one at a time",
            where="--by",
            remedy="Give --by once, or leave it out.",
        )
    return compare_machine(store, names[0] if names else None, sample)


def compare_people(store: Store, names: Sequence[str]) -> list[Agreement]:
    """Return how far the people of ``names`` agree: of each what stands in the record, or a sheet (``.csv``).

    Raises:
        JudgementError: there are fewer than two, or one has judged nothing.
    """
    if len(names) < 2:
        raise JudgementError(
            "it takes two to agree", where="--by", remedy="Give --by twice, or --machine with one --by."
        )
    desk = Desk(store, as_coded=True)
    return agreement([answers_of(desk, name) for name in names])


def compare_machine(store: Store, name: str | None = None, sample: Path | None = None) -> list[Accuracy]:
    """Return how often the coder is right by one person, or by whoever decided last.

    ``sample`` is the sheet as it was drawn: only its claims count, each weighted by its design. A sheet in
    the place of a name brings its own design. Without either there is a last line on recall, where articles
    were read whole.

    Raises:
        JudgementError: nothing was judged.
    """
    desk = Desk(store, as_coded=True)
    if name and name.endswith(SHEET):
        sample = sample or Path(name)
    people = answers_of(desk, name)
    claims = desk.coded(sorted(people))
    found = accuracy(coders_answers(claims), people, design_of(sample) if sample else None)
    if name is None and sample is None and (wholes := read_whole(store)[0]):
        found.append(Accuracy(field=RECALL, share=recall(wholes), alpha=NONE, confusion=()))
    return found


def answers_of(desk: Desk, name: str | None) -> Answers:
    """Return what one person says, by the record or by a sheet; without a name, what stands.

    Raises:
        JudgementError: that is nothing.
    """
    made = _decisions(desk, name)
    claims = desk.coded(sorted({decision.left for decision in made if decision.relation == CLAIM}))
    answers = persons_answers(claims, made, desk.codes.ontology)
    if not answers:
        raise JudgementError(
            f"{name} has judged no claim" if name else "nobody has judged a claim",
            where="--by",
            remedy="`onrecord decisions RECORD` lists who decided what.",
        )
    return answers


def _decisions(desk: Desk, name: str | None) -> tuple[Judgement, ...]:
    if name is None:
        return standing(followed(desk.store, desk.store.decisions()).decisions)
    if not name.endswith(SHEET):
        return own(followed(desk.store, desk.store.decisions()).decisions, name)
    acts = [act for act in read_sheet(Path(name), desk) if act.verb is not Verb.ADD]
    return tuple(one for act in acts for one in decided(act, desk, Path(name).stem, _ANY_TIME))


def design_of(sample: Path) -> Mapping[str, Design] | None:
    """Return how each claim of a sheet was drawn; None where the sheet does not tell.

    Raises:
        InputError: it tells so of some rows and not of others.
    """
    found: dict[str, Design] = {}
    rows = [(number, row) for number, row in sheet_rows(sample) if not adds(row)]
    for number, row in rows:
        stratum, size, drawn, _ = (row.get(name, "") for name in DESIGN)
        if not size:
            continue
        if not (size.isdecimal() and drawn.isdecimal() and 0 < int(drawn) <= int(size)):
            raise InputError(
                f"row {number}: no stratum has {drawn!r} drawn of {size!r}",
                where=str(sample),
                remedy="Leave the columns that `onrecord sample` filled in as they are.",
            )
        found[row["claim_id"]] = Design(stratum=stratum, size=int(size), drawn=int(drawn))
    if found and len(found) < len(rows):
        raise InputError(
            f"{len(rows) - len(found)} rows do not say how they were drawn",
            where=str(sample),
            remedy="Add no rows to a drawn sample; judge further claims in the record.",
        )
    return found or None


def sample_text(desk: Desk, drawn: Sequence[Drawn], fields: Sequence[str], *, blind: bool) -> str:
    """Return the sheet of claims that were drawn, in the order of the articles and the text."""
    by_id = {one.claim_id: one for one in drawn}
    claims = sorted(desk.coded(list(by_id)), key=_in_text)
    documents = desk.documents(claims)
    rows = (
        sheet_row(claim, documents[claim.document_id], fields, blind=blind) | _design(by_id[claim.claim_id])
        for claim in claims
    )
    return sheet_text(rows, columns_of(fields))


def _in_text(claim: Claim) -> tuple[str, int, str]:
    return claim.document_id, claim.trigger.start, claim.claim_id


def _design(one: Drawn) -> dict[str, str]:
    values = (one.stratum, str(one.size), str(one.drawn), f"{one.probability:.6g}")
    return dict(zip(DESIGN, values, strict=True))
