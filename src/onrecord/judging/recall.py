"""How much of what articles tell the coder found: of events, in articles that somebody read whole.

Whoever reads an article from beginning to end, judges every event that the coder read in it and adds those
that it missed, has coded the article anew. What the coder found is then what was accepted or corrected;
what it missed is what was added. Articles in which a claim of the coder is not judged yet play no part:
it may be one that the text does not tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from onrecord.judging.decisions import CLAIM, WHOLE
from onrecord.judging.estimate import NOTHING, Share, wilson
from onrecord.judging.followed import followed
from onrecord.judging.standing import standing
from onrecord.store.additions import ADDED
from onrecord.store.base import Store
from onrecord.store.table import KEPT

RECALL = "recall"
"""Stands in the place of a field where the share that the coder found is told."""
_CODED = (
    f"SELECT document_id, claim_id FROM {KEPT}.claims WHERE run_id = ? AND kind = 'event' "
    "AND document_id IN (SELECT unnest(?)) ORDER BY ALL"
)
_ADDED = "SELECT claim_id, document_id FROM claims WHERE kind = 'event' AND document_id IN (SELECT unnest(?))"


class Whole(Struct, frozen=True):
    """One article that was read whole: events that the coder found in it, and those that it missed."""

    document_id: str
    found: int
    missed: int


def read_whole(store: Store) -> tuple[list[Whole], int]:
    """Return the articles read whole, and how many more have claims of the coder that nobody judged."""
    led = followed(store, store.decisions())
    held = [d for d in standing(led.decisions) if d.judgement_id not in led.unfit]
    articles = sorted(d.left for d in held if d.relation == WHOLE)
    verdicts = {d.left: d.verdict for d in held if d.relation == CLAIM}
    coded: dict[str, list[bool | None]] = {name: [] for name in articles}
    for document_id, claim_id in store.rows(_CODED, [store.run_shown(), articles]):
        coded[str(document_id)].append(verdicts.get(str(claim_id)))
    added = {d.left for d in held if d.relation == ADDED}
    shown = store.rows(_ADDED, [articles])
    missed = Counter(str(document_id) for claim_id, document_id in shown if claim_id in added)
    done = [name for name in articles if None not in coded[name]]
    wholes = [Whole(name, sum(map(bool, coded[name])), missed[name]) for name in done]
    return wholes, len(articles) - len(done)


def recall(wholes: Sequence[Whole]) -> Share:
    """Return the share of all events of the articles ``wholes`` that the coder found.

    Events of one article are found or missed together more often than by chance; so the interval is Wilson's
    with as many events as would be as certain if they stood each in an article of its own, never more
    than there are. Of one article alone there is no interval.

    >>> told = recall([Whole("a", 4, 0), Whole("b", 2, 2), Whole("c", 3, 1)])
    >>> round(told.value or 0, 2), told.n, round(told.low or 0, 2), round(told.high or 0, 2)
    (0.75, 12, 0.44, 0.92)
    """
    sizes = [one.found + one.missed for one in wholes]
    n = sum(sizes)
    if not n:
        return NOTHING
    value = sum(one.found for one in wholes) / n
    articles = sum(1 for size in sizes if size)
    if articles < 2:
        return Share(value=value, low=None, high=None, n=n, effective=0.0)
    off = sum((one.found - value * size) ** 2 for one, size in zip(wholes, sizes, strict=True))
    variance = articles / (articles - 1) * off / n**2
    likely = (n * value + 1) / (n + 2)  # as in estimate.share: all found is not certain
    effective = min(float(n), likely * (1 - likely) / variance) if variance else float(n)
    low, high = wilson(value, effective)
    return Share(value=value, low=low, high=high, n=n, effective=effective)
