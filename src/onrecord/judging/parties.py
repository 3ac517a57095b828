"""How actors, places and sources are typed and shown: ``ISR=the minister@12-24``, parts joined by ``;``."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from onrecord.actors import resolve
from onrecord.actors.entries import fold
from onrecord.errors import JudgementError
from onrecord.judging.language import BETWEEN, NONE, empty, parts, read_span, span_text
from onrecord.judging.who import Codes, who
from onrecord.read.gazetteer import load_gazetteer
from onrecord.read.places import folded
from onrecord.records import (
    Actor,
    ActorRef,
    Attribution,
    AttributionForm,
    Claim,
    DateBasis,
    Document,
    Place,
    SourceKind,
    Span,
)

NOBODY = "?"
"""In the place of an id: the words name somebody, and who that is stays open."""
BASIS = str(DateBasis.JUDGED)
"""``Actor.basis`` of somebody whom a person named."""
UNNAMED = (SourceKind.OFFICIAL, SourceKind.DIPLOMAT, SourceKind.UNNAMED)


def actors_text(actors: tuple[Actor, ...]) -> str:
    """Return actors as they are shown: id and words of each, ``none`` for nobody."""
    return f"{BETWEEN} ".join(f"{a.actor_id or NOBODY}={_words(a)}" for a in actors) or NONE


def read_actors(
    text: str, was: tuple[Actor, ...], claim: Claim, document: Document, codes: Codes
) -> tuple[Actor, ...]:
    """Return the actors that ``text`` tells; those of ``was`` that stay are kept as they are.

    An id or a name without words takes the words that stand for that actor elsewhere in the claim, or
    the words that the one actor had in whose place it comes. Words alone (``=the minister``) are whom the
    registry knows by them.

    Raises:
        JudgementError: nobody goes by an id, or words stand nowhere.
    """
    told = parts(text)
    return tuple(_actor(one, was, len(told), claim, document, codes) for one in told)


def _actor(
    text: str, was: tuple[Actor, ...], count: int, claim: Claim, document: Document, codes: Codes
) -> Actor:
    name, given, words = (part.strip() for part in text.partition("="))
    span = read_span(words, claim, document) if given else None
    for old in (*was, *_named_in(claim)):
        here = span is None or (old.start, old.end) == (span.start, span.end)
        if here and name == (old.actor_id or NOBODY):
            return old
    on = _day(claim, document)
    if span is not None and not name:
        found: ActorRef | None = _by_words(span, on, codes)
    else:
        found = None if name == NOBODY else who(name, on, codes)
    if span is None:
        span = _words_of(found, was if count == len(was) == 1 else (), claim, document)
    return _made(span, found)


def _by_words(span: Span, on: date | None, codes: Codes) -> ActorRef:
    """Return whom the registry knows by the words of ``span``.

    Raises:
        JudgementError: nobody, or several.
    """
    try:
        return who(" ".join(span.text.split()), on, codes)
    except JudgementError as error:
        raise JudgementError(
            f"nobody certain goes by the words {span.text!r}",
            remedy=f"Say who it is before them, an id or new:NAME, ISO3, or leave it open: "
            f"{NOBODY}={span_text(span)}.",
        ) from error


def _made(span: Span, found: ActorRef | None) -> Actor:
    bare = Actor(text=span.text, start=span.start, end=span.end, basis=BASIS)
    if found is None:
        return bare
    return replace(
        bare,
        actor_id=found.actor_id,
        name=found.name,
        country=found.country,
        sectors=found.sectors,
        role=found.role,
        kind=found.kind,
    )


def _words_of(found: ActorRef | None, replaced: tuple[Actor, ...], claim: Claim, document: Document) -> Span:
    """Return the words that stand for somebody who was named without any."""
    for old in (*_named_in(claim), *replaced):
        if old in replaced or (found is not None and old.actor_id == found.actor_id):
            return document.quote(old.start, old.end)
    name = found.name if found else NOBODY
    if found is not None and fold(name) in fold(claim.sentence.text):
        start = claim.sentence.start + fold(claim.sentence.text).index(fold(name))
        return document.quote(start, start + len(name))
    raise JudgementError(
        f"no words of the text were given for {name}",
        remedy=f"Say which: {found.actor_id if found else NOBODY}=words as they stand in the sentence.",
    )


def _named_in(claim: Claim) -> tuple[Actor, ...]:
    voices = tuple(actor for link in claim.attribution for actor in link.source_actors)
    return (*claim.actors, *claim.recipients, *voices)


def _day(claim: Claim, document: Document) -> date | None:
    dated = claim.date or document.published
    return dated.start if dated else None


def _words(thing: Actor | Place) -> str:
    return span_text(Span(start=thing.start, end=thing.end, text=thing.text))


# -------------------------------------------------------------------- places


def place_text(place: Place | None) -> str:
    """Return a place as it is shown: ``Baku, AZE=Baku@12-16``."""
    if place is None:
        return NONE
    name = ", ".join(filter(None, (place.name or NOBODY, place.country)))
    return f"{name}={_words(place)}"


def read_place(text: str, was: Place | None, claim: Claim, document: Document, codes: Codes) -> Place | None:
    """Return the place that ``text`` tells: a name of the gazetteer, its country where it has namesakes.

    Words alone (``=Baku``) are the place of their name.

    Raises:
        JudgementError: no place has the name, there is no such country, or the words stand nowhere.
    """
    if empty(text):
        return None
    if was is not None and text.strip() == place_text(was):
        return was
    named, given, words = (part.strip() for part in text.partition("="))
    span = read_span(words, claim, document) if given else None
    if span is not None and not named:
        named = " ".join(span.text.split())
    name, _, country = (part.strip() for part in named.partition(","))
    if country and country not in codes.registry.countries:
        raise JudgementError(f"there is no country {country!r}", remedy="Use an ISO 3166 alpha-3 code.")
    known = codes.registry.country(name)
    known_name = known.name if known else name
    entries = load_gazetteer().entries(folded(known_name))
    entry = next((e for e in entries if not country or e.country == country), None)
    if entry is None:
        raise JudgementError(
            f"the gazetteer has no place {named!r}", remedy="Give a city, region or country, or none."
        )
    span = span or read_span(name, claim, document)
    return Place(
        text=span.text,
        start=span.start,
        end=span.end,
        name=entry.name,
        country=entry.country,
        granularity=entry.granularity,
        latitude=entry.latitude,
        longitude=entry.longitude,
        geonames_id=entry.geonames_id,
    )


# -------------------------------------------------------------------- sources


def source_text(chain: tuple[Attribution, ...]) -> str:
    """Return whose word a claim is, the innermost voice and its words; ``none`` for the outlet's own."""
    if not chain:
        return NONE
    ids = BETWEEN.join(actor.actor_id or NOBODY for actor in chain[0].source_actors) or NOBODY
    return f"{ids}={span_text(chain[0].source)}" if chain[0].source else ids


