"""Which claim of the coder says what another claim said on the same words: what takes that one's place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from onrecord.errors import JudgementError
from onrecord.judging.values import with_value
from onrecord.records import Actor, Change, Claim, Span
from onrecord.store.base import Store
from onrecord.store.table import KEPT

_CODED = f"SELECT record FROM {KEPT}.claims WHERE run_id = $2 AND document_id IN (SELECT unnest($1))"

Says = tuple[object, ...]


def coded_in(store: Store, documents: Collection[str]) -> Mapping[str, list[Claim]]:
    """Return what the run shown has coded in ``documents``, by document."""
    found: Mapping[str, list[Claim]] = defaultdict(list)
    for (record,) in store.rows(_CODED, [sorted(documents), store.run_shown()]) if documents else ():
        claim = msgspec.json.decode(str(record), type=Claim)
        found[claim.document_id].append(claim)
    return found


def heir(old: Claim, claims: Iterable[Claim], changes: Sequence[Change] = ()) -> str | None:
    """Return the id of the one of ``claims`` that says what ``old`` said, on the same words.

    With ``changes`` what is compared is what both say with those in their place. One on the very same
    trigger is preferred to one that only overlaps; where two are left, neither.
    """
    near = [claim for claim in claims if says_the_same(old, claim, changes)]
    same = [claim for claim in near if claim.trigger == old.trigger]
    found = same or near
    return found[0].claim_id if len(found) == 1 else None


def says_the_same(old: Claim, claim: Claim, changes: Sequence[Change] = ()) -> bool:
    """Return whether ``claim`` stands on words of ``old`` and says the same, both with ``changes``."""
    if claim.document_id != old.document_id or not _overlap(claim.trigger, old.trigger):
        return False
    said = _says(old, changes)
    return said is not None and _says(claim, changes) == said


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _says(claim: Claim, changes: Sequence[Change]) -> Says | None:
    """Return what a person decided on who decided on ``claim``; None where it cannot have ``changes``."""
    try:
        for change in changes:
            claim = with_value(claim, change)
    except JudgementError:
        return None
    figure, position = claim.figure, claim.position
    return (
        claim.kind,
        claim.event_type,
        claim.mode,
        claim.polarity,
        claim.modality,
        *map(_parties, (claim.actors, claim.recipients)),
        figure and (figure.measure, figure.value, figure.upper, figure.unit, figure.role),
        figure and (_parties(figure.of), _parties(figure.counterpart)),
        position and (position.stance, _parties(position.holder), _parties(position.targets)),
    )


def _parties(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Return who is meant: by their ids, those without one by their words."""
    return tuple(sorted({one.actor_id or " ".join(one.text.split()).casefold() for one in actors}))
