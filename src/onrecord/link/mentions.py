"""Event claims as linking compares them: the claim with its date, its words and its document's place.

Everything a pair scorer needs is worked out once per claim, so that scoring a pair
touches no text; and from the claim's own document, so that later ones change nothing.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from onrecord.link.families import family
from onrecord.link.likeness import Text, word_number
from onrecord.link.names import TITLES
from onrecord.link.stories import published_on
from onrecord.link.story_index import StoryIndex
from onrecord.link.words import COMMON, TIME, content_stems, stem, words
from onrecord.records import Claim, DateValue, Document, Story

WINDOW = 110
"""Characters each side of the trigger whose words describe the happening."""
HEAD = 5
"""Letters by which a name and its adjective are recognised as one."""
LEAD = 45
"""Characters before the trigger in which a text sets its happening apart."""
FEW = 200
"""With fewer documents than this, how many use a word says little about it."""
LEAST = 0.3
"""What the commonest word still tells."""
UNTELLING = frozenset(map(stem, TIME | TITLES))
"""Stems that describe no happening."""
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


class Page(Struct, frozen=True):
    """What linking knows of the document of a claim."""

    story: str
    published: date | None
    text: Text | None
    """Its words as they were on its day; None where nothing is known of them."""


def pages(documents: Iterable[Document], stories: Iterable[Story], index: StoryIndex) -> dict[str, Page]:
    """Return the page of each of ``documents``, all of which ``index`` has assigned."""
    home = {name: story.story_id for story in stories for name in story.document_ids}
    texts = {name: index.texts[number] for number, name in index.names.items()}
    return {
        d.document_id: Page(home[d.document_id], published_on(d), texts[d.document_id]) for d in documents
    }


def prepare(
    claims: Sequence[Claim], known: Mapping[str, Page], dates: Mapping[str, DateValue]
) -> list[Mention]:
    """Return the mentions of ``claims``, in the same order.

    Each rests on its own document alone, and on what was known on the day of that.

    Args:
        claims: event claims, of each document all.
        known: page of each document.
        dates: dates found across documents, by claim id; they fill in for a missing one.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        named[claim.document_id].update(_heads_of_names(claim))
    telling = {name: Telling(known[name].text) for name in named}
    return [
        _mention(claim, named[claim.document_id], telling[claim.document_id], known[claim.document_id], dates)
        for claim in claims
    ]


def _mention(
    claim: Claim, named: Collection[str], telling: Telling, page: Page, dates: Mapping[str, DateValue]
) -> Mention:
    weights = {word: telling.of(word) for word in sorted(_describing(claim, named))}
    return Mention(
        claim=claim,
        story=page.story,
        published=page.published,
        date=claim.date or dates.get(claim.claim_id),
        trigger=_doing(claim.trigger.text),
        words=weights,
        weight=sum(weights.values()),
        apart=EARLIER.search(_before(claim)) is not None,
    )


class Telling:
    """How telling each word of a document is: 1 for its own, towards .3 for one in every document."""

    def __init__(self, text: Text | None) -> None:
        """Take the counts of its day."""
        counted = zip(text.words.tolist(), text.holders.tolist(), strict=True) if text else ()
        self._holders: dict[int, int] = dict(counted)
        self._top = math.log(max(text.known if text else 0, FEW))

    def of(self, word: str) -> float:
        """Return the weight of one stem."""
        return max(LEAST, 1 - math.log(self._holders.get(word_number(word), 1)) / self._top)


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


def _describing(claim: Claim, named: Collection[str]) -> frozenset[str]:
    """Return the stems near the trigger that are neither names, place, time nor trigger.

    ``named`` holds the heads of all actors' names in the document: who takes part is
    compared elsewhere, and "Azerbaijani" tells no more than Azerbaijan.
    """
    said = set(content_stems(near(claim, WINDOW)))
    taken = UNTELLING.union(map(stem, words(claim.trigger.text)))
    place = (claim.place.text, claim.place.name or "") if claim.place else ()
    parties = (a.text for a in (*claim.actors, *claim.recipients) if a.text[:1].isupper())
    heads = {word[:HEAD] for text in (*place, *parties) for word in words(text)}
    heads.update(named)
    return frozenset(w for w in said - taken if w[:HEAD] not in heads and not w.isdigit())


def _heads_of_names(claim: Claim) -> Iterator[str]:
    """Yield the first letters of the names of countries and people that take part.

    A described party, "embassy" of a country, is no name: what it is tells happenings apart.
    """
    for actor in (*claim.actors, *claim.recipients):
        if actor.name and (actor.kind in {"country", "person"} or actor.country):
            name = actor.name.partition(":")[0]
            yield from (word.lower()[:HEAD] for word in name.split() if word[:1].isupper())


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
