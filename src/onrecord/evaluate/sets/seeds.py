"""The five seed articles: what a careful human found in them, and what became of it.

Spans of the gold lie in the files; ours lead back there through ``raw_offsets``. Units
are the gold's groups, statements or contradictions. Needs the articles in ``seeds/``
beside the gold file.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.errors import GoldError
from onrecord.evaluate.gold import REMEDY, Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.metrics.statistics import ratio
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.seeds import (
    Built,
    Contradiction,
    Group,
    Share,
    Statement,
    conflict_found,
    figures_found,
    figures_joined,
    homes,
    mentions_found,
    pairs_joined,
    pairs_kept_apart,
    statement_found,
)
from onrecord.evaluate.system import System
from onrecord.records import Attribution, Claim, Document, Rejection


def score(gold: Gold, system: System) -> list[Measure]:
    """Return the shares of mentions, joins, statements, figures and conflicts that are right."""
    groups = _of(gold, "group").rows(Group)
    statements = _of(gold, "attribution").rows(Statement)
    contradictions = _of(gold, "contradiction").rows(Contradiction)
    built = build(gold, system)
    events = [g for g in groups if g.kind == "event"]
    home = homes((e.event_id, e.claim_ids) for e in built.linked.events)
    figure_home = homes((f.figure_id, f.claim_ids) for f in built.linked.figures)
    told = [statement_found(s, built) for s in statements]
    return [
        _measure("mentions_found", [mentions_found(g, built) for g in events], "event mentions with a claim"),
        _measure("pairs_joined", [pairs_joined(g, built, home) for g in events], "mentions of one event"),
        _measure("pairs_kept_apart", pairs_kept_apart(groups, built, home), "must not merge"),
        _measure("statements_found", [(float(s), 1.0) for _, s in told], "with the right source"),
        _measure("contents_found", [(float(c), 1.0) for c, _ in told], "whatever the source"),
        _measure("figures_found", [figures_found(g, built) for g in groups], "numbers with a unit"),
        _measure("figures_joined", [figures_joined(g, built, figure_home) for g in groups], "equal numbers"),
        _measure("conflicts_found", conflict_found(contradictions, groups, built), "those the texts show"),
    ]


def build(gold: Gold, system: System) -> Built:
    """Return the seed articles ingested, read, coded and linked, as a build would.

    Raises:
        GoldError: the articles are not there, or one of them is rejected.
    """
    documents = _documents(gold, system)
    claims: list[Claim] = []
    attributions: list[tuple[Attribution, ...]] = []
    for document in gold.tracked(documents):
        reading = system.read(document)
        claims += system.claims(reading)
        attributions.append(system.attributions(reading))
    return Built(documents, claims, attributions, system.link(documents, claims))


def _documents(gold: Gold, system: System) -> list[Document]:
    folder = gold.path.parent / "seeds"
    if not folder.is_dir():
        raise GoldError("needs the articles beside it", where=str(folder), remedy=REMEDY)
    made = system.files(folder)
    rejected = [m.reason for m in made if isinstance(m, Rejection)]
    if rejected:
        raise GoldError(f"an article was rejected: {', '.join(rejected)}", where=str(folder), remedy=REMEDY)
    return [m for m in made if isinstance(m, Document)]


def _of(gold: Gold, kind: str) -> Gold:
    return Gold(gold.path, tuple(line for line in gold.lines if line.get("rec") == kind), gold.tick)


def _measure(metric: str, shares: Sequence[Share], note: str) -> Measure:
    counts = np.array([s for s in shares if s[1]] or [(0.0, 0.0)])
    return Measure(metric=metric, counts=counts, statistic=ratio, note=note)


GOLD_SET = GoldSet(
    name="seeds",
    prefix="seeds_gold",
    what="the seed articles: events, joins, statements, figures, conflicts",
    score=score,
    sample_by=None,
)
