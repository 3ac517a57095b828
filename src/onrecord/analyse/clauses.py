"""What happened as a clause: who, what verb, to whom, in the outlet's own words where there are any.

A clause can be put in every form that a sentence needs: past, planned, reported, denied.
The words of acts and types stand in ``data/``; those of one act come from the sentence
itself (:mod:`onrecord.analyse.own_words`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from onrecord.analyse.english import is_plural, participle, past, words_of
from onrecord.analyse.headlines import Headline, headline, tight
from onrecord.analyse.own_words import OwnWords, best_told, own_words
from onrecord.analyse.pieces import NAME, Pieces, quoted, text_of
from onrecord.analyse.tellings import Piece
from onrecord.analyse.words import act_words, nameless
from onrecord.records import Actor, Claim, Event, Modality, Polarity

Names = Callable[[Sequence[Actor]], Pieces]
"""Gives the names of parties as pieces."""


class Clause(Struct, frozen=True, kw_only=True):
    """Who did what to whom."""

    who: Pieces
    """Empty where no outlet says who it was."""
    many: bool
    """Whether who acts are several."""
    verb: str
    """In its plain form."""
    rest: Pieces
    """What follows the verb: particle, parties, own words."""
    whole: Pieces = ()
    """A sentence in the passive that has no other form; empty for all others."""
    claim_id: str | None = None
    """The claim whose words it has."""
    past: str | None = None
    """The past of the verb, where it is not made from the plain form."""
    own: bool = False
    """Whether words of an article follow its verb, not names alone."""

    def finite(self) -> Pieces:
        """Return it in the past: "Veltria recalled its envoy"."""
        if self.whole:
            return self.whole
        return (*self.who, Piece(" "), *self.predicate())

    def plain(self) -> Pieces:
        """Return verb and rest in the plain form: "recall its envoy"."""
        return (Piece(self.verb), *spaced(self.rest))

    def perfect(self) -> Pieces:
        """Return verb and rest behind "had" or "having": "recalled its envoy"."""
        return (Piece(self.past or participle(self.verb)), *spaced(self.rest))

    def predicate(self) -> Pieces:
        """Return it in the past without who acts."""
        form = past(self.verb) if self.verb != "be" else ("were" if self.many else "was")
        return (Piece(self.past or form), *spaced(self.rest))


def spaced(pieces: Pieces) -> Pieces:
    """Return ``pieces`` with a space in front, where there are any."""
    return (Piece(" "), *pieces) if pieces else ()


def event_clause(event: Event, claims: Sequence[Claim], named: Names, neighbours: Neighbours) -> Clause:
    """Return ``event`` as a clause; ``claims`` are its claims, the representative one first."""
    lead = claims[0]
    alike = [c for c in claims if c.modality is lead.modality and c.polarity is lead.polarity]
    for claim in best_told(alike):
        said = own_words(claim, neighbours.get(claim.document_id, ()))
        if said and _fits(claim, event) and (event.actors or (_is_done(lead) and _has_object(said))):
            return _own(event, claim, said, named)
    return _general(event, lead, named)


Neighbours = Mapping[str, Sequence[Claim]]
"""Event claims by article."""


def _fits(claim: Claim, event: Event) -> bool:
    """Whether a claim has the same parties acting as its event, so that its words speak of them."""
    return _ids(claim.actors) >= _ids(event.actors) or _ids(event.actors) >= _ids(claim.actors) != set()


def _is_done(lead: Claim) -> bool:
    """Whether it is told as done, so that a passive in the past may tell it."""
    return lead.modality is Modality.ACTUAL and lead.polarity is Polarity.POSITIVE


def _has_object(said: OwnWords) -> bool:
    """Whether the words tell whom or what it befell, so that the passive has a subject."""
    opens = said.words.text.split()[0].lower() if said.words else ""
    return bool(said.parties) or bool(opens and opens not in words_of("bounds", "opening"))


def _ids(actors: Iterable[Actor]) -> set[str]:
    return {actor.actor_id or actor.text for actor in actors}


def _own(event: Event, claim: Claim, said: OwnWords, named: Names) -> Clause:
    verb, _, particle = said.verb.partition(" ")
    lead = " ".join(part for part in (particle, said.leading) if part)
    words = quoted(said.words.text) if said.words else ()
    if not event.actors:
        return _own_passive(claim, said, named)
    who = named(event.actors)
    parties = named([a for a in said.parties if a.actor_id not in _ids(event.actors)])
    rest = join_pieces([(Piece(lead),) if lead else (), parties, words])
    many = _are_many(event.actors, who)
    return Clause(
        who=who, many=many, verb=verb, rest=rest, claim_id=claim.claim_id, past=said.past, own=bool(words)
    )


def _are_many(parties: Sequence[Actor], named: Pieces) -> bool:
    """Whether a verb beside ``parties`` is of several: they are, or the name of the one is."""
    return len(parties) > 1 or (bool(parties) and parties[0].kind != "person" and is_plural(text_of(named)))


def _own_passive(claim: Claim, said: OwnWords, named: Names) -> Clause:
    """Return what befell somebody, where nobody is said to have done it."""
    verb, _, particle = said.verb.partition(" ")
    befallen = named(said.parties) if said.parties else quoted(said.words.text if said.words else "")
    behind = quoted(said.words.text) if said.parties and said.words else ()
    done = " ".join(part for part in (said.past or participle(verb), particle) if part)
    was = "were" if _are_many(said.parties, befallen) else "was"
    whole = (*befallen, Piece(f" {was} {done}"), *spaced(behind))
    return Clause(
        who=(), many=False, verb=verb, rest=(), whole=whole, claim_id=claim.claim_id, own=bool(said.words)
    )


def _general(event: Event, lead: Claim, named: Names) -> Clause:
    """Return the clause in the words of its act or type."""
    name = nameless(event.event_type, event.mode)
    if name:
        return _named_only(event, lead, name, named)
    if not event.actors or _is_special(lead):
        whole = _within(headline(event, lead))
        return Clause(who=(), many=False, verb="", rest=(), whole=whole, claim_id=lead.claim_id)
    words = tight(act_words(event.event_type, event.mode, lead.rule), event.recipients)
    verb, known, thing = _verb_of(words)
    whom = named([a for a in event.recipients if a.actor_id not in _ids(event.actors)])
    before = words["before"] if whom else ""
    rest = join_pieces([(Piece(thing),) if thing else (), (Piece(before),) if before else (), whom])
    who = named(event.actors)
    many = _are_many(event.actors, who)
    return Clause(who=who, many=many, verb=verb, rest=rest, claim_id=lead.claim_id, past=known)


def _named_only(event: Event, lead: Claim, name: str, named: Names) -> Clause:
    """Return the clause of a type that no verb is known of: a user's own."""
    act: Pieces = (Piece(f"what the record codes as {name}"),)
    whom = named([a for a in event.recipients if a.actor_id not in _ids(event.actors)])
    if not event.actors:
        whole = join_pieces([act, (Piece("befell"),), whom])
        return Clause(who=(), many=False, verb="", rest=(), whole=whole, claim_id=lead.claim_id)
    rest = join_pieces([act, (Piece("to"),) if whom else (), whom])
    who = named(event.actors)
    return Clause(who=who, many=_are_many(event.actors, who), verb="do", rest=rest, claim_id=lead.claim_id)


