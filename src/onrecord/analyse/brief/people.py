"""Names in a brief: persons are introduced with their office once, and go by their name afterwards."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from onrecord.analyse.english import table
from onrecord.analyse.names import name_words, possessive
from onrecord.analyse.pieces import NAME, Pieces
from onrecord.analyse.tellings import Piece
from onrecord.records import Actor, Claim
from onrecord.store.learned import actors_of

_TITLE = re.compile(
    r"\b(?:(former|ex|vice|deputy|then|future|late|acting|incoming|outgoing|would-be)[ -])?"
    r"(president|prime minister|premier|chancellor|king|queen|emir|sultan|supreme leader|foreign minister|"
    r"defen[cs]e minister|secretary of state)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\s+[A-ZÀ-Þ]")
"""How a name goes on behind a title, however it is spelt: "the president of the Fund" has none."""
FORMER = "former "
QUALIFIED = {"": "", "former": FORMER, "ex": FORMER, "vice": "vice ", "deputy": "deputy "}
"""What may stand before a title, as an account says it; a title with anything else is none that holds."""
FORMER = "former "
WIDE = 36
"""Characters before a name that a title with what qualifies it takes."""


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
    """Return the office that articles give each person most often, in their words.

    Who is anywhere called a former president is no president, however often an article looks back.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        for actor in actors_of(claim):
            if actor.kind == "person" and actor.actor_id and (title := _title(claim, actor)):
                found[actor.actor_id][title] += 1
    return {
        name: min(titles, key=lambda t: (FORMER not in t, -titles[t], t)) for name, titles in found.items()
    }


def _title(claim: Claim, actor: Actor) -> str | None:
    """Return the office that stands with the name of ``actor``: among the party's words, or right before."""
    inside = _TITLE.search(actor.text)
    if inside and actor.role != "affiliate" and _NAME.match(actor.text, inside.end()):
        return _office(inside) if _is_of_a_state(actor.text[: inside.start()]) else None
    place = actor.start - claim.sentence.start
    ahead = claim.sentence.text[max(0, place - WIDE) : place] if 0 < place < len(claim.sentence.text) else ""
    before = [m for m in _TITLE.finditer(ahead) if not ahead[m.end() :].strip()]
    return _office(before[-1]) if before else None


def _is_of_a_state(front: str) -> bool:
    """Whether what stands before a title names at most a country: no chapter, union or company of somebody's.

    >>> _is_of_a_state("the South Korean "), _is_of_a_state("The union's "), _is_of_a_state("PKL-ABC ")
    (True, False, False)
    """
    words = [word for word in front.split() if word not in ("the", "The")]
    return len(words) <= 2 and all(word[:1].isupper() and "-" not in word for word in words)


def _office(match: re.Match[str]) -> str | None:
    kept = QUALIFIED.get((match.group(1) or "").lower())
    return None if kept is None else kept + match.group(2).lower().replace("defense", "defence")