def read_source(text: str, claim: Claim, document: Document, codes: Codes) -> tuple[Attribution, ...]:
    """Return the chain of voices with another innermost source; ``none`` makes it the outlet's own word.

    Raises:
        JudgementError: nobody goes by an id, or the words stand nowhere.
    """
    if empty(text):
        return ()
    if claim.attribution and text.strip() == source_text(claim.attribution):
        return claim.attribution
    ids, given, words = (part.strip() for part in text.partition("="))
    span = read_span(words if given else text, claim, document)
    on = _day(claim, document)
    if given:
        refs = [who(one, on, codes) for one in parts(ids) if one != NOBODY]
    else:
        refs = list(resolve(span.text, on, codes.registry).actors)
    actors = tuple(_made(span, ref) for ref in refs)
    changed = replace(
        claim.attribution[0] if claim.attribution else _link(claim),
        source=span,
        source_actors=actors,
        source_actor=actors[0] if actors else None,
        source_kind=SourceKind.ACTOR if actors else SourceKind.NAMED,
        anonymous=False,
    )
    return (changed, *claim.attribution[1:])


def with_source_kind(chain: tuple[Attribution, ...], kind: SourceKind) -> tuple[Attribution, ...]:
    """Return the chain with the innermost source of that kind; unnamed kinds leave nobody to be asked.

    Raises:
        JudgementError: there is no source.
    """
    if not chain:
        raise JudgementError("the outlet's own word has no source", remedy="Give the source first.")
    if kind == chain[0].source_kind:  # media may be nameless or not; that stays as it was
        return chain
    return (replace(chain[0], source_kind=kind, anonymous=kind in UNNAMED), *chain[1:])


def _link(claim: Claim) -> Attribution:
    return Attribution(form=AttributionForm.INDIRECT, source_kind=SourceKind.NAMED, content=(claim.sentence,))
