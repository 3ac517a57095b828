"""What follows the verb of an event in its sentence: the outlet's own words for what was done.

A line that only has types and parties is vague ("made a demand"); the sentence says it
better ("demanded “the release of the crew”"). The words are taken exactly as they stand,
up to where the clause goes on to when or why. Where that cannot be told, nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from onrecord.analyse.english import is_past, plain_form, words_of
from onrecord.records import Actor, Claim, Modality, Polarity, Span, ZoneKind

UNKNOWN = "?"
"""A verb whose plain form is not known, only its past."""
MOST = 16
"""Words that are taken; longer runs lose their last phrases."""
FEWEST = 2
LINKS = ("to", "in", "on", "for", "from", "with", "at", "by", "into", "over", "through", "against")
"""Words that a long run may be cut before."""

_RULE = re.compile(r"(?:(?:future|alleged)\()*(verb|noun)\.([a-z_]+)(?:\.[a-z]+)?(\()?")
_NOT = re.compile(r"(?:\b(?:not|never|no longer|cannot)|n[’']t)(?: \w+)? $")
_BE = re.compile(r"\b(?:be|been|being|is|are|was|were)(?: \w+ly)? $")
_END = re.compile(r"[;:!?()\n–—―…]|,(?!\d)|(?<!\b[A-Z])\.(?!\w)| --? ")
_WORD = re.compile(r"[\w’'-]+")


class OwnWords(Struct, frozen=True, kw_only=True):
    """A verb, who it befell, and the words that come after, as one claim has them."""

    verb: str
    """In its plain form, with its particle: ``come back``, ``be ready``."""
    leading: str = ""
    """The word before the parties: called *on*."""
    parties: tuple[Actor, ...] = ()
    """The recipients that stand right behind the verb."""
    words: Span | None = None
    """What comes after them."""
    past: str | None = None
    """Its past, where only that is known."""


def own_words(claim: Claim, neighbours: Iterable[Claim] = ()) -> OwnWords | None:
    """Return how the sentence of ``claim`` goes on behind its verb; None where that is unclear.

    ``neighbours`` are claims of the same article: where the verb of one begins, another clause does.
    """
    sentence = _line(claim.sentence.text)
    found = _verb(claim, sentence)
    if found is None or _doer_is_behind(claim, sentence, found[1]):
        return None
    verb, begin = found
    known = claim.grounds.carrier if claim.grounds and verb == UNKNOWN else None
    if known and claim.modality is not Modality.ACTUAL:
        return None
    end = _end(claim, sentence, begin, neighbours)
    parties, leading, behind = _parties(claim, sentence, begin, end)
    words = _words(claim, sentence, behind, end)
    if not parties and words and verb in words_of("bounds", "two_objects") and words.text.startswith("to "):
        parties = claim.recipients  # named in another sentence: "helped to plan the raid"
    if parties and words is None and verb.split()[0] in words_of("bounds", "incomplete"):
        return None
    if parties:
        opens = _first(words.text) if words else ""
        free = verb in words_of("bounds", "two_objects")
        follows = opens not in COORDINATING if free else opens in words_of("bounds", "opening")
        words = words if follows else None
        return OwnWords(verb=verb, leading=leading, parties=parties, words=words, past=known)
    return OwnWords(verb=verb, words=words, past=known) if words else None


def _line(text: str) -> str:
    """Return ``text`` with plain spaces; every character keeps its place."""
    return text.replace("\xa0", " ").replace("\n", " ").replace("‐", "-")


def _first(text: str) -> str:
    return text.split()[0].lower() if text.split() else ""


def _verb(claim: Claim, sentence: str) -> tuple[str, int] | None:
    """Return the verb in its plain form, and where it ends in the sentence."""
    rule = _RULE.match(claim.rule or "")
    if rule is None:
        return None
    kind, name, inner = rule.groups()
    start, end = claim.trigger.start - claim.sentence.start, claim.trigger.end - claim.sentence.start
    if kind == "noun":
        adjective = bool(inner) and claim.trigger.text.lower() in words_of("attitude", "adjectives")
        return (f"be {claim.trigger.text.lower()}", end) if adjective else _carrier(claim, sentence)
    if _BE.search(sentence[:start]) and is_past(claim.trigger.text.lower()):
        return None  # a passive: what follows is not what was done
    if claim.polarity is Polarity.POSITIVE and _NOT.search(sentence[:start]):
        if claim.event_type != "REJECT" or "_" in name:
            return None
        return f"refuse to {name}", end
    for particle in name.split("_")[1:]:
        found = re.compile(re.escape(particle), re.IGNORECASE).search(sentence, end)
        if found is None or _first(sentence[end:]) != particle:
            return None
        end = found.end()
    return name.replace("_", " "), end


def _carrier(claim: Claim, sentence: str) -> tuple[str, int] | None:
    """Return the verb that a noun stands with: "*increased* its exports"."""
    carrier = claim.grounds.carrier if claim.grounds else None
    if not carrier:
        return None
    place = sentence.rfind(carrier, 0, claim.trigger.start - claim.sentence.start)
    plain = plain_form(carrier.lower()) or (UNKNOWN if carrier.endswith("ed") else None)
    return (plain, place + len(carrier)) if plain and place >= 0 else None


def _doer_is_behind(claim: Claim, sentence: str, begin: int) -> bool:
    """Whether somebody who acts stands right behind the verb: no object of it then."""
    behind = [
        a for a in claim.actors if a.start - claim.sentence.start >= begin and a.start < claim.sentence.end
    ]
    return any(_between(sentence, begin, a.start - claim.sentence.start) in ("", "by") for a in behind)


def _between(sentence: str, begin: int, end: int) -> str:
    words = [
        w for w in sentence[begin:end].lower().split() if w not in ("the", "a", "an", "his", "her", "its")
    ]
    return " ".join(words)


def _end(claim: Claim, sentence: str, begin: int, neighbours: Iterable[Claim]) -> int:
    """Return where the words of the verb end."""
    ends = [len(sentence), *_bounds(claim, sentence, begin)]
    if match := _END.search(sentence, begin):
        ends.append(match.start())
    for actor in claim.actors:
        place = actor.start - claim.sentence.start
        if begin < place < len(sentence):
            ends.append(_before_preposition(sentence, place))
    for other in neighbours:
        place = other.trigger.start - claim.sentence.start
        if other.claim_id != claim.claim_id and begin < place < len(sentence):
            ends += [m.start() for m in re.finditer(r"\s(?:and|or|but)\s+(?:\w+ly )?$", sentence[:place])]
    if claim.date and claim.date.span and claim.sentence.start <= claim.date.span.start:
        place = claim.date.span.start - claim.sentence.start
        if begin < place < len(sentence):
            ends.append(_before_preposition(sentence, place))
    return min(end for end in ends if end >= begin)


def _bounds(claim: Claim, sentence: str, begin: int) -> list[int]:
    """Return where words stand that open another clause."""
    words = [(m.start(), m.group().lower()) for m in _WORD.finditer(sentence, begin)]
    found = []
    for (place, word), following in zip(words, [*(w for _, w in words[1:]), ""], strict=False):
        if word in words_of("bounds", "units") and following in LATER:
            found.append(_before_number(sentence, place))
        elif _opens_clause(claim, word, following):
            found.append(place)
    return found


COORDINATING = ("and", "or", "but", "nor")
LATER = ("after", "before", "ago", "later", "earlier")


def _opens_clause(claim: Claim, word: str, following: str) -> bool:
    """Whether another clause begins with ``word``, seen from the word behind it."""
    if word == "that":
        return following in words_of("bounds", "relative") or is_past(following)
    if word in ("and", "or"):
        return _is_verb(following, claim.trigger.text.endswith("ing"))
    if word == "as":
        return following in ("it", "they", "he", "she", "well")
    if word == "if":
        return claim.modality is not Modality.CONDITIONAL
    return word in words_of("bounds", "words")


def _is_verb(word: str, running: bool) -> bool:
    """Whether the word behind "and" is likely another verb; ``running``: the first one ends in -ing."""
    return is_past(word) or word in words_of("bounds", "speaking") or (running and word.endswith("ing"))


def _before_number(sentence: str, place: int) -> int:
    """Return where "*three* days later", "just *a* day after" begins."""
    match = re.search(r"(?:\s(?:just|only|some|about|more than))?\s[\w-]+\s*$", sentence[:place])
    return match.start() if match else place


def _before_preposition(sentence: str, place: int) -> int:
    """Return where a phrase begins whose noun is at ``place``: "*on* Monday", "*with his* counterpart"."""
    match = re.search(
        r"\s(?:(?:on|in|at|by|with|since|from|until|late|early|last|this|for|and|between) )*"
        r"(?:(?:the|a|an|his|her|its|their|one|late|early|last|this) )*$",
        sentence[:place],
    )
    return match.start() if match else place


def _parties(claim: Claim, sentence: str, begin: int, end: int) -> tuple[tuple[Actor, ...], str, int]:
    """Return the recipients right behind the verb, the word that leads to them, and where they end."""
    inside = sorted(
        (a for a in claim.recipients if begin <= a.start - claim.sentence.start < end), key=lambda a: a.start
    )
    parties: list[Actor] = []
    leading, here = "", begin
    for actor in inside:
        start = actor.start - claim.sentence.start
        gap = sentence[here:start].replace(",", " ").lower().split()
        gap = [word for word in gap if word not in ("the", "a", "an", "both")]
        if not parties and len(gap) == 1 and gap[0] in words_of("bounds", "leading"):
            leading = gap[0]
        elif gap not in ([], ["and"]) or (gap and not parties):
            break
        parties.append(actor)
        here = actor.end - claim.sentence.start
    if parties and re.match(r"['’]s?\b|['’]", sentence[here:]):
        return (), "", begin  # a possessive: "struck Veltria's fleet"
    if parties and not re.match(r"\s|$|[^\w-]", sentence[here:]):
        return (), "", begin
    return (tuple(parties), leading, here) if parties else ((), "", begin)


def _words(claim: Claim, sentence: str, begin: int, end: int) -> Span | None:
    """Return the words from ``begin`` to ``end``, without what cannot stand last."""
    words = _shortened(list(re.finditer(r"\S+", sentence[begin:end])))
    dangling = words_of("bounds", "dangling")
    while words and words[-1].group().lower().strip("“”\"'‘’") in dangling:
        words.pop()
    if not words:
        return None
    start, stop = begin + words[0].start(), begin + words[-1].end()
    if sentence[stop : stop + 2] in (".”", ",”") and "“" in sentence[start:stop]:
        stop += 2  # the full stop of a quotation inside
    text = claim.sentence.text[start:stop]
    if claim.zone is not ZoneKind.BODY and _first(text) not in words_of("bounds", "whole"):
        return None  # headings leave out what a sentence needs
    if _unbalanced(text) or (len(words) < FEWEST and len(text) < 4):
        return None
    if _first(text) == "that" and len(words) <= FEWEST:
        return None  # a clause that breaks off before its verb
    return Span(start=claim.sentence.start + start, end=claim.sentence.start + stop, text=text)


def _shortened(words: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return at most :data:`MOST` words, cut before a phrase; none where no phrase begins."""
    if len(words) <= MOST:
        return list(words)
    cuts = [i for i, word in enumerate(words[: MOST + 1]) if i >= FEWEST and word.group() in LINKS]
    return list(words[: cuts[-1]]) if cuts else []


def _unbalanced(text: str) -> bool:
    """Whether quotation marks or brackets are opened and not closed.

    >>> _unbalanced("the “zone"), _unbalanced("the “zone”")
    (True, False)
    """
    pairs = text.count("“") != text.count("”") or text.count("(") != text.count(")")
    return pairs or text.count('"') % 2 == 1 or text.count("‘") > text.count("’")


def best_told(claims: Sequence[Claim]) -> list[Claim]:
    """Return ``claims`` with those first that tell in a sentence of the text, not in a heading."""
    return sorted(claims, key=lambda c: c.zone is not ZoneKind.BODY)
