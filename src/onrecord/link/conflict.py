"""One row of disagreement: its sides, each with its claims and how many origins it has.

The kinds are found by :mod:`within_event`, :mod:`accounts`, :mod:`slips`,
:mod:`quotations` and :mod:`rival_figures`; all of them build their rows here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.link.origins import Origins
from onrecord.records import (
    Actor,
    Claim,
    Conflict,
    ConflictKind,
    ConflictSide,
    DateValue,
    FigureValue,
    Granularity,
    Statement,
    content_id,
)


def conflict(
    kind: ConflictKind,
    sides: Sequence[tuple[str, Sequence[Claim]]],
    origins: Origins,
    *,
    event: str | None = None,
    figure: str | None = None,
    statements: Sequence[Sequence[Statement]] = (),
    note: str | None = None,
) -> Conflict:
    """Return the conflict of ``sides``, each a value and the claims that hold it.

    ``statements`` are those of each side, where it is about who said them.
    """
    said = statements or [()] * len(sides)
    ranked = sorted(
        (
            ConflictSide(
                claim_ids=tuple(sorted({c.claim_id for c in claims})),
                value=value,
                origins=origins.of_documents(words) if words else origins.count(claims),
                statement_ids=tuple(sorted({one.statement_id for one in words})),
            )
            for (value, claims), words in zip(sides, said, strict=True)
        ),
        key=lambda side: (-len(side.claim_ids), side.value, side.claim_ids, side.statement_ids),
    )
    ids = [f"{side.value}={','.join(side.claim_ids or side.statement_ids)}" for side in ranked]
    return Conflict(
        conflict_id=content_id("cfl", kind, *ids),
        kind=kind,
        event_id=event,
        figure_id=figure,
        sides=tuple(ranked),
        note=note,
    )


def in_order(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Return the conflicts once each, by kind and id."""
    unique = {conflict.conflict_id: conflict for conflict in found}
    return tuple(sorted(unique.values(), key=lambda c: (c.kind, c.conflict_id)))


def show_date(when: DateValue | None) -> str:
    """Return a date as one reads it: a day, a month, or its two ends."""
    if when is None:
        return "undated"
    if when.granularity == Granularity.DAY or when.start == when.end:
        return when.start.isoformat()
    if when.granularity == Granularity.MONTH:
        return when.start.isoformat()[:7]
    return f"{when.start.isoformat()}/{when.end.isoformat()}"


def show_figure(figure: FigureValue | None) -> str:
    """Return a quantity as one reads it: hedge, number or range, unit."""
    if figure is None:
        return "unknown"
    ends = [end for end in (figure.value, figure.upper) if end is not None]
    number = "–".join(f"{end:,.12g}" for end in ends)
    return " ".join(part for part in (figure.hedge, number, figure.unit) if part)


def show_names(actors: Sequence[Actor]) -> str:
    """Return the names of ``actors``, each once."""
    return ", ".join(dict.fromkeys(actor.name or actor.text for actor in actors)) or "unknown"