def _verb_of(words: Mapping[str, str]) -> tuple[str, str | None, str]:
    """Return the verb of a phrase, its past where it is two verbs ("refuse or deny"), and what follows."""
    first, _, rest = words["plain"].partition(" ")
    if not rest.startswith("or "):
        return first, None, rest
    plain, past_words = words["plain"].split(), words["past"].split()
    return " ".join(plain[:3]), " ".join(past_words[:3]), " ".join(plain[3:])


def _within(line: Headline) -> Pieces:
    """Return a headline as it stands within a sentence."""
    pieces = [Piece(piece.text, NAME if piece.mark and piece.text != "It" else "") for piece in line]
    first = pieces[0]
    if not first.mark or first.text.split()[0] in ("A", "An", "The"):
        pieces[0] = Piece(first.text[:1].lower() + first.text[1:], first.mark)
    return tuple(pieces)


def _is_special(lead: Claim) -> bool:
    """Whether the claim is of an attempt that failed: its headline says so."""
    return lead.polarity is Polarity.NEGATIVE and ".foiled" in (lead.rule or "")


def join_pieces(parts: Iterable[Pieces]) -> Pieces:
    """Return ``parts`` one after the other, a space between."""
    made: list[Piece] = []
    for part in parts:
        if part:
            made += [Piece(" ")] if made else []
            made += part
    return tuple(made)


def same_words(clause: Clause) -> str:
    """Return what tells one clause from another, whatever its case."""
    return text_of(clause.finite()).lower()
