"""Give persons the state that a resolved owner tells: "the head of the country's navy, Juma Otieno".

What the document itself says of a person nobody knows holds for all of the document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from onrecord.actors.entries import unknown_person_id
from onrecord.reading import Mention, Sentence
from onrecord.records import ActorRef


def with_countries(sentences: Mapping[int, Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return ``mentions``; persons without a state get the one that the owner in their title points to."""
    heads = {(m.sentence, m.head): m for m in mentions}
    told: dict[str, set[str]] = {}
    for mention in mentions:
        ref = _stateless(mention)
        if ref is not None:
            told.setdefault(ref.actor_id, set()).update(_owners(sentences[mention.sentence], mention, heads))
    known = {actor: codes.pop() for actor, codes in told.items() if len(codes) == 1}
    return tuple(_told(m, known) for m in mentions) if known else tuple(mentions)


def _stateless(mention: Mention) -> ActorRef | None:
    """Return the person without a state that ``mention`` names in own words."""
    if mention.form == "pronoun" or len(mention.actors) != 1:
        return None
    ref = mention.actors[0]
    return ref if ref.kind == "person" and ref.country is None and ref.actor_id.startswith("x.") else None


def _owners(sentence: Sentence, mention: Mention, heads: Mapping[tuple[int, int], Mention]) -> set[str]:
    """Return the states of the owners inside the words of ``mention``: "the country's", "its"."""
    found = set()
    for token in sentence.tokens:
        if token.dep != "poss" or not mention.start <= token.start < mention.end:
            continue
        held = heads.get((mention.sentence, token.i))
        if held is not None and len(held.actors) == 1 and held.actors[0].kind == "country":
            found.add(held.actors[0].country or "")
    return found - {""}


def _told(mention: Mention, known: Mapping[str, str]) -> Mention:
    if not any(a.actor_id in known for a in mention.actors):
        return mention
    actors = tuple(
        msgspec.structs.replace(
            a, country=known[a.actor_id], actor_id=unknown_person_id(a.name, known[a.actor_id])
        )
        if a.actor_id in known
        else a
        for a in mention.actors
    )
    return msgspec.structs.replace(mention, actors=actors)
