"""Whom a claim was got from, step by step: cited source, copied text, credited outlet, house.

Read from the origins that linking found. What the text itself states is told apart from
what was inferred; where nothing leads further, the outlet stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct

from onrecord.ingest.publishers import publishers
from onrecord.records import Claim, OriginBasis, OriginLink

WORDS = {
    OriginBasis.ATTRIBUTED: "cites",
    OriginBasis.SAME_FIGURE: "gives the same figure, perhaps from",
    OriginBasis.COPIED_TEXT: "has words of",
    OriginBasis.CREDIT: "credits",
    OriginBasis.SAME_HOUSE: "is of the house of",
}
"""What each kind of dependence is called; the order in which they are followed."""
LONGEST = 8
"""Steps after which a chain is cut: longer ones are circles of copies."""


class Step(Struct, frozen=True):
    """One step towards the root."""

    words: str
    """How it depends: ``cites``, ``has words of``, ..."""
    upstream: str
    """A document id, or the name of somebody outside the record."""
    document: bool
    stated: bool
    """Whether the text says so; otherwise it was inferred."""


def chain(claim: Claim, links_of: Callable[[str], Sequence[OriginLink]]) -> tuple[Step, ...]:
    """Return the steps from ``claim`` to its root; empty where its outlet stands for itself.

    Args:
        claim: the claim.
        links_of: origins of a document and its claims, by document id.
    """
    steps: list[Step] = []
    seen = {claim.document_id}
    link = _first(links_of(claim.document_id), claim)
    while link is not None and len(steps) < LONGEST:
        outside = link.upstream.startswith(NAMED)
        steps.append(
            Step(
                words=WORDS[link.basis],
                upstream=link.upstream.removeprefix(NAMED),
                document=not outside,
                stated=link.stated,
            )
        )
        if outside or link.upstream in seen:
            break
        seen.add(link.upstream)
        link = _first(links_of(link.upstream), None)
    return tuple(steps)


def _first(links: Sequence[OriginLink], claim: Claim | None) -> OriginLink | None:
    """Return the dependence that goes first: the claim's own before its document's."""
    order = list(WORDS)
    fitting = (link for link in links if _concerns(link, claim))
    return min(fitting, key=lambda link: (order.index(link.basis), link.upstream), default=None)


def _concerns(link: OriginLink, claim: Claim | None) -> bool:
    """Whether a dependence is the claim's; of copied text, whether the claim stands in it."""
    if link.claim_id is not None:
        return claim is not None and link.claim_id == claim.claim_id
    if link.basis != OriginBasis.COPIED_TEXT or claim is None or link.span is None:
        return True
    return link.span.start <= claim.trigger.start < link.span.end


NAMED = "name:"
"""Beginning of an upstream that is no article of the record."""
_SMALL = re.compile(r"(?<=\s)(?:Of|And|The|For|In|De|La)(?=\s)")


def upstream_words(upstream: str) -> str:
    """Return the name of somebody outside the record as it is written, capitals and all.

    >>> upstream_words("name:union of harbour towns"), upstream_words("name:dmgt")
    ('Union of Harbour Towns', 'DMGT')
    """
    name = upstream.removeprefix(NAMED)
    return _written().get(name) or _SMALL.sub(lambda match: match.group().lower(), name.title())


@lru_cache(maxsize=1)
def _written() -> dict[str, str]:
    """Return how outlets and houses are written, by their names in small letters."""
    found: dict[str, str] = {}
    for one in publishers():
        for name in filter(None, (one.name, one.house)):
            found.setdefault(name.casefold().removeprefix("the "), name)
    return found


def chain_words(steps: Sequence[Step], name_of: Callable[[str], str]) -> str:
    """Return a chain as one reads it.

    Args:
        steps: as :func:`chain` gives them.
        name_of: the outlet of a document of the record.

    >>> step = Step(words="has words of", upstream="doc_1", document=True, stated=False)
    >>> chain_words([step], {"doc_1": "Harbour Post"}.get)
    'has words of Harbour Post (inferred)'
    """
    told = [
        f"{step.words} {name_of(step.upstream) if step.document else upstream_words(step.upstream)}"
        + ("" if step.stated else " (inferred)")
        for step in steps
    ]
    return ", which ".join(told)
