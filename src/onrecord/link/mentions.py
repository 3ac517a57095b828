"""Event claims as linking compares them: the claim with its date, its words and its document's place.

Everything a pair scorer needs is worked out once per claim, so that scoring a pair
touches no text.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from onrecord.link.families import family
from onrecord.link.participants import TITLES
from onrecord.link.stories import published_on
from onrecord.link.words import COMMON, TIME, content_stems, stem, words
from onrecord.records import Claim, DateValue, Document

WINDOW = 110
"""Characters each side of the trigger whose words describe the happening."""
HEAD = 5
"""Letters by which a name and its adjective are recognised as one."""
LEAD = 45
"""Characters before the trigger in which a text sets its happening apart."""
FEW = 200
"""With fewer documents than this, how many use a word says little about it."""
EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|formerly|last\s+time|had\s+(?:last|already)\s+met|another|a\s+second|separately"
    r"|(?:a|in)\s+separate)\b",
    re.IGNORECASE,
)
"""Words by which a text itself sets one happening apart from its main one."""


class Mention(Struct, frozen=True):
    """One event claim, ready to be compared."""

    claim: Claim
    story: str
    published: date | None
    date: DateValue | None
    trigger: str
    """Family of the trigger's main word."""
    words: Mapping[str, float]
    """Describing words near the trigger and how telling each is."""
    weight: float
    apart: bool
    """True where the text itself says that this is another or an earlier happening."""


def prepare(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    stories: Mapping[str, str],
    dates: Mapping[str, DateValue],
) -> list[Mention]:
    """Return the mentions of ``claims``, in the same order.

    Args:
        claims: event claims.
        documents: by id.
        stories: story id of each document.
        dates: dates found across documents, by claim id; they fill in for a missing one.
    """
    named = frozenset(head for claim in claims for head in _heads_of_names(claim))
    bags = [_describing(claim, named) for claim in claims]
    telling = _telling(claims, bags)
    return [
        _mention(claim, bag, telling, documents.get(claim.document_id), stories, dates)
        for claim, bag in zip(claims, bags, strict=True)
    ]


def _mention(
    claim: Claim,
    bag: frozenset[str],
    telling: Mapping[str, float],
    document: Document | None,
    stories: Mapping[str, str],
    dates: Mapping[str, DateValue],
) -> Mention:
    weights = {word: telling[word] for word in sorted(bag)}
    return Mention(
        claim=claim,
        story=stories.get(claim.document_id, claim.document_id),
        published=published_on(document) if document else None,
        date=claim.date or dates.get(claim.claim_id),
        trigger=_doing(claim.trigger.text),
        words=weights,
        weight=sum(weights.values()),
        apart=EARLIER.search(_before(claim)) is not None,
    )


def near(claim: Claim, width: int) -> str:
    """Return the whole words of the claim's sentence within ``width`` characters of its trigger."""
    text = claim.sentence.text
    start = max(0, claim.trigger.start - claim.sentence.start - width)
    end = min(len(text), claim.trigger.end - claim.sentence.start + width)
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def _before(claim: Claim) -> str:
    """Return the trigger with the few words before it."""
    start = claim.trigger.start - claim.sentence.start
    return claim.sentence.text[max(0, start - LEAD) : claim.trigger.end - claim.sentence.start + 1]


def _describing(claim: Claim, named: frozenset[str]) -> frozenset[str]:
    """Return the stems near the trigger that are neither names, place, time nor trigger.

    ``named`` holds the heads of all actors' names in the record: who takes part is
    compared elsewhere, and "Azerbaijani" tells no more than Azerbaijan.
    """
    said = set(content_stems(near(claim, WINDOW)))
    taken = {stem(word) for word in (*words(claim.trigger.text), *TIME, *TITLES)}
    place = (claim.place.text, claim.place.name or "") if claim.place else ()
    parties = (a.text for a in (*claim.actors, *claim.recipients) if a.text[:1].isupper())
    heads = {word[:HEAD] for text in (*place, *parties) for word in words(text)} | named
    return frozenset(w for w in said - taken if w[:HEAD] not in heads and not w.isdigit())


def _heads_of_names(claim: Claim) -> Iterator[str]:
    """Yield the first letters of the names of countries and people that take part.

    A described party, "embassy" of a country, is no name: what it is tells happenings apart.
    """
    for actor in (*claim.actors, *claim.recipients):
        if actor.name and (actor.kind in {"country", "person"} or actor.country):
            name = actor.name.partition(":")[0]
            yield from (word.lower()[:HEAD] for word in name.split() if word[:1].isupper())


def _telling(claims: Sequence[Claim], bags: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return how telling each word is: 1 for one document's, towards .3 for one in every document."""
    holders: dict[str, set[str]] = defaultdict(set)
    for claim, bag in zip(claims, bags, strict=True):
        for word in bag:
            holders[word].add(claim.document_id)
    top = math.log(max(len({claim.document_id for claim in claims}), FEW))
    return {word: max(0.3, 1 - math.log(len(found)) / top) for word, found in holders.items()}


def _doing(text: str) -> str:
    found = [word for word in words(text) if word not in COMMON] or list(words(text))
    return family(found[0]) if found else text.lower()


def shared_words(left: Mention, right: Mention) -> tuple[float, float]:
    """Return the share of the poorer description that the richer one repeats, 0 to 1, and its weight.

    Two claims of one sentence share its words for free: that counts as nothing.
    """
    one, other = left.claim, right.claim
    if (one.document_id, one.sentence.start) == (other.document_id, other.sentence.start):
        return 0.0, 0.0
    small, large = (left, right) if left.weight <= right.weight else (right, left)
    common = sum(weight for word, weight in small.words.items() if word in large.words)
    return common / max(small.weight, 2.0), common
