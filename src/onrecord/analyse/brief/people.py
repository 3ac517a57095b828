"""Names in a brief: persons are introduced with their office once, and go by their name afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from onrecord.analyse.english import table
from onrecord.analyse.names import name_words, possessive
from onrecord.analyse.pieces import NAME, Pieces
from onrecord.analyse.tellings import Piece
from onrecord.records import Actor, Claim
from onrecord.store.learned import actors_of

_TITLE = re.compile(
    r"\b(president|prime minister|premier|chancellor|king|queen|emir|sultan|supreme leader|foreign minister|"
    r"defen[cs]e minister|secretary of state)\b",
    re.IGNORECASE,
)


class People:
    """Gives names; remembers who has been introduced."""

    def __init__(self, claims: Iterable[Claim], countries: Mapping[str, str]) -> None:
        self._countries = countries
        self._titles = _titles(claims)
        self._known: set[str] = set()

    def named(self, actors: Sequence[Actor]) -> Pieces:
        """Return the names of ``actors`` as a list, each once, whoever is new with the office."""
        return _listed(actors, self._introduced)

    def _introduced(self, actor: Actor, name: str) -> Pieces:
        if actor.kind != "person" or not actor.actor_id or actor.actor_id in self._known:
            return (Piece(name, NAME),)
        self._known.add(actor.actor_id)
        return (*self._office(actor), Piece(name, NAME))

    def _office(self, actor: Actor) -> Pieces:
        """Return "Veltria's foreign minister", where the record tells the office."""
        title = self._titles.get(actor.actor_id or "") or str(
            table("sentences")["offices"].get(actor.role or "", "")
        )
        country = self._countries.get(actor.country or "")
        return (Piece(possessive(country), NAME), Piece(f" {title} ")) if title and country else ()


def plain_names(actors: Sequence[Actor]) -> Pieces:
    """Return the names of ``actors`` as a list, without their offices."""
    return _listed(actors, lambda actor, name: (Piece(name, NAME),))


def _listed(actors: Sequence[Actor], naming: Callable[[Actor, str], Pieces]) -> Pieces:
    told: list[Pieces] = []
    seen: set[str] = set()
    for actor in actors:
        name = name_words(actor)
        if name not in seen:
            seen.add(name)
            told.append(naming(actor, name))
    made: list[Piece] = []
    for number, pieces in enumerate(told):
        if number:
            made.append(Piece(" and " if number == len(told) - 1 else ", "))
        made += pieces
    return tuple(made)


def _titles(claims: Iterable[Claim]) -> dict[str, str]:
    """Return the office that articles give each person first, in their words."""
    found: dict[str, str] = {}
    for claim in claims:
        for actor in actors_of(claim):
            if actor.kind != "person" or not actor.actor_id or actor.actor_id in found:
                continue
            match = _TITLE.search(actor.text) or _before(claim, actor)
            if match:
                found[actor.actor_id] = match.group(1).lower().replace("defense", "defence")
    return found


def _before(claim: Claim, actor: Actor) -> re.Match[str] | None:
    """Return the title that stands right before a name in its sentence."""
    place = actor.start - claim.sentence.start
    if not 0 < place < len(claim.sentence.text):
        return None
    ahead = claim.sentence.text[max(0, place - 24) : place]
    match = _TITLE.search(ahead)
    return match if match and not ahead[match.end() :].strip() else None
