"""Countries of parties whose words the gold gives: how well actors are told apart from finding them.

The mention that covers the given words best answers, coreference and all; where the words
are a part of a mention of several ("Chilean" of "Chilean and Peruvian officials"), or no
mention covers them, the words are resolved by themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from onrecord.evaluate.conventions import Convention
from onrecord.evaluate.metrics.dyads import country_of
from onrecord.evaluate.system import System
from onrecord.reading import Mention, Reading
from onrecord.records import Actor, ActorRef


def count_countries(
    parties: Iterable[tuple[str, str | None]], reading: Reading, own: Convention, system: System
) -> tuple[int, int, int]:
    """Return (true positives, given, gold) over ``parties``, each its words and its gold code.

    Words that do not stand in the text as they are given, once two parts of it, are left out.
    """
    right = answered = wanted = 0
    for words, code in parties:
        start = reading.document.text.lower().find(words.lower())
        if start < 0:
            continue
        gold = Counter([country] if (country := country_of(code)) else [])
        found = _countries(answer(start, start + len(words), reading, system), own)
        right += (gold & found).total()
        answered += found.total()
        wanted += gold.total()
    return right, answered, wanted


def answer(start: int, end: int, reading: Reading, system: System) -> tuple[ActorRef, ...]:
    """Return whom the characters ``start:end`` of a text mean."""
    best = max(
        (m for m in reading.mentions if m.start < end and start < m.end),
        key=lambda m: (_shared(m, start, end), -m.start),
        default=None,
    )
    inside = best is not None and start <= best.start and best.end <= end
    if best is not None and best.actors and (inside or len(best.actors) == 1):
        return best.actors
    published = reading.document.published
    return system.resolve(reading.document.text[start:end], published.end if published else None).actors


def _shared(mention: Mention, start: int, end: int) -> float:
    """Return how much of the mention and of the given words is common, 0 to 1."""
    common = min(mention.end, end) - max(mention.start, start)
    return common / (max(mention.end, end) - min(mention.start, start))


def _countries(found: Iterable[ActorRef], own: Convention) -> Counter[str]:
    codes = (
        own.code_of(Actor(text="", start=0, end=0, actor_id=a.actor_id, country=a.country, sectors=a.sectors))
        for a in found
    )
    return Counter(dict.fromkeys((country for code in codes if (country := country_of(code))), 1))
