"""Decisions of linking as rows: what was joined or kept apart, by which rule, and why."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.records import Judgement, content_id


def judge(
    relation: str,
    left: str,
    right: str,
    verdict: bool,
    rule: str,
    score: float | None = None,
    reasons: Iterable[str] = (),
) -> Judgement:
    """Return the judgement of ``rule`` on ``left`` and ``right``.

    Its id rests on relation, the two sides and the rule, so that a rebuild that decides
    otherwise replaces the row instead of adding one.
    """
    left, right = min(left, right), max(left, right)
    by = f"rule:{rule}"
    return Judgement(
        judgement_id=content_id("jdg", relation, left, right, by),
        relation=relation,
        left=left,
        right=right,
        verdict=verdict,
        by=by,
        score=None if score is None else round(score, 4),
        reasons=tuple(reasons),
    )


def in_order(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return ``judgements`` once each, by relation, sides and rule."""
    unique = {judgement.judgement_id: judgement for judgement in judgements}
    return tuple(sorted(unique.values(), key=lambda j: (j.relation, j.left, j.right, j.by)))
